#include "ui/layerproperties.h"

#include "support/shots.h"
#include "ui/layercase.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QToolButton>

using namespace marz;
using session::LayerState;

/// The style and the encoding of a layer, in the dialog.
class LayerPropertiesTest : public test::LayerCase
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void styleIsSeenWhileEdited();
    void categoriesAreMade();
    void classesAreAddedAndRemovedByHand();
    void coloursThatRepeatAreTold();
    void encodingIsLookedAt();
};

void LayerPropertiesTest::styleIsSeenWhileEdited()
{
    const QString id = add();
    const map::LayerStyle before = *layers().layer(id)->style;
    for (const bool isKept : {false, true}) {
        m_layerDesk->showProperties(id);
        auto *dialog = m_window->findChild<ui::LayerProperties *>();
        QVERIFY(dialog);
        find<QDoubleSpinBox>("classWidth", dialog)->setValue(6);
        QCOMPARE(shown(id).style->classes[0].widthPx, 6.0);
        auto *widest = find<QComboBox>("layerScaleWidest", dialog);
        widest->setEditText(QStringLiteral("1:250,000"));
        Q_EMIT widest->lineEdit()->editingFinished();
        QCOMPARE(shown(id).style->scales.widest, 250'000.0);
        press(dialog, isKept ? QDialogButtonBox::Ok : QDialogButtonBox::Cancel);
        QTRY_VERIFY(!m_window->findChild<ui::LayerProperties *>());
        QCOMPARE(*shown(id).style == before, !isKept);
    }
}

void LayerPropertiesTest::categoriesAreMade()
{
    const QString id = add();
    m_layerDesk->showProperties(id);
    auto *dialog = m_window->findChild<ui::LayerProperties *>();
    auto *kind = find<QComboBox>("styleKind", dialog);
    auto *field = find<QComboBox>("styleField", dialog);
    field->setCurrentText(QStringLiteral("kind"));
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    layers().finish();
    QCOMPARE(shown(id).style->classes.size(), std::size_t{3});
    QCOMPARE(*shown(id).classOf, (std::vector<std::uint8_t>{0, 1, 0}));
    QCOMPARE(find<QListWidget>("styleClasses", dialog)->count(), 3);
    field->setCurrentText(QStringLiteral("count"));
    kind->setCurrentIndex(2);
    Q_EMIT kind->activated(2);
    layers().finish();
    QCOMPARE(shown(id).style->kind, map::StyleKind::Graduated);
    QCOMPARE(shown(id).style->palette, QStringLiteral("YlOrRd"));
    press(dialog, QDialogButtonBox::Cancel);
    layers().finish();
    QCOMPARE(shown(id).style->kind, map::StyleKind::Single);
    QVERIFY(!shown(id).classOf);
}

void LayerPropertiesTest::classesAreAddedAndRemovedByHand()
{
    const QString id = add();
    m_layerDesk->showProperties(id);
    auto *dialog = m_window->findChild<ui::LayerProperties *>();
    auto *value = find<QLineEdit>("newClassValue", dialog);
    QVERIFY(!value->isVisible()); // one look for all
    find<QComboBox>("styleField", dialog)->setCurrentText(QStringLiteral("kind"));
    auto *kind = find<QComboBox>("styleKind", dialog);
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    auto *classes = find<QListWidget>("styleClasses", dialog);
    QCOMPARE(classes->count(), 3);
    QVERIFY(!find<QToolButton>("removeClasses", dialog)->isEnabled()); // nobody has chosen one
    QVERIFY(value->isVisible());
    QTest::keyClicks(value, QStringLiteral("village"));
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    layers().finish();
    QCOMPARE(shown(id).style->classes.size(), std::size_t{4});
    QCOMPARE(shown(id).style->classes[2].value, QStringLiteral("village"));
    QCOMPARE(classes->currentRow(), 2);
    QVERIFY(value->text().isEmpty());
    classes->setCurrentRow(0); // district
    QTest::mouseClick(find<QToolButton>("removeClasses", dialog), Qt::LeftButton);
    layers().finish();
    QCOMPARE(classes->count(), 3);
    QCOMPARE(shown(id).style->classes[0].value, QStringLiteral("town"));
    QCOMPARE(*shown(id).classOf, (std::vector<std::uint8_t>{2, 0, 2}));
    classes->setCurrentRow(2); // all others: stays
    QVERIFY(!find<QToolButton>("removeClasses", dialog)->isEnabled());
    press(dialog, QDialogButtonBox::Cancel);
}

void LayerPropertiesTest::coloursThatRepeatAreTold()
{
    std::vector<test::Square> many;
    for (int i = 0; i < 30; ++i)
        many.push_back({60 + i * 0.3, 38, QString::number(i), QStringLiteral("kind %1").arg(i), i});
    QVERIFY(test::writeSquares(path(QStringLiteral("many.geojson")), many));
    m_layerDesk->addFiles({path(QStringLiteral("many.geojson"))});
    layers().finish();
    m_layerDesk->showProperties(layers().ids().back());
    auto *dialog = m_window->findChild<ui::LayerProperties *>();
    find<QComboBox>("styleField", dialog)->setCurrentText(QStringLiteral("kind"));
    auto *kind = find<QComboBox>("styleKind", dialog);
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    QCOMPARE(find<QListWidget>("styleClasses", dialog)->count(), 31); // all of them, and all others
    const auto says = [dialog](const QString &words) {
        const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *each) {
            return each->isVisible() && each->text().contains(words);
        });
    };
    QVERIFY(says(QStringLiteral("colours repeat after 12")));
    test::shoot(*dialog, QStringLiteral("style-many"));
    auto *palette = find<QComboBox>("stylePalette", dialog);
    palette->setCurrentText(QStringLiteral("YlOrRd"));
    Q_EMIT palette->activated(palette->currentIndex());
    QVERIFY(!says(QStringLiteral("repeat")));
    press(dialog, QDialogButtonBox::Cancel);
}

