#include "net/downloads.h"

#include "base/error.h"
#include "net/answercache.h"
#include "support/httpserver.h"
#include "support/tempstore.h"

#include <QFileInfo>
#include <QTest>
#include <QTimer>

using namespace marz;
using test::HttpReply;
using test::HttpServer;

/// Fetching from one server of this computer, and what may go wrong on the way.
class DownloadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLiesThereIsFetched();
    void nothingOfTheUserIsSent();
    void nobodyIsLoggedIn_data();
    void nobodyIsLoggedIn();
    void anotherHostIsNeverAsked_data();
    void anotherHostIsNeverAsked();
    void redirectsOnTheSameHostAreFollowed();
    void problemsAreTold_data();
    void problemsAreTold();
    void onlySoMuchIsTaken();
    void whatIsKeptIsNotAskedForAgain_data();
    void whatIsKeptIsNotAskedForAgain();
    void whatIsKeptServesOffline();
    void aFaultOfTheServerLeavesWhatIsKept();
    void aServerThatIsDownIsAskedOnce();
    void whoIsAskedTooOftenIsLeftAlone();
    void aServerThatNeverAnswersCostsOneTimeout();
    void whoSpeaksNoTlsIsTold();
    void cancelEndsIt();
    void uselessAnswersAreNotKept();
    void keptAnswersAreTheirUsersAlone();

private:
    net::DownloadRules rules(const HttpServer &server) const
    {
        net::DownloadRules rules;
        rules.host = net::Host::of(server.url({}));
        rules.userAgent = QStringLiteral("Marz/test");
        rules.folder = m_folder.path(QString::fromLatin1(QTest::currentTestFunction()));
        rules.timeoutMs = 5'000;
        return rules;
    }
    static net::Download one(const net::Downloads &downloads, const QUrl &url)
    {
        return downloads.fetch({url}, {}).front();
    }

    test::TempFolder m_folder;
};

void DownloadsTest::whatLiesThereIsFetched()
{
    HttpServer server;
    std::vector<QUrl> urls;
    for (int i = 0; i < 20; ++i) {
        const QString path = QStringLiteral("/%1.png").arg(i);
        server.replies.insert(path.toLatin1(), {"tile " + QByteArray::number(i)});
        urls.push_back(server.url(path));
    }
    server.replies.remove("/7.png"); // 404
    int told = 0;
    const auto results = net::Downloads(rules(server)).fetch(urls, {}, [&] {
        ++told;
        QCOMPARE(server.requests.size(), 0);
    });
    QCOMPARE(told, 1);
    QCOMPARE(results.size(), urls.size());
    for (std::size_t i = 0; i < urls.size(); ++i) {
        QCOMPARE(results[i].problem, QString());
        QCOMPARE(results[i].came, i == 7 ? net::Came::Missing : net::Came::Fetched);
        QCOMPARE(results[i].bytes, i == 7 ? QByteArray() : "tile " + QByteArray::number(int(i)));
    }
    QCOMPARE(server.requests.size(), 20);
    QVERIFY(server.connections <= 4);
}

void DownloadsTest::nothingOfTheUserIsSent()
{
    HttpServer server;
    server.replies.insert("/a", {"a", 200, {"Set-Cookie: who=you", "Cache-Control: no-store"}, {}});
    const net::Downloads downloads(rules(server));
    one(downloads, server.url(QStringLiteral("/a")));
    one(downloads, server.url(QStringLiteral("/a")));
    QCOMPARE(server.requests.size(), 2);
    for (const QByteArray &request : std::as_const(server.requests)) {
        QByteArrayList names;
        for (const QByteArray &line : request.split('\n').mid(1))
            names << line.split(':').first().toLower();
        std::sort(names.begin(), names.end());
        QCOMPARE(names,
                 QByteArrayList({"accept-encoding", "accept-language", "connection", "host", "user-agent"}));
        QVERIFY(request.contains("User-Agent: Marz/test"));
        QVERIFY(request.contains("Accept-Language: en\r\n"));
    }
}

void DownloadsTest::nobodyIsLoggedIn_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");
    for (const char *way : {"Basic realm=\"a\"", "Digest realm=\"a\", nonce=\"b\"", "NTLM", "Negotiate"})
        QTest::newRow(way) << 401 << QByteArray("WWW-Authenticate: ").append(way);
    QTest::newRow("a proxy") << 407 << QByteArray("Proxy-Authenticate: Basic realm=\"a\"");
}

void DownloadsTest::nobodyIsLoggedIn()
{
    QFETCH(int, status);
    QFETCH(QByteArray, challenge);
    HttpServer server;
    server.replies.insert("/a", {"who are you?", status, {challenge}, {}});
    const net::Download result = one(net::Downloads(rules(server)), server.url(QStringLiteral("/a")));
    QCOMPARE(result.came, net::Came::Failed);
    QVERIFY(!result.problem.isEmpty());
    QCOMPARE(server.asked(), 1);
    for (const QByteArray &request : std::as_const(server.requests))
        QVERIFY2(!request.toLower().contains("authorization"), request.constData());
}

