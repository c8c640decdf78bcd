#include <QDirIterator>
#include <QFile>
#include <QTest>

/// A file over the limit holds more than one thing: split it by responsibility (CONTRIBUTING.md).
class FileSizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFileIsTooLong_data();
    void noFileIsTooLong();
};

void FileSizeTest::noFileIsTooLong_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("limit");
    QTest::newRow("app") << QStringLiteral("app") << 500;
    QTest::newRow("ui") << QStringLiteral("ui") << 500;
    QTest::newRow("tests") << QStringLiteral("tests") << 600;
}

void FileSizeTest::noFileIsTooLong()
{
    QFETCH(QString, folder);
    QFETCH(int, limit);
    QStringList tooLong;
    int files = 0;
    QDirIterator it(QStringLiteral(MARZ_SOURCE_DIR "/") + folder,
                    {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        ++files;
        const qsizetype lines = file.readAll().count('\n');
        if (lines > limit)
            tooLong << QStringLiteral("%1: %2 lines").arg(file.fileName()).arg(lines);
    }
    QVERIFY(files > 0);
    QVERIFY2(tooLong.isEmpty(), qPrintable(tooLong.join(u'\n')));
}

QTEST_GUILESS_MAIN(FileSizeTest)
#include "filesizetest.moc"
