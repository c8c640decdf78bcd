#include "ui/rasterstylepage.h"

#include "map/rasterramp.h"
#include "ui/layerscalefield.h"
#include "ui/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QPixmap>
#include <QSlider>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr QSize rampPx(96, 12);
constexpr double extreme = 1e9;

QDoubleSpinBox *numberField(const char *name, double least, double most, QWidget *parent)
{
    auto *field = new QDoubleSpinBox(parent);
    field->setObjectName(QLatin1String(name));
    field->setRange(least, most);
    field->setKeyboardTracking(false); // drawn anew once the number is whole
    return field;
}

} // namespace

struct RasterStylePage::Impl {
    RasterStylePage *q;
    session::RasterFacts facts;
    map::LayerStyle style{};
    bool isFilling = false;
    QComboBox *kind = nullptr;
    QGroupBox *rangeBox = nullptr, *tintBox = nullptr, *shadeBox = nullptr;
    QCheckBox *isAutomatic = nullptr;
    QDoubleSpinBox *low = nullptr, *high = nullptr;
    QComboBox *tints = nullptr;
    QSlider *shade = nullptr;
    QDoubleSpinBox *exaggeration = nullptr, *azimuth = nullptr, *altitude = nullptr;
    LayerScaleField *scales = nullptr;

    void build(double presentScale);
    QWidget *tintsAndShade();
    QWidget *range();
    void wire();
    void show();
    void take();
    void enable();
};

void RasterStylePage::Impl::build(double presentScale)
{
    auto *column = new QVBoxLayout(q);
    column->setSpacing(betweenPx);
    auto *top = new QFormLayout;
    kind = new QComboBox(q);
    kind->setObjectName(QStringLiteral("rasterKind"));
    kind->addItem(tr("Picture, in its own colours"));
    kind->addItem(tr("Terrain, with tints and hillshade"));
    kind->setEnabled(facts.bands <= 1);
    top->addRow(tr("&Draw as"), kind);
    column->addLayout(top);
    column->addWidget(tintsAndShade());
    column->addWidget(range());
    auto *shown = new QGroupBox(tr("Scales"), q);
    auto *rows = new QVBoxLayout(shown);
    scales = new LayerScaleField(QStringLiteral("layerScale"), presentScale, shown);
    rows->addWidget(noteLabel(tr("Outside these scales the layer is not drawn."), shown));
    rows->addWidget(scales);
    column->addWidget(shown);
    column->addStretch(1);
    wire();
}

QWidget *RasterStylePage::Impl::tintsAndShade()
{
    auto *both = new QWidget(q);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    tintBox = new QGroupBox(tr("Tints"), both);
    auto *tintForm = new QFormLayout(tintBox);
    tints = new QComboBox(tintBox);
    tints->setObjectName(QStringLiteral("rasterTints"));
    tints->setIconSize(rampPx);
    tints->addItem(tr("none"), QString());
    for (const map::RasterRamp &ramp : map::rasterRamps())
        tints->addItem(QIcon(QPixmap::fromImage(map::rampPicture(ramp.name, rampPx))), ramp.title, ramp.name);
    tintForm->addRow(tr("&Colours"), tints);
    shadeBox = new QGroupBox(tr("Hillshade"), both);
    auto *form = new QFormLayout(shadeBox);
    shade = new QSlider(Qt::Horizontal, shadeBox);
    shade->setObjectName(QStringLiteral("rasterShade"));
    shade->setRange(0, 100);
    shade->setToolTip(tr("0 draws the tints alone"));
    exaggeration = numberField("rasterExaggeration", 0.1, 100, shadeBox);
    exaggeration->setDecimals(1);
    exaggeration->setSingleStep(0.5);
    exaggeration->setPrefix(tr("x "));
    azimuth = numberField("rasterAzimuth", 0, 360, shadeBox);
    azimuth->setDecimals(0);
    azimuth->setSuffix(tr("°"));
    azimuth->setWrapping(true);
    azimuth->setToolTip(tr("Clockwise from north; 315 is from the upper left, as readers of maps expect"));
    altitude = numberField("rasterAltitude", 5, 90, shadeBox);
    altitude->setDecimals(0);
    altitude->setSuffix(tr("°"));
    form->addRow(tr("&Strength"), shade);
    form->addRow(tr("&Heights exaggerated"), exaggeration);
    form->addRow(tr("&Light from"), azimuth);
    form->addRow(tr("Light a&bove the horizon"), altitude);
    column->addWidget(tintBox);
    column->addWidget(shadeBox);
    return both;
}

