#include "ui/layerspanel.h"
#include "ui/desk.h"

#include <QListWidget>
#include <QSlider>
#include <QToolButton>

using namespace marz;

class LayersPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void topLayerComesFirst();
    void checkBoxHidesALayer();
    void incidentsAndAnnotationsAreHidden();
    void opacityFollowsTheSlider();
    void labelsAreSwitchedOff();
    void buttonsChangeTheOrder();
    void nameIsPlainText();

private:
    QListWidget *list() { return m_panel->findChild<QListWidget *>(QStringLiteral("layerList")); }
    QToolButton *button(const char *name) { return m_panel->findChild<QToolButton *>(QLatin1String(name)); }
    void clickCheckBox(int row);
    QStringList ids() const;

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::LayersPanel> m_panel;
};

void LayersPanelTest::init()
{
    m_desk = std::make_unique<test::Desk>();
    std::vector<map::ReferenceLayer> layers;
    for (const char *id : {"land", "units", "rivers"}) {
        map::ReferenceLayer layer;
        layer.id = QLatin1String(id);
        layer.name = QLatin1String(id).toString().toUpper();
        layer.role = map::LayerRole::Units;
        layers.push_back(layer);
    }
    m_desk->workspace.layers().setLayers(layers);
    m_panel = std::make_unique<ui::LayersPanel>(m_desk->workspace);
    m_panel->resize(240, 400);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void LayersPanelTest::cleanup()
{
    m_panel.reset();
    m_desk.reset();
}

QStringList LayersPanelTest::ids() const
{
    QStringList found;
    for (const map::ReferenceLayer &layer : m_desk->workspace.layers().layers())
        found << layer.id;
    return found;
}

void LayersPanelTest::clickCheckBox(int row)
{
    const QRect rect = list()->visualItemRect(list()->item(row));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 11, rect.center().y()));
}

void LayersPanelTest::topLayerComesFirst()
{
    QCOMPARE(list()->count(), 5);
    QCOMPARE(list()->item(0)->text(), QStringLiteral("Incidents"));
    QCOMPARE(list()->item(1)->text(), QStringLiteral("Annotations"));
    QCOMPARE(list()->item(2)->text(), QStringLiteral("RIVERS"));
    QCOMPARE(list()->item(4)->text(), QStringLiteral("LAND"));
}

void LayersPanelTest::checkBoxHidesALayer()
{
    clickCheckBox(3);
    QVERIFY(!m_desk->workspace.layers().layers()[1].isVisible);
    QVERIFY(m_desk->workspace.layers().layers()[2].isVisible);
    clickCheckBox(3);
    QVERIFY(m_desk->workspace.layers().layers()[1].isVisible);
    m_desk->workspace.layers().setVisible(0, false); // from elsewhere
    QCOMPARE(list()->item(4)->checkState(), Qt::Unchecked);
}

void LayersPanelTest::incidentsAndAnnotationsAreHidden()
{
    clickCheckBox(0);
    QVERIFY(!m_desk->workspace.layers().incidentsVisible());
    clickCheckBox(1);
    QVERIFY(!m_desk->workspace.layers().annotationsVisible());
}

void LayersPanelTest::opacityFollowsTheSlider()
{
    auto *slider = m_panel->findChild<QSlider *>(QStringLiteral("layerOpacity"));
    list()->setCurrentRow(2);
    slider->setValue(40);
    QCOMPARE(m_desk->workspace.layers().layers()[2].opacity, 0.4);
    list()->setCurrentRow(3);
    QCOMPARE(slider->value(), 100);
    list()->setCurrentRow(1);
    QVERIFY(!slider->isEnabled());
    list()->setCurrentRow(0);
    slider->setValue(70);
    QCOMPARE(m_desk->workspace.layers().incidentsOpacity(), 0.7);
}

void LayersPanelTest::labelsAreSwitchedOff()
{
    list()->setCurrentRow(3);
    QTest::mouseClick(button("layerLabels"), Qt::LeftButton);
    QVERIFY(!m_desk->workspace.layers().layers()[1].hasLabels);
}

void LayersPanelTest::buttonsChangeTheOrder()
{
    list()->setCurrentRow(2);
    QVERIFY(!button("layerUp")->isEnabled()); // incidents and annotations stay on top
    QTest::mouseClick(button("layerDown"), Qt::LeftButton);
    QCOMPARE(ids(), (QStringList{QStringLiteral("land"), QStringLiteral("rivers"), QStringLiteral("units")}));
    QCOMPARE(list()->currentRow(), 3);
    QTest::mouseClick(button("layerDown"), Qt::LeftButton);
    QCOMPARE(ids().front(), QStringLiteral("rivers"));
    QVERIFY(!button("layerDown")->isEnabled());
    QTest::mouseClick(button("layerUp"), Qt::LeftButton);
    QTest::mouseClick(button("layerUp"), Qt::LeftButton);
    QCOMPARE(ids().back(), QStringLiteral("rivers"));
}

void LayersPanelTest::nameIsPlainText()
{
    map::ReferenceLayer layer;
    layer.id = QStringLiteral("/tmp/<img src=x>.shp");
    layer.name = QStringLiteral("<b>bold</b>");
    m_desk->workspace.layers().add(layer);
    QCOMPARE(list()->item(2)->text(), layer.name);
    QVERIFY(!list()->item(2)->toolTip().contains(u'<'));
}

QTEST_MAIN(LayersPanelTest)
#include "layerspaneltest.moc"
