#pragma once

#include "ui/timelinelayout.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace marz::ui {

/// What a frame of the timeline shows.
struct TimelinePicture {
    TimeScale scale;
    index::Histogram histogram;
    std::vector<QColor> familyColours; ///< per family position
    incident::DayRange days;
    std::vector<LaneBar> lanes;
    std::vector<qint64> selected;        ///< fids
    qint32 stillFillingFrom = INT32_MAX; ///< reports of days from here on are still coming in
    qint32 stillFillingTo = INT32_MAX;
};

/// Where the parts are in a widget of a size: lanes on top, bars, axis below.
struct TimelineRects {
    QRectF lanes, bars, axis;
};
inline constexpr int laneCount = 3;
inline constexpr double laneHeightPx = 6;
TimelineRects timelineRects(const QSizeF &size, const QFontMetricsF &metrics, bool hasLanes);

/// Paints bars (certain solid, possible outlined on top of them), lanes, axis and the window of days.
void paintTimeline(QPainter &painter, const TimelinePicture &picture, const TimelineRects &rects,
                   const QPalette &palette);
/// The silhouette of the whole span with the window of days and the visible part.
void paintOverview(QPainter &painter, const TimelinePicture &picture, const QRectF &rect,
                   const QPalette &palette, const TimeScale &visible);

} // namespace marz::ui
