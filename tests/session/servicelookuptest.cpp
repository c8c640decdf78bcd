#include "session/servicelookup.h"

#include "base/error.h"
#include "session/activitynotes.h"
#include "support/wmsserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;
using test::HttpReply;
using test::HttpServer;

/// Asking a WMS of this computer what it has.
class ServiceLookupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersAreOffered();
    void theOldVersionIsAskedForToo();
    void problemsAreTold_data();
    void problemsAreTold();
    void anotherHostIsNamedAndNotAsked();
    void cancelIsQuiet();
    void onlyTheLastIsAnswered();
};

void ServiceLookupTest::layersAreOffered()
{
    HttpServer server;
    server.replies.insert(test::capabilitiesPath(),
                          {test::wmsDocument(server.address(QStringLiteral("/map?")),
                                             test::wmsLayer("roads") + test::wmsLayer("old", "EPSG:28413"))});
    session::OnlineActivity online;
    session::ServiceLookup lookup(online.notes());
    QSignalSpy found(&lookup, &session::ServiceLookup::found);
    lookup.start(server.address(QStringLiteral("/ows?")));
    QVERIFY(lookup.isRunning());
    QVERIFY(found.wait());
    QVERIFY(!lookup.isRunning());
    const auto service = found[0][0].value<session::OfferedService>();
    QCOMPARE(service.title, QStringLiteral("Maps of the office"));
    QCOMPARE(service.words.url, server.address(QStringLiteral("/map?")));
    QCOMPARE(service.words.version, QStringLiteral("1.3.0"));
    QCOMPARE(service.words.format, QStringLiteral("image/png"));
    QCOMPARE(service.words.attribution, QStringLiteral("© The office"));
    QCOMPARE(service.layers.size(), std::size_t(2));
    QCOMPARE(service.layers[0].title, QStringLiteral("The roads"));
    QCOMPARE(service.layers[0].obstacle, QString());
    QVERIFY2(service.layers[1].obstacle.contains(QStringLiteral("EPSG:28413")),
             qPrintable(service.layers[1].obstacle));
    QVERIFY(online.hosts().at(0).lastAsked.isValid());
}

void ServiceLookupTest::theOldVersionIsAskedForToo()
{
    HttpServer server;
    server.replies.insert("*", {"<ServiceException>1.1.1 please</ServiceException>", 400, {}, {}});
    QByteArray old = test::wmsDocument(server.address(QStringLiteral("/map?")), test::wmsLayer("a"));
    old.replace("<WMS_Capabilities version=\"1.3.0\" xmlns=\"http://www.opengis.net/wms\"",
                "<WMT_MS_Capabilities version=\"1.1.1\"");
    old.replace("</WMS_Cap", "</WMT_MS_Cap").replace("CRS>", "SRS>");
    server.replies.insert(test::capabilitiesPath("1.1.1"), {old});
    const session::OfferedService service =
        session::lookUpService(server.address(QStringLiteral("/ows")), nullptr, {});
    QCOMPARE(service.words.version, QStringLiteral("1.1.1"));
    QCOMPARE(service.layers[0].obstacle, QString());
    QCOMPARE(server.asked(), 2);
}

void ServiceLookupTest::problemsAreTold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("told");
    QTest::newRow("nothing there") << QByteArray("no") << 404 << QStringLiteral("nothing at this address");
    QTest::newRow("no key") << QByteArray("no") << 401 << QStringLiteral("Check the key");
    QTest::newRow("a page") << QByteArray("<html/>") << 200 << QStringLiteral("'html'");
    QTest::newRow("broken off")
        << test::wmsDocument(QStringLiteral("http://127.0.0.1/"), test::wmsLayer("a")).left(500) << 200
        << QStringLiteral("breaks off");
}

void ServiceLookupTest::problemsAreTold()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, told);
    HttpServer server;
    server.replies.insert("*", {body, status, {}, {}});
    session::OnlineActivity online;
    session::ServiceLookup lookup(online.notes());
    QSignalSpy failed(&lookup, &session::ServiceLookup::failed);
    lookup.start(server.address(QStringLiteral("/ows?")));
    QVERIFY(failed.wait());
    QVERIFY2(failed[0][0].toString().contains(told), qPrintable(failed[0][0].toString()));
    QCOMPARE(online.hosts().at(0).problem, failed[0][0].toString());
}

void ServiceLookupTest::anotherHostIsNamedAndNotAsked()
{
    HttpServer server;
    HttpServer other;
    server.replies.insert(
        "*", {test::wmsDocument(QStringLiteral("http://localhost:%1/map?").arg(other.serverPort()),
                                test::wmsLayer("a"))});
    try {
        session::lookUpService(server.address(QStringLiteral("/ows")), nullptr, {});
        QFAIL("it was taken");
    } catch (const base::Error &error) {
        QVERIFY2(error.message().contains(QStringLiteral("localhost:%1").arg(other.serverPort())),
                 qPrintable(error.message()));
    }
    QCOMPARE(other.connections, 0);
}

void ServiceLookupTest::cancelIsQuiet()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    session::ServiceLookup lookup(nullptr);
    QSignalSpy failed(&lookup, &session::ServiceLookup::failed);
    lookup.start(server.address(QStringLiteral("/ows?")));
    QTRY_COMPARE(server.asked(), 1);
    lookup.cancel();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), QString());
    QVERIFY(!lookup.isRunning());
    lookup.start(server.address(QStringLiteral("/ows?"))); // and one that is under way when it goes
    QTRY_COMPARE(server.asked(), 2);
    QCOMPARE(failed.size(), 1);
}

void ServiceLookupTest::onlyTheLastIsAnswered()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    server.replies.insert(test::capabilitiesPath(),
                          {test::wmsDocument(server.address(QStringLiteral("/map?")), test::wmsLayer("a"))});
    session::ServiceLookup lookup(nullptr);
    QSignalSpy found(&lookup, &session::ServiceLookup::found);
    QSignalSpy failed(&lookup, &session::ServiceLookup::failed);
    lookup.start(server.address(QStringLiteral("/slow?")));
    lookup.start(server.address(QStringLiteral("/ows?")));
    QVERIFY(found.wait());
    QCOMPARE(found.size(), 1);
    QCOMPARE(failed.size(), 0);
}

QTEST_GUILESS_MAIN(ServiceLookupTest)
#include "servicelookuptest.moc"
