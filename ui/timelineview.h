#pragma once

#include "session/filteredview.h"
#include "ui/timelinepainter.h"

#include <QWidget>

#include <optional>

namespace marz::ui {

/// The bars, the axis and the window of days as a brush. It tells what the user drags and shows what it is
/// told.
class TimelineView : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setFiltered(const session::Filtered &filtered);
    void setDays(const incident::DayRange &days);
    void setSelected(const std::vector<qint64> &fids);
    /// nullopt = the smallest size whose bars are wide enough.
    void setBinSize(std::optional<index::BinSize> size);
    index::BinSize binSize() const { return m_binSize; }
    const index::Histogram &histogram() const { return m_picture.histogram; }
    const TimeScale &scale() const { return m_picture.scale; }
    void setScale(const TimeScale &scale);
    /// The whole span of the data with a bin of room at both ends.
    TimeScale wholeScale() const;
    void showWhole() { setScale(wholeScale()); }
    /// Moves the visible part, as little as needed, so that the window of days is in it.
    void showDays();
    QSize sizeHint() const override { return {800, 120}; }
    QSize minimumSizeHint() const override { return {200, 64}; }

Q_SIGNALS:
    void daysDragged(const marz::incident::DayRange &days);
    void scaleChanged(const marz::ui::TimeScale &scale);
    void histogramChanged();
    void stepRequested(int bins);
    void resetRequested();
    void playRequested();
    void incidentClicked(qint64 fid);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The gesture under way.
    struct Drag {
        Grip grip = Grip::Outside;
        incident::DayRange start;
        qint32 fromDay = 0;
        double pressX = 0;
        bool isPan = false;
        bool hasMoved = false;
        TimeScale scaleAtPress;
    };

    TimelineRects rects() const;
    void recount();
    void findLanes();
    void dragTo(double x);
    /// The window of the gesture moved sideways, its first day at the edge of a bin.
    incident::DayRange movedWindow(double byPx) const;
    void moveEnd(bool isFirst, int bins);
    const LaneBar *laneAt(const QPointF &at) const;
    QString hintAt(const QPointF &at) const;
    void updateCursor(double x);
    void describe();

    session::Filtered m_filtered;
    TimelinePicture m_picture;
    std::vector<LaneBar> m_durations; ///< all that are longer than a bin, by first day
    std::optional<index::BinSize> m_chosenSize;
    index::BinSize m_binSize = index::BinSize::Month;
    std::optional<Drag> m_drag;
    bool m_isScaled = false; ///< the user or a store gave a scale
};

} // namespace marz::ui