void DownloadsTest::anotherHostIsNeverAsked_data()
{
    QTest::addColumn<QByteArray>("target"); ///< %1 = the other server's port
    QTest::addColumn<QString>("told");
    QTest::newRow("a port") << QByteArray("http://127.0.0.1:%1/b") << QStringLiteral("127.0.0.1:%1");
    QTest::newRow("a name") << QByteArray("http://localhost:%1/b") << QStringLiteral("localhost:%1");
    QTest::newRow("no scheme") << QByteArray("//localhost:%1/b") << QStringLiteral("localhost:%1");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << QStringLiteral("file:///etc/passwd");
}

void DownloadsTest::anotherHostIsNeverAsked()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, told);
    HttpServer server;
    HttpServer other;
    other.replies.insert("*", {"secret"});
    const QByteArray port = QByteArray::number(other.serverPort());
    server.replies.insert("/a", {{}, 302, {"Location: " + target.replace("%1", port)}, {}});
    const net::Download result = one(net::Downloads(rules(server)), server.url(QStringLiteral("/a")));
    QCOMPARE(result.came, net::Came::Failed);
    QVERIFY2(result.problem.contains(told.replace(QStringLiteral("%1"), QString::fromLatin1(port))),
             qPrintable(result.problem));
    QCOMPARE(other.connections, 0);
    QVERIFY_EXCEPTION_THROWN(net::Downloads(rules(server)).fetch({other.url(QStringLiteral("/b"))}, {}),
                             base::Error);
}

void DownloadsTest::redirectsOnTheSameHostAreFollowed()
{
    HttpServer server;
    server.replies.insert("/a", {{}, 302, {"Location: /b"}, {}});
    server.replies.insert("/b", {"b"});
    server.replies.insert("/round", {{}, 301, {"Location: /round"}, {}});
    const net::Downloads downloads(rules(server));
    QCOMPARE(one(downloads, server.url(QStringLiteral("/a"))).bytes, QByteArray("b"));
    QCOMPARE(server.asked(), 2);
    const net::Download round = one(downloads, server.url(QStringLiteral("/round")));
    QVERIFY2(round.problem.contains(QStringLiteral("circles")), qPrintable(round.problem));
}

void DownloadsTest::problemsAreTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("told");
    const auto usual = int(HttpReply::End::Usual);
    QTest::newRow("no key") << 401 << usual << QStringLiteral("Check the key");
    QTest::newRow("a wrong key") << 403 << usual << QStringLiteral("Check the key");
    QTest::newRow("a bad request") << 400 << usual << QStringLiteral("does not understand");
    QTest::newRow("too often") << 429 << usual << QStringLiteral("asked too often");
    QTest::newRow("a fault") << 500 << usual << QStringLiteral("fault of its own");
    QTest::newRow("closed early") << 200 << int(HttpReply::End::Early)
                                  << QStringLiteral("closed the connection");
}

void DownloadsTest::problemsAreTold()
{
    QFETCH(int, status);
    QFETCH(int, end);
    QFETCH(QString, told);
    HttpServer server;
    server.replies.insert("/a", {"some words", status, {}, HttpReply::End(end)});
    const net::Download result = one(net::Downloads(rules(server)), server.url(QStringLiteral("/a")));
    QCOMPARE(result.came, net::Came::Failed);
    QCOMPARE(result.bytes, QByteArray());
    QVERIFY2(result.problem.contains(told), qPrintable(result.problem));
    QVERIFY(result.problem.contains(rules(server).host.text()));
}

void DownloadsTest::onlySoMuchIsTaken()
{
    HttpServer server;
    net::DownloadRules limited = rules(server);
    QCOMPARE(limited.answerBytes, qint64(8) << 20);
    server.replies.insert("/most", {QByteArray(limited.answerBytes, 'x')});
    server.replies.insert("/more", {QByteArray(limited.answerBytes + 1, 'x')});
    // Without a length ahead: it is counted as it comes.
    server.replies.insert("/unsaid",
                          {QByteArray(limited.answerBytes + 1, 'x'), 200, {}, HttpReply::End::Unsaid});
    const net::Downloads downloads(limited);
    QCOMPARE(one(downloads, server.url(QStringLiteral("/most"))).bytes.size(), limited.answerBytes);
    for (const char *path : {"/more", "/unsaid"}) {
        const net::Download result = one(downloads, server.url(QLatin1String(path)));
        QCOMPARE(result.came, net::Came::Failed);
        QVERIFY2(result.problem.contains(QStringLiteral("more than 8 MB")), qPrintable(result.problem));
    }
}

