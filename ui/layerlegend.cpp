#include "ui/layerlegend.h"

#include "map/rasterramp.h"
#include "ui/layerswatch.h"
#include "ui/parts.h"

#include <QGridLayout>
#include <QListWidget>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int rowsAtOnce = 8;
constexpr QSize swatchPx(24, 14);
constexpr int rampHeightPx = 10;
constexpr const char *foldedKey = "layers/legendFolded";

} // namespace

LayerLegend::LayerLegend(QWidget *parent)
    : QWidget(parent), m_head(new QToolButton(this)), m_list(new QListWidget(this)),
      m_tints(new QWidget(this)), m_ramp(new QLabel(m_tints)), m_low(noteLabel({}, m_tints)),
      m_high(noteLabel({}, m_tints))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_head->setAutoRaise(true);
    m_head->setCheckable(true);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_head->setObjectName(QStringLiteral("legendHead"));
    m_list->setObjectName(QStringLiteral("layerLegend"));
    m_list->setAccessibleName(tr("Classes of the layer"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(swatchPx);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(m_head);
    column->addWidget(m_list);
    auto *ends = new QGridLayout(m_tints);
    ends->setContentsMargins(8, 0, 8, 4);
    ends->setVerticalSpacing(0);
    m_ramp->setFixedHeight(rampHeightPx);
    m_ramp->setScaledContents(true);
    m_ramp->setAccessibleName(tr("Tints of the layer"));
    ends->addWidget(m_ramp, 0, 0, 1, 2);
    ends->addWidget(m_low, 1, 0);
    ends->addWidget(m_high, 1, 1, Qt::AlignRight);
    column->addWidget(m_tints);
    const auto fold = [this](bool isOpen) {
        m_head->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_list->setVisible(isOpen && !m_isOfTints);
        m_tints->setVisible(isOpen && m_isOfTints);
        QSettings().setValue(QLatin1String(foldedKey), !isOpen);
    };
    m_head->setChecked(!QSettings().value(QLatin1String(foldedKey)).toBool());
    fold(m_head->isChecked());
    connect(m_head, &QToolButton::toggled, this, fold);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_isFilling)
            Q_EMIT classToggled(m_list->row(item), item->checkState() == Qt::Checked);
    });
    hide();
}

void LayerLegend::showClasses(const QString &name, const map::LayerStyle *style, map::SwatchKinds kinds)
{
    setVisible(style && style->classes.size() > 1);
    if (!isVisibleTo(parentWidget()) || !style)
        return;
    m_isOfTints = false;
    m_list->setVisible(m_head->isChecked());
    m_tints->hide();
    m_head->setText(literalText(style->field.isEmpty() ? name : tr("%1 by %2").arg(name, style->field)));
    m_isFilling = true;
    const int current = m_list->currentRow();
    m_list->clear();
    for (const map::ClassStyle &each : style->classes) {
        auto *item = new QListWidgetItem(classSwatch(each, kinds, swatchPx, this), each.label, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(each.isVisible ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(plainToolTip(each.label));
    }
    m_list->setCurrentRow(current);
    m_isFilling = false;
    fit();
}

void LayerLegend::showTints(const QString &name, const map::RasterTints &tints)
{
    constexpr int rampWidthPx = 256; // stretched to the panel's width
    m_isOfTints = true;
    m_list->hide();
    m_tints->setVisible(m_head->isChecked());
    m_head->setText(literalText(name));
    m_ramp->setPixmap(QPixmap::fromImage(map::rampPicture(tints.ramp, {rampWidthPx, 1})));
    m_low->setText(map::tintText(tints, tints.low));
    m_high->setText(map::tintText(tints, tints.high));
    show();
}

void LayerLegend::fit()
{
    const int row = std::max(m_list->sizeHintForRow(0), swatchPx.height() + 4);
    m_list->setFixedHeight(row * std::min(rowsAtOnce, m_list->count()) + 2 * m_list->frameWidth());
}

} // namespace marz::ui
