#include "ui/layerproperties.h"

#include "session/rasterlayers.h"
#include "session/workspace.h"
#include "ui/layergeneralpage.h"
#include "ui/layerlabelpage.h"
#include "ui/layerstylepage.h"
#include "ui/rasterstylepage.h"

#include <QDialogButtonBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace marz::ui {

struct LayerProperties::Impl {
    session::Workspace &workspace;
    QString id;
    std::shared_ptr<const map::LayerStyle> before; ///< null: the layer was never read
    LayerGeneralPage *general = nullptr;
    RasterStylePage *raster = nullptr; ///< of a raster, else null
    LayerStylePage *style = nullptr;   ///< these two of all others
    LayerLabelPage *labels = nullptr;

    map::LayerStyle chosen() const
    {
        if (raster)
            return raster->style();
        map::LayerStyle made = style->style();
        labels->apply(made);
        return made;
    }
};

LayerProperties::LayerProperties(session::Workspace &workspace, const QString &id, QWidget *parent)
    : QDialog(parent), m_impl(new Impl{workspace, id, nullptr})
{
    setObjectName(QStringLiteral("layerProperties"));
    const session::UserLayer &layer = *workspace.userLayers().layer(id);
    const int row = workspace.layers().rowOf(id);
    setWindowTitle(
        tr("%1 - properties and style").arg(workspace.layers().layers()[static_cast<std::size_t>(row)].name));
    resize(600, 560);
    m_impl->before = layer.style;
    const map::LayerStyle shown = layer.style ? *layer.style : map::LayerStyle();
    const double scale = workspace.view().viewport().scaleDenominator();
    m_impl->general = new LayerGeneralPage(workspace, id, this);
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(QStringLiteral("layerTabs"));
    if (session::isRaster(layer.source)) {
        m_impl->raster =
            new RasterStylePage(layer.facts.raster ? &*layer.facts.raster : nullptr, scale, this);
        m_impl->raster->setStyle(shown);
        tabs->addTab(m_impl->raster, tr("Style"));
        connect(m_impl->raster, &RasterStylePage::styleChanged, this, &LayerProperties::preview);
    } else {
        const map::SwatchKinds kinds{layer.facts.areas > 0, layer.facts.lines > 0, layer.facts.points > 0};
        m_impl->style = new LayerStylePage(layer.table, kinds, this);
        m_impl->labels = new LayerLabelPage(layer.table ? layer.table->fields : QStringList(), scale, this);
        m_impl->style->setStyle(shown);
        m_impl->labels->setStyle(shown);
        tabs->addTab(m_impl->style, tr("Style"));
        tabs->addTab(m_impl->labels, tr("Labels and scales"));
        connect(m_impl->style, &LayerStylePage::styleChanged, this, &LayerProperties::preview);
        connect(m_impl->labels, &LayerLabelPage::styleChanged, this, &LayerProperties::preview);
    }
    tabs->addTab(m_impl->general, tr("General"));
    if (!layer.isShown()) // what is wrong comes first
        tabs->setCurrentWidget(m_impl->general);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(tabs, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

LayerProperties::~LayerProperties() = default;

void LayerProperties::preview()
{
    const map::LayerStyle style = m_impl->chosen();
    const QString labelledBy = m_impl->before ? m_impl->before->labels.field : QString();
    m_impl->workspace.userLayers().setStyle(m_impl->id, style);
    const int row = m_impl->workspace.layers().rowOf(m_impl->id);
    if (row >= 0 && !style.labels.field.isEmpty() && style.labels.field != labelledBy)
        m_impl->workspace.layers().setLabelled(row, true); // a field was chosen to be seen
}

void LayerProperties::accept()
{
    session::UserLayers &layers = m_impl->workspace.userLayers();
    const session::UserLayer *layer = layers.layer(m_impl->id);
    if (layer) {
        preview();
        layers.rename(m_impl->id, m_impl->general->name());
        layers.setReading(m_impl->id, m_impl->general->crs(), m_impl->general->encoding());
    }
    QDialog::accept();
}

void LayerProperties::reject()
{
    if (m_impl->before)
        m_impl->workspace.userLayers().setStyle(m_impl->id, *m_impl->before);
    QDialog::reject();
}

} // namespace marz::ui