void DownloadsTest::whatIsKeptIsNotAskedForAgain_data()
{
    QTest::addColumn<QByteArrayList>("headers");
    QTest::addColumn<int>("requests"); ///< for two fetches
    QTest::addColumn<int>("came");     ///< of the second
    const int kept = int(net::Came::Kept);
    const int fetched = int(net::Came::Fetched);
    QTest::newRow("nothing said") << QByteArrayList() << 1 << kept;
    QTest::newRow("an hour") << QByteArrayList{"Cache-Control: public, max-age=3600"} << 1 << kept;
    QTest::newRow("an hour, an hour old")
        << QByteArrayList{"Cache-Control: max-age=3600", "Age: 3600"} << 2 << fetched;
    QTest::newRow("must be asked once old")
        << QByteArrayList{"Cache-Control: must-revalidate, max-age=3600"} << 1 << kept;
    QTest::newRow("until a day to come")
        << QByteArrayList{"Expires: Wed, 21 Oct 2099 07:28:00 GMT"} << 1 << kept;
    QTest::newRow("until a day gone by")
        << QByteArrayList{"Expires: Wed, 21 Oct 2015 07:28:00 GMT"} << 2 << fetched;
    QTest::newRow("expires at once") << QByteArrayList{"Expires: 0"} << 2 << fetched;
    QTest::newRow("always ask") << QByteArrayList{"Cache-Control: no-cache", "ETag: \"a\""} << 2 << fetched;
    QTest::newRow("never keep") << QByteArrayList{"Cache-Control: no-store"} << 2 << fetched;
}

void DownloadsTest::whatIsKeptIsNotAskedForAgain()
{
    QFETCH(QByteArrayList, headers);
    QFETCH(int, requests);
    QFETCH(int, came);
    HttpServer server;
    server.replies.insert("/a", {"a", 200, headers, {}});
    const QUrl url = server.url(QStringLiteral("/a"));
    QCOMPARE(one(net::Downloads(rules(server)), url).came, net::Came::Fetched);
    bool isAsking = false;
    const net::Download again =
        net::Downloads(rules(server)).fetch({url}, {}, [&] { isAsking = true; }).front();
    QCOMPARE(int(again.came), came);
    QCOMPARE(again.bytes, QByteArray("a"));
    QCOMPARE(server.asked(), requests);
    QCOMPARE(isAsking, requests == 2);
    const bool hasTag = headers.contains("ETag: \"a\"");
    QCOMPARE(server.requests.last().contains("If-None-Match: \"a\""), hasTag);
    QCOMPARE(net::Downloads(rules(server)).kept(url).has_value(),
             !headers.contains("Cache-Control: no-store"));
}

void DownloadsTest::whatIsKeptServesOffline()
{
    HttpServer server;
    server.replies.insert("/old", {"old", 200, {"Cache-Control: max-age=0"}, {}});
    server.replies.insert("/new", {"new", 200, {"Cache-Control: max-age=3600"}, {}});
    server.replies.insert("/never", {"never", 200, {}, {}});
    const std::vector<QUrl> urls{server.url(QStringLiteral("/old")), server.url(QStringLiteral("/new")),
                                 server.url(QStringLiteral("/never"))};
    net::Downloads(rules(server)).fetch({urls[0], urls[1]}, {});
    server.goOffline();
    const auto results = net::Downloads(rules(server)).fetch(urls, {});
    QCOMPARE(results[0].came, net::Came::Old);
    QCOMPARE(results[0].bytes, QByteArray("old"));
    QVERIFY2(results[0].problem.contains(QStringLiteral("refuses connections")),
             qPrintable(results[0].problem));
    QCOMPARE(results[1].came, net::Came::Kept);
    QCOMPARE(results[1].bytes, QByteArray("new"));
    QCOMPARE(results[2].came, net::Came::Failed);
    QVERIFY(!results[2].problem.isEmpty());
}

void DownloadsTest::aFaultOfTheServerLeavesWhatIsKept()
{
    HttpServer server;
    server.replies.insert("/a", {"a", 200, {"Cache-Control: max-age=0"}, {}});
    const QUrl url = server.url(QStringLiteral("/a"));
    const net::Downloads downloads(rules(server));
    one(downloads, url);
    for (const int status : {500, 502}) {
        server.replies.insert("/a", {"broken", status, {}, {}});
        const net::Download result = one(downloads, url);
        QCOMPARE(result.came, net::Came::Old);
        QCOMPARE(result.bytes, QByteArray("a"));
    }
    server.replies.remove("/a"); // gone for good
    QCOMPARE(one(downloads, url).came, net::Came::Missing);
    QVERIFY(!downloads.kept(url));
}

