#include "ui/servicedialog.h"
#include "session/onlineactivity.h"
#include "support/wmsserver.h"

#include "desk.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace marz;
using test::HttpReply;
using test::HttpServer;

/// "Add online layer", as its user fills it in.
class ServiceDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_desk = std::make_unique<test::Desk>(); }
    void init();
    void cleanup() { m_dialog.reset(); }
    void tilesAreTyped();
    void wrongAddressesAreTold_data();
    void wrongAddressesAreTold();
    void nothingIsSentBeforeAButton();
    void aWmsIsLookedUp();
    void enterDoesWhatComesNext();
    void problemsStayInTheDialog();
    void itCanBeStopped();
    void whatCannotBeDrawnCannotBeTicked();
    void manyLayersAreFound();
    void anotherAddressForgetsTheLayers();
    void addressesAreRemembered();
    void whoSeesItIsSaid();
    void everyFieldHasAName();

private:
    template <typename Widget>
    Widget *part(const char *name) const
    {
        auto *found = m_dialog->findChild<Widget *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void type(const QString &address) const
    {
        auto *edit = part<QComboBox>("serviceAddress")->lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, address);
    }
    void retype(const char *name, const QString &text) const
    {
        auto *edit = part<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void click(const char *name) const { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    QPushButton *add() const
    {
        return m_dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    QString text(const char *name) const { return part<QLabel>(name)->text(); }
    /// A click on the box of the layer's row.
    void tick(int row) const
    {
        auto *list = part<QListWidget>("serviceLayers");
        list->scrollToItem(list->item(row));
        const QRect place = list->visualItemRect(list->item(row));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          QPoint(place.left() + 10, place.center().y()));
    }
    bool lookUp(int layers) const
    {
        click("serviceLookUp");
        return QTest::qWaitFor([&] { return part<QListWidget>("serviceLayers")->count() == layers; });
    }
    void serve(HttpServer &server, const QByteArray &layers) const
    {
        server.replies.insert(test::capabilitiesPath(),
                              {test::wmsDocument(server.address(QStringLiteral("/map?")), layers)});
    }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::ServiceDialog> m_dialog;
    session::OnlineActivity m_online;
};

void ServiceDialogTest::init()
{
    QSettings().clear();
    m_dialog = std::make_unique<ui::ServiceDialog>(m_online.notes());
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void ServiceDialogTest::tilesAreTyped()
{
    QVERIFY(!add()->isEnabled());
    type(QStringLiteral("https://tile.openstreetmap.org/{z}/{x}/{y}.png"));
    QCOMPARE(text("serviceProblem"), QString());
    QVERIFY(add()->isEnabled());
    QCOMPARE(part<QLineEdit>("serviceName")->text(), QStringLiteral("tile.openstreetmap.org"));
    QCOMPARE(part<QLineEdit>("serviceAttribution")->text(), QStringLiteral("© OpenStreetMap contributors"));
    QVERIFY(!part<QPushButton>("serviceLookUp")->isVisible());
    retype("serviceName", QStringLiteral("Streets"));
    QTest::mouseClick(add(), Qt::LeftButton);
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    const auto service = m_dialog->service();
    QVERIFY(service);
    QCOMPARE(service->url(), QStringLiteral("https://tile.openstreetmap.org/{z}/{x}/{y}.png"));
    QCOMPARE(service->attribution(), QStringLiteral("© OpenStreetMap contributors"));
    QCOMPARE(m_dialog->name(), QStringLiteral("Streets"));
}

void ServiceDialogTest::wrongAddressesAreTold_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    QTest::newRow("no scheme") << QStringLiteral("a.example/{z}/{x}/{y}.png") << QStringLiteral("https://");
    QTest::newRow("several hosts") << QStringLiteral("https://{s}.a.example/{z}/{x}/{y}.png")
                                   << QStringLiteral("several hosts");
    QTest::newRow("a password") << QStringLiteral("https://me:pw@a.example/{z}/{x}/{y}.png")
                                << QStringLiteral("password");
}

void ServiceDialogTest::wrongAddressesAreTold()
{
    QFETCH(QString, typed);
    QFETCH(QString, told);
    type(typed);
    QVERIFY(part<QLabel>("serviceProblem")->isVisible());
    QVERIFY2(text("serviceProblem").contains(told), qPrintable(text("serviceProblem")));
    QVERIFY(!add()->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
}

void ServiceDialogTest::nothingIsSentBeforeAButton()
{
    HttpServer server;
    serve(server, test::wmsLayer("a"));
    type(server.address(QStringLiteral("/ows?")));
    retype("serviceName", QStringLiteral("Mine"));
    QTest::qWait(100);
    QCOMPARE(server.connections, 0);
    QVERIFY(!add()->isEnabled());
    QVERIFY(lookUp(1));
    QCOMPARE(server.asked(), 1);
}

void ServiceDialogTest::aWmsIsLookedUp()
{
    HttpServer server;
    serve(server, test::wmsLayer("roads") + test::wmsLayer("rivers") + test::wmsLayer("relief"));
    type(server.address(QStringLiteral("/ows?")));
    QVERIFY(!part<QListWidget>("serviceLayers")->isVisible());
    QVERIFY(lookUp(3));
    QVERIFY(part<QListWidget>("serviceLayers")->isVisible());
    QVERIFY(!add()->isEnabled()); // nothing is ticked
    tick(2);
    QVERIFY(add()->isEnabled());
    QCOMPARE(part<QLineEdit>("serviceName")->text(), QStringLiteral("The relief"));
    tick(0);
    QCOMPARE(part<QLineEdit>("serviceAttribution")->text(), QStringLiteral("© The office"));
    QTest::mouseClick(add(), Qt::LeftButton);
    const auto service = m_dialog->service();
    QVERIFY(service);
    QCOMPARE(service->layers(), QStringList({QStringLiteral("relief"), QStringLiteral("roads")}));
    QCOMPARE(service->url(), server.address(QStringLiteral("/map")));
    QCOMPARE(m_dialog->name(), QStringLiteral("The roads and 1 more"));
}

void ServiceDialogTest::enterDoesWhatComesNext()
{
    HttpServer server;
    serve(server, test::wmsLayer("roads"));
    type(server.address(QStringLiteral("/ows?")));
    QTest::keyClick(part<QComboBox>("serviceAddress")->lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(part<QListWidget>("serviceLayers")->count(), 1);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(add()->isEnabled()); // the only one is ticked
    QTest::keyClick(part<QListWidget>("serviceLayers"), Qt::Key_Return);
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    QCOMPARE(m_dialog->service()->layers(), QStringList{QStringLiteral("roads")});
}

void ServiceDialogTest::problemsStayInTheDialog()
{
    HttpServer server;
    type(server.address(QStringLiteral("/ows?")));
    click("serviceLookUp");
    QTRY_VERIFY(part<QLabel>("serviceProblem")->isVisible());
    QVERIFY2(text("serviceProblem").contains(QStringLiteral("nothing at this address")),
             qPrintable(text("serviceProblem")));
    QVERIFY(part<QPushButton>("serviceLookUp")->isEnabled());
    QVERIFY(m_dialog->isVisible());
    serve(server, test::wmsLayer("a"));
    QVERIFY(lookUp(1));
    QVERIFY(!part<QLabel>("serviceProblem")->isVisible());
}

void ServiceDialogTest::itCanBeStopped()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    type(server.address(QStringLiteral("/ows?")));
    QVERIFY(!part<QPushButton>("serviceStop")->isVisible());
    click("serviceLookUp");
    QTRY_COMPARE(server.asked(), 1);
    QVERIFY(m_online.isAsking());
    QVERIFY(!part<QPushButton>("serviceLookUp")->isEnabled());
    click("serviceStop");
    QVERIFY(part<QPushButton>("serviceLookUp")->isEnabled());
    QVERIFY(!part<QLabel>("serviceProblem")->isVisible());
    QTRY_VERIFY(!m_online.isAsking());
    click("serviceLookUp");
    QTRY_COMPARE(server.asked(), 2);
    m_dialog.reset(); // closed meanwhile
    QVERIFY(!m_online.isAsking());
}

void ServiceDialogTest::whatCannotBeDrawnCannotBeTicked()
{
    HttpServer server;
    serve(server, test::wmsLayer("old", "EPSG:28413") + test::wmsLayer("older", "EPSG:4284"));
    type(server.address(QStringLiteral("/ows?")));
    QVERIFY(lookUp(2));
    QVERIFY2(text("serviceProblem").contains(QStringLiteral("EPSG:28413")),
             qPrintable(text("serviceProblem")));
    tick(0);
    QVERIFY(!add()->isEnabled());
    QVERIFY(!m_dialog->service());
    serve(server, test::wmsLayer("old", "EPSG:28413") + test::wmsLayer("b") + test::wmsLayer("c"));
    QVERIFY(lookUp(3));
    tick(0);
    QVERIFY(!add()->isEnabled());
    tick(1);
    QVERIFY(add()->isEnabled());
}

void ServiceDialogTest::manyLayersAreFound()
{
    HttpServer server;
    QByteArray layers;
    for (int i = 0; i < 40; ++i)
        layers += test::wmsLayer("sheet" + QByteArray::number(i));
    serve(server, layers);
    type(server.address(QStringLiteral("/ows?")));
    QVERIFY(lookUp(40));
    QVERIFY(part<QLineEdit>("serviceFilter")->isVisible());
    retype("serviceFilter", QStringLiteral("sheet31"));
    auto *list = part<QListWidget>("serviceLayers");
    int seen = 0;
    for (int row = 0; row < list->count(); ++row)
        seen += !list->item(row)->isHidden();
    QCOMPARE(seen, 1);
    tick(31);
    QVERIFY(m_dialog->service());
    QCOMPARE(m_dialog->service()->layers(), QStringList{QStringLiteral("sheet31")});
}

void ServiceDialogTest::anotherAddressForgetsTheLayers()
{
    HttpServer server;
    serve(server, test::wmsLayer("a"));
    type(server.address(QStringLiteral("/ows?")));
    QVERIFY(lookUp(1));
    QVERIFY(add()->isEnabled());
    QTest::keyClicks(part<QComboBox>("serviceAddress")->lineEdit(), QStringLiteral("x"));
    QCOMPARE(part<QListWidget>("serviceLayers")->count(), 0);
    QVERIFY(!add()->isEnabled());
}

void ServiceDialogTest::addressesAreRemembered()
{
    const QString address = QStringLiteral("https://a.example/{z}/{x}/{y}.png");
    type(address);
    QTest::mouseClick(add(), Qt::LeftButton);
    m_dialog = std::make_unique<ui::ServiceDialog>(nullptr);
    auto *box = part<QComboBox>("serviceAddress");
    QCOMPARE(box->count(), 1);
    QCOMPARE(box->currentText(), QString());
    QVERIFY(!m_dialog->service());
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentText(), address);
    QVERIFY(m_dialog->service());
}

void ServiceDialogTest::whoSeesItIsSaid()
{
    QCOMPARE(text("servicePrivacy"), QString());
    type(QStringLiteral("https://a.example/{z}/{x}/{y}.png"));
    QVERIFY2(text("servicePrivacy").startsWith(QStringLiteral("a.example will see which part of the map")),
             qPrintable(text("servicePrivacy")));
    QVERIFY(!text("servicePrivacy").contains(QStringLiteral("not encrypted")));
    type(QStringLiteral("http://a.example:81/{z}/{x}/{y}.png"));
    QVERIFY(text("servicePrivacy").startsWith(QStringLiteral("a.example:81 will see")));
    QVERIFY(text("servicePrivacy").contains(QStringLiteral("not encrypted")));
}

/// By keyboard alone, and for who listens: a buddy or a name of its own.
void ServiceDialogTest::everyFieldHasAName()
{
    type(QStringLiteral("https://a.example/wms?"));
    for (const char *name : {"serviceAddress", "serviceMaxZoom", "serviceTileSize", "serviceLayers",
                             "serviceFilter", "serviceName", "serviceAttribution"}) {
        const auto *field = part<QWidget>(name);
        bool hasBuddy = false;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            hasBuddy = hasBuddy || label->buddy() == field;
        QVERIFY2(hasBuddy || !field->accessibleName().isEmpty(), name);
    }
    QStringList order;
    part<QComboBox>("serviceAddress")->setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        order << m_dialog->focusWidget()->objectName();
    }
    QCOMPARE(order, QStringList({QStringLiteral("serviceLookUp"), QStringLiteral("serviceName"),
                                 QStringLiteral("serviceAttribution")}));
}

QTEST_MAIN(ServiceDialogTest)
#include "servicedialogtest.moc"
