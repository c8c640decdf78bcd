#include "ui/layerlabelpage.h"

#include "ui/layerscalefield.h"
#include "ui/parts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace marz::ui {

LayerLabelPage::LayerLabelPage(const QStringList &fields, double presentScale, QWidget *parent)
    : QWidget(parent), m_field(new QComboBox(this)), m_size(new QSpinBox(this)),
      m_priority(new QSpinBox(this)),
      m_labelScales(new LayerScaleField(QStringLiteral("labelScale"), presentScale, this)),
      m_scales(new LayerScaleField(QStringLiteral("layerScale"), presentScale, this))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(betweenPx);
    m_field->setObjectName(QStringLiteral("labelField"));
    m_field->addItem(tr("no labels"));
    m_field->addItems(fields);
    m_size->setObjectName(QStringLiteral("labelSize"));
    m_size->setRange(6, 40);
    m_size->setSuffix(tr(" px"));
    m_priority->setObjectName(QStringLiteral("labelPriority"));
    m_priority->setRange(0, 9);
    m_priority->setToolTip(tr("Where names would overlap, 0 is placed first and 9 last"));

    auto *labels = new QGroupBox(tr("Labels"), this);
    auto *form = new QFormLayout(labels);
    form->addRow(tr("&Text from"), m_field);
    form->addRow(tr("&Size"), m_size);
    form->addRow(tr("&Priority"), m_priority);
    form->addRow(m_labelScales);
    auto *layer = new QGroupBox(tr("Layer"), this);
    auto *rows = new QVBoxLayout(layer);
    rows->addWidget(noteLabel(tr("Outside these scales neither the layer nor its labels are drawn."), layer));
    rows->addWidget(m_scales);
    column->addWidget(labels);
    column->addWidget(layer);
    column->addStretch(1);

    const auto tell = [this] {
        if (!m_isFilling)
            Q_EMIT styleChanged();
    };
    connect(m_field, &QComboBox::activated, this, tell);
    connect(m_size, &QSpinBox::valueChanged, this, tell);
    connect(m_priority, &QSpinBox::valueChanged, this, tell);
    connect(m_labelScales, &LayerScaleField::rangeChanged, this, tell);
    connect(m_scales, &LayerScaleField::rangeChanged, this, tell);
}

void LayerLabelPage::apply(map::LayerStyle &style) const
{
    style.labels.field = m_field->currentIndex() == 0 ? QString() : m_field->currentText();
    style.labels.sizePx = m_size->value();
    style.labels.priority = m_priority->value();
    style.labels.scales = m_labelScales->range();
    style.scales = m_scales->range();
}

void LayerLabelPage::setStyle(const map::LayerStyle &style)
{
    m_isFilling = true;
    if (!style.labels.field.isEmpty() && m_field->findText(style.labels.field) < 0)
        m_field->addItem(style.labels.field); // of a file that has lost it
    m_field->setCurrentIndex(style.labels.field.isEmpty() ? 0 : m_field->findText(style.labels.field));
    m_size->setValue(static_cast<int>(std::lround(style.labels.sizePx)));
    m_priority->setValue(style.labels.priority);
    m_labelScales->setRange(style.labels.scales);
    m_scales->setRange(style.scales);
    m_isFilling = false;
}

} // namespace marz::ui