QWidget *RasterStylePage::Impl::range()
{
    rangeBox = new QGroupBox(q);
    auto *form = new QFormLayout(rangeBox);
    isAutomatic = new QCheckBox(tr("&From the file's values"), rangeBox);
    isAutomatic->setObjectName(QStringLiteral("rasterAutomatic"));
    low = numberField("rasterLow", -extreme, extreme, rangeBox);
    high = numberField("rasterHigh", -extreme, extreme, rangeBox);
    for (QDoubleSpinBox *field : {low, high}) {
        field->setDecimals(facts.isElevation || facts.valueType == QLatin1String("Byte") ? 0 : 3);
        field->setGroupSeparatorShown(true);
    }
    form->addRow(isAutomatic);
    form->addRow(tr("L&owest"), low);
    form->addRow(tr("H&ighest"), high);
    return rangeBox;
}

void RasterStylePage::Impl::wire()
{
    const auto changed = [this] { take(); };
    connect(kind, &QComboBox::activated, q, changed);
    connect(tints, &QComboBox::activated, q, changed);
    connect(shade, &QSlider::valueChanged, q, changed);
    connect(isAutomatic, &QCheckBox::toggled, q, changed);
    for (QDoubleSpinBox *field : {low, high, exaggeration, azimuth, altitude})
        connect(field, &QDoubleSpinBox::valueChanged, q, changed);
    connect(scales, &LayerScaleField::rangeChanged, q, changed);
}

void RasterStylePage::Impl::show()
{
    isFilling = true;
    const map::RasterStyle &raster = style.raster;
    const map::RasterRange span = map::rangeOf(raster, {facts.low, facts.high});
    kind->setCurrentIndex(static_cast<int>(raster.kind));
    isAutomatic->setChecked(!(raster.high > raster.low));
    low->setValue(span.low);
    high->setValue(span.high);
    tints->setCurrentIndex(std::max(0, tints->findData(raster.tints)));
    shade->setValue(static_cast<int>(raster.shade * 100 + 0.5));
    exaggeration->setValue(raster.exaggeration);
    azimuth->setValue(raster.azimuthDeg);
    altitude->setValue(raster.altitudeDeg);
    scales->setRange(style.scales);
    isFilling = false;
    enable();
}

void RasterStylePage::Impl::take()
{
    if (isFilling)
        return;
    map::RasterStyle &raster = style.raster;
    raster.kind = static_cast<map::RasterKind>(kind->currentIndex());
    raster.tints = tints->currentData().toString();
    raster.shade = shade->value() / 100.0;
    raster.exaggeration = exaggeration->value();
    raster.azimuthDeg = azimuth->value();
    raster.altitudeDeg = altitude->value();
    style.scales = scales->range();
    const bool hasOwnRange = !isAutomatic->isChecked() && high->value() > low->value();
    raster.low = hasOwnRange ? low->value() : 0;
    raster.high = hasOwnRange ? high->value() : 0;
    enable();
    Q_EMIT q->styleChanged();
}

void RasterStylePage::Impl::enable()
{
    const bool isTerrain = style.raster.kind == map::RasterKind::Terrain;
    tintBox->setVisible(isTerrain);
    shadeBox->setVisible(isTerrain);
    rangeBox->setVisible(isTerrain ? !style.raster.tints.isEmpty() : facts.isStretchable);
    rangeBox->setTitle(isTerrain ? tr("Tints span") : tr("Black and white are"));
    low->setEnabled(!isAutomatic->isChecked());
    high->setEnabled(!isAutomatic->isChecked());
    for (QWidget *each : {static_cast<QWidget *>(exaggeration), static_cast<QWidget *>(azimuth),
                          static_cast<QWidget *>(altitude)})
        each->setEnabled(style.raster.shade > 0);
}

RasterStylePage::RasterStylePage(const session::RasterFacts *facts, double presentScale, QWidget *parent)
    : QWidget(parent), m_impl(new Impl{this, facts ? *facts : session::RasterFacts()})
{
    m_impl->build(presentScale);
    m_impl->show();
}

RasterStylePage::~RasterStylePage() = default;

const map::LayerStyle &RasterStylePage::style() const
{
    return m_impl->style;
}

void RasterStylePage::setStyle(const map::LayerStyle &style)
{
    m_impl->style = style;
    m_impl->show();
}

} // namespace marz::ui
