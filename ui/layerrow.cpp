#include "ui/layerrow.h"

#include "session/rasterlayers.h"
#include "ui/layerswatch.h"

#include <QCoreApplication>

namespace marz::ui {

map::SwatchKinds swatchKindsOf(const session::LayerFacts &facts)
{
    return {facts.areas > 0, facts.lines > 0, facts.points > 0};
}

QIcon layerIcon(const session::UserLayer &layer, const QWidget *on)
{
    switch (layer.state) {
    case session::LayerState::Waiting:
    case session::LayerState::Loading:
        return QIcon::fromTheme(QStringLiteral("chronometer"),
                                QIcon::fromTheme(QStringLiteral("view-refresh")));
    case session::LayerState::Ready:
        if (!layer.drawingProblem.isEmpty())
            return QIcon::fromTheme(QStringLiteral("dialog-warning"));
        if (session::isRaster(layer.source) && layer.style && !layer.isChangedOnDisk)
            return rasterSwatch(layer.style->raster, on);
        return layer.isChangedOnDisk || !layer.style
                   ? QIcon::fromTheme(QStringLiteral("view-refresh"))
                   : layerSwatch(*layer.style, swatchKindsOf(layer.facts), on);
    case session::LayerState::Offline:
        return QIcon::fromTheme(QStringLiteral("network-disconnect"),
                                QIcon::fromTheme(QStringLiteral("dialog-information")));
    default:
        return QIcon::fromTheme(QStringLiteral("dialog-warning"));
    }
}

QString layerToolTip(const session::UserLayer &layer)
{
    QStringList lines{layer.source.words()};
    if (!layer.source.layer.isEmpty())
        lines << QCoreApplication::translate("LayersPanel", "Layer %1").arg(layer.source.layer);
    if (!layer.reason.isEmpty())
        lines << layer.reason;
    if (!layer.drawingProblem.isEmpty())
        lines << layer.drawingProblem;
    if (layer.isChangedOnDisk)
        lines << QCoreApplication::translate("LayersPanel", "Changed on disk: Reload shows it");
    for (QString &line : lines)
        line = line.toHtmlEscaped();
    return QStringLiteral("<qt>%1</qt>").arg(lines.join(QStringLiteral("<br>")));
}

} // namespace marz::ui
