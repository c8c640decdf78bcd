#include "io/callfilter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace marz;

/// What a process that reads foreign files can no longer do once it is bound.
class CallFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isRefused_data();
    void isRefused();
    void readingStaysPossible();
    void itMayStillEndItself();

private:
    QByteArray path(const char *name) const
    {
        return (m_folder->path() + u'/' + QLatin1String(name)).toLocal8Bit();
    }
    /// The exit code of @p work in a child that is bound; 255 when the system has no such filter, and minus
    /// the signal that ended it.
    template <typename F>
    static int inChild(F work)
    {
        const pid_t child = fork();
        if (child == 0) {
            prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            _exit(io::refuseCalls() ? work() : 255);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    /// Whether the kernel takes filters: it then complains of the address, not of the request (seccomp(2)).
    static bool isOffered()
    {
        return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) != 0 && errno == EFAULT;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CallFilterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(QString::fromLocal8Bit(path("kept")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
}

void CallFilterTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *what : {"socket", "write", "append", "create", "truncate", "remove", "rename", "folder",
                             "program", "signal to the parent"})
        QTest::newRow(what) << QByteArray(what);
}

void CallFilterTest::isRefused()
{
    QFETCH(QByteArray, what);
    const QByteArray kept = path("kept"), fresh = path("fresh");
    const int outcome = inChild([&] {
        int result = 0;
        errno = 0;
        if (what == "socket")
            result = socket(AF_UNIX, SOCK_STREAM, 0);
        else if (what == "write")
            result = open(kept.constData(), O_WRONLY);
        else if (what == "append")
            result = open(kept.constData(), O_RDWR | O_APPEND);
        else if (what == "create")
            result = open(fresh.constData(), O_RDONLY | O_CREAT, 0600);
        else if (what == "truncate")
            result = truncate(kept.constData(), 0);
        else if (what == "remove")
            result = unlink(kept.constData());
        else if (what == "rename")
            result = rename(kept.constData(), fresh.constData());
        else if (what == "folder")
            result = mkdir(fresh.constData(), 0700);
        else if (what == "program")
            result = execl("/bin/true", "true", nullptr);
        else
            result = kill(getppid(), 0);
        return result < 0 && (errno == EPERM || errno == EACCES) ? 0 : 1;
    });
    // 255: without a filter nothing was tried. That is right only where the kernel offers none.
    QCOMPARE(outcome, isOffered() ? 0 : 255);
    QFile file(QString::fromLocal8Bit(kept));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("text"));
    QVERIFY(!QFile::exists(QString::fromLocal8Bit(fresh)));
}

void CallFilterTest::readingStaysPossible()
{
    const QByteArray kept = path("kept");
    const int outcome = inChild([&] {
        const int fd = open(kept.constData(), O_RDONLY | O_CLOEXEC);
        char text[5] = {};
        return fd >= 0 && read(fd, text, 4) == 4 && qstrcmp(text, "text") == 0 ? 0 : 1;
    });
    QCOMPARE(outcome, isOffered() ? 0 : 255);
}

/// A crash must be a crash to whoever waits for it.
void CallFilterTest::itMayStillEndItself()
{
    const int outcome = inChild([] {
        raise(SIGKILL);
        return 1;
    });
    QCOMPARE(outcome, isOffered() ? -SIGKILL : 255);
}

QTEST_GUILESS_MAIN(CallFilterTest)
#include "callfiltertest.moc"
