#pragma once

#include "map/basepainter.h"
#include "map/labelpainter.h"
#include "map/spritecache.h"
#include "map/symbolplacer.h"

class QPainter;

namespace marz::map {

/// Draws a placement: hatches, discs of uncertainty, symbols, badges, selection.
class IncidentPainter
{
public:
    IncidentPainter(SpriteCache &sprites, LabelPainter &labels) : m_sprites(sprites), m_labels(labels) {}
    void paint(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge);

private:
    struct Job;
    void paintHatches(const Job &job);
    void paintDiscs(const Job &job);
    void paintSymbols(const Job &job);
    void paintCrowd(const Job &job);
    void paintStampedCrowd(const Job &job);
    void paintUnitBadges(const Job &job);
    void paintMarked(const Job &job);
    /// @p isPossible: only possibly matches the filter.
    void paintSymbolAt(const Job &job, QPointF at, index::Row row, double sizePx, bool isPossible);
    void paintBadge(const Job &job, QPointF centre, const QString &text);
    /// True when @p row has no symbol of its own; rings its unit's badge.
    bool paintMarkedUnit(const Job &job, index::Row row);

    SpriteCache &m_sprites;
    LabelPainter &m_labels;
    QImage m_crowd;
};

} // namespace marz::map