void LayerPropertiesTest::encodingIsLookedAt()
{
    // "Душанбе" in CP1251
    QVERIFY(test::writePoints(path(QStringLiteral("p.shp")), {{69, 38}}, {"\xC4\xF3\xF8\xE0\xED\xE1\xE5"}));
    m_layerDesk->addFiles({path(QStringLiteral("p.shp"))});
    layers().finish();
    const QString id = layers().ids().front();
    QCOMPARE(layers().layer(id)->state, LayerState::Ready);
    m_layerDesk->showProperties(id);
    auto *dialog = m_window->findChild<ui::LayerProperties *>();
    auto *encoding = find<QComboBox>("layerEncoding", dialog);
    auto *rows = find<QTableWidget>("encodingPreview", dialog);
    const auto pick = [&](const QString &name) {
        encoding->setCurrentText(name);
        Q_EMIT encoding->activated(encoding->currentIndex());
    };
    pick(QStringLiteral("CP866"));
    QTRY_VERIFY_WITH_TIMEOUT(rows->item(0, 0) && !rows->item(0, 0)->text().isEmpty() &&
                                 rows->item(0, 0)->text() != QStringLiteral("Душанбе"),
                             30'000);
    pick(QStringLiteral("CP1251"));
    QTRY_COMPARE_WITH_TIMEOUT(rows->item(0, 0)->text(), QStringLiteral("Душанбе"), 30'000);
    press(dialog, QDialogButtonBox::Ok);
    layers().finish();
    QCOMPARE(layers().layer(id)->source.encoding, QStringLiteral("CP1251"));
    QCOMPARE(layers().layer(id)->table->cell(0, 0), QStringLiteral("Душанбе"));
}

QTEST_MAIN(LayerPropertiesTest)
#include "layerpropertiestest.moc"