void DownloadsTest::aServerThatIsDownIsAskedOnce()
{
    HttpServer server;
    server.goOffline();
    std::vector<QUrl> urls;
    for (int i = 0; i < 100; ++i)
        urls.push_back(server.url(QStringLiteral("/%1").arg(i)));
    const net::Downloads downloads(rules(server));
    const auto results = downloads.fetch(urls, {});
    for (const net::Download &each : results)
        QVERIFY2(each.problem.contains(QStringLiteral("refuses connections")), qPrintable(each.problem));
    bool isAsking = false; // and left alone for a while
    QCOMPARE(downloads.fetch({urls[0]}, {}, [&] { isAsking = true; }).front().came, net::Came::Failed);
    QVERIFY(!isAsking);
}

void DownloadsTest::whoIsAskedTooOftenIsLeftAlone()
{
    HttpServer server;
    server.replies.insert("*", {"slow down", 429, {"Retry-After: 30"}, {}});
    std::vector<QUrl> urls;
    for (int i = 0; i < 50; ++i)
        urls.push_back(server.url(QStringLiteral("/%1").arg(i)));
    const net::Downloads downloads(rules(server));
    const auto results = downloads.fetch(urls, {});
    QVERIFY(server.asked() <= 4);
    QVERIFY2(results.back().problem.contains(QStringLiteral("30 seconds")),
             qPrintable(results.back().problem));
    const int before = server.asked();
    downloads.fetch(urls, {});
    QCOMPARE(server.asked(), before);
}

void DownloadsTest::aServerThatNeverAnswersCostsOneTimeout()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    net::DownloadRules impatient = rules(server);
    impatient.timeoutMs = 300;
    std::vector<QUrl> urls;
    for (int i = 0; i < 100; ++i)
        urls.push_back(server.url(QStringLiteral("/%1").arg(i)));
    const auto results = net::Downloads(impatient).fetch(urls, {});
    for (const net::Download &each : results)
        QVERIFY2(each.problem.contains(QStringLiteral("does not answer")), qPrintable(each.problem));
    QCOMPARE(server.asked(), 4);
    QCOMPARE(server.mostAtOnce, 4);
}

void DownloadsTest::whoSpeaksNoTlsIsTold()
{
    HttpServer server;
    QUrl url = server.url(QStringLiteral("/a"));
    url.setScheme(QStringLiteral("https"));
    net::DownloadRules safe = rules(server);
    safe.host = net::Host::of(url);
    const net::Download result = one(net::Downloads(safe), url);
    QCOMPARE(result.came, net::Came::Failed);
    QVERIFY2(result.problem.contains(QStringLiteral("could not show that it is what it says")),
             qPrintable(result.problem));
    QCOMPARE(server.asked(), 0);
}

void DownloadsTest::cancelEndsIt()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    const net::Downloads downloads(rules(server));
    const base::CancelToken cancel;
    QTimer::singleShot(200, this, [&] { cancel.cancel(); });
    try {
        downloads.fetch({server.url(QStringLiteral("/a")), server.url(QStringLiteral("/b"))}, cancel);
        QFAIL("it was not stopped");
    } catch (const base::Error &error) {
        QCOMPARE(error.kind(), base::ErrorKind::Cancelled);
    }
    QCOMPARE(server.asked(), 2);
    server.replies.insert("*", {"later"});
    QCOMPARE(one(downloads, server.url(QStringLiteral("/a"))).bytes, QByteArray("later"));
}

void DownloadsTest::uselessAnswersAreNotKept()
{
    HttpServer server;
    server.replies.insert("/a", {"<html>log in first", 200, {}, {}});
    net::DownloadRules picky = rules(server);
    picky.refusal = [](const QByteArray &bytes) {
        return bytes.startsWith('<') ? QStringLiteral("It is a page.") : QString();
    };
    const net::Downloads downloads(picky);
    const QUrl url = server.url(QStringLiteral("/a"));
    QCOMPARE(one(downloads, url).problem, QStringLiteral("It is a page."));
    QVERIFY(!downloads.kept(url));
    server.replies.insert("/a", {"a", 200, {}, {}});
    QCOMPARE(one(downloads, url).bytes, QByteArray("a"));
}

void DownloadsTest::keptAnswersAreTheirUsersAlone()
{
    HttpServer server;
    server.replies.insert("/a", {QByteArray(5000, 'a'), 200, {}, {}});
    const net::DownloadRules here = rules(server);
    one(net::Downloads(here), server.url(QStringLiteral("/a")));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFileInfo(here.folder).permissions() & others));
    QVERIFY(net::keptBytes(here.folder) > 5000);
    net::forgetAll(here.folder);
    QCOMPARE(net::keptBytes(here.folder), 0);
    QVERIFY(!net::Downloads(here).kept(server.url(QStringLiteral("/a"))));
}

QTEST_GUILESS_MAIN(DownloadsTest)
#include "downloadstest.moc"
