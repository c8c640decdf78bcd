#include "ui/onlinelight.h"
#include "session/activitynotes.h"

#include "desk.h"

#include <QMenu>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

using namespace marz;

/// The light of the status bar: who is asked.
class OnlineLightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_desk = std::make_unique<test::Desk>(); }
    void itIsHiddenOffline();
    void itSaysWhoIsAsked();
    void problemsAreToldInWords();
    void itStopsAll();
    void notesOutliveIt();

private:
    std::unique_ptr<test::Desk> m_desk;
};

void OnlineLightTest::itIsHiddenOffline()
{
    session::OnlineActivity online;
    QStatusBar bar;
    auto *light = new ui::OnlineLight(online, &bar);
    bar.addPermanentWidget(light);
    bar.show();
    light->setServices({});
    QVERIFY(!light->isVisible());
    light->setServices({{QStringLiteral("Streets"), QStringLiteral("a.example")}});
    QVERIFY(light->isVisible());
    light->setServices({});
    QVERIFY(!light->isVisible());
    online.notes()->began(QStringLiteral("b.example")); // a look at what a service has
    QTRY_VERIFY(light->isVisible());
    QCOMPARE(light->text(), QStringLiteral("Online: b.example"));
    online.notes()->ended(QStringLiteral("b.example"), QString());
    QTRY_VERIFY(!light->isVisible());
}

void OnlineLightTest::itSaysWhoIsAsked()
{
    session::OnlineActivity online;
    ui::OnlineLight light(online);
    light.setServices({{QStringLiteral("Streets"), QStringLiteral("a.example")},
                       {QStringLiteral("More streets"), QStringLiteral("a.example")}});
    QCOMPARE(light.text(), QStringLiteral("Online: a.example"));
    QCOMPARE(light.accessibleName(), QStringLiteral("Online: a.example"));
    const QImage quiet = light.icon().pixmap(12).toImage();
    online.notes()->began(QStringLiteral("a.example"));
    QTRY_COMPARE(light.accessibleName(), QStringLiteral("Online: a.example, fetching"));
    QVERIFY(light.icon().pixmap(12).toImage() != quiet);
    QVERIFY(light.toolTip().contains(QStringLiteral("being asked now")));
    online.notes()->ended(QStringLiteral("a.example"), QString());
    QTRY_COMPARE(light.accessibleName(), QStringLiteral("Online: a.example"));
    QVERIFY(light.icon().pixmap(12).toImage() == quiet);
    light.setServices({{QStringLiteral("Streets"), QStringLiteral("a.example")},
                       {QStringLiteral("Relief"), QStringLiteral("b.example")}});
    QCOMPARE(light.text(), QStringLiteral("Online: 2 hosts"));
}

void OnlineLightTest::problemsAreToldInWords()
{
    session::OnlineActivity online;
    ui::OnlineLight light(online);
    light.setServices({{QStringLiteral("Streets"), QStringLiteral("a.example")}});
    online.notes()->began(QStringLiteral("a.example"));
    online.notes()->ended(QStringLiteral("a.example"), QStringLiteral("<b>It</b> does not answer."));
    QTRY_COMPARE(light.text(), QStringLiteral("Online: a.example (problem)"));
    QVERIFY(light.toolTip().contains(QStringLiteral("&lt;b&gt;It&lt;/b&gt; does not answer.")));
    QCOMPARE(light.accessibleDescription(), QStringLiteral("<b>It</b> does not answer."));
    online.notes()->began(QStringLiteral("a.example"));
    online.notes()->ended(QStringLiteral("a.example"), QString());
    QTRY_COMPARE(light.text(), QStringLiteral("Online: a.example"));
}

void OnlineLightTest::itStopsAll()
{
    session::OnlineActivity online;
    ui::OnlineLight light(online);
    light.setServices({{QStringLiteral("Streets"), QStringLiteral("a.example")},
                       {QStringLiteral("Relief"), QStringLiteral("b.example")}});
    light.show();
    online.notes()->began(QStringLiteral("b.example"));
    QSignalSpy stopped(&light, &ui::OnlineLight::stopRequested);
    light.menu()->popup(QPoint(0, 0));
    QStringList texts;
    for (const QAction *each : light.menu()->actions())
        texts << each->text();
    QCOMPARE(texts.value(0), QStringLiteral("Streets: a.example, not asked yet"));
    QCOMPARE(texts.value(1), QStringLiteral("Relief: b.example, being asked now"));
    QAction *stop = light.menu()->actions().last();
    QTest::mouseClick(light.menu(), Qt::LeftButton, {}, light.menu()->actionGeometry(stop).center());
    QCOMPARE(stopped.size(), 1);
}

/// A worker that still notes when the window is gone.
void OnlineLightTest::notesOutliveIt()
{
    std::shared_ptr<session::ActivityNotes> notes;
    {
        session::OnlineActivity online;
        notes = online.notes();
        notes->began(QStringLiteral("a.example"));
    }
    notes->ended(QStringLiteral("a.example"), QStringLiteral("It is late."));
    QCOMPARE(notes->hosts().at(0).problem, QStringLiteral("It is late."));
    QCoreApplication::processEvents();
}

QTEST_MAIN(OnlineLightTest)
#include "onlinelighttest.moc"
