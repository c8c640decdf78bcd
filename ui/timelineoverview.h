#pragma once

#include "session/filteredview.h"
#include "ui/timelinepainter.h"

#include <QWidget>

namespace marz::ui {

/// A strip of the whole span with the window of days and the visible part, which can be dragged.
class TimelineOverview : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineOverview(QWidget *parent = nullptr);

    void setFiltered(const session::Filtered &filtered);
    void setDays(const incident::DayRange &days);
    /// The part that the view shows, and the whole that the strip shows.
    void setVisibleScale(const TimeScale &visible, const TimeScale &whole);
    QSize sizeHint() const override { return {800, 20}; }
    QSize minimumSizeHint() const override { return {200, 20}; }

Q_SIGNALS:
    /// The visible part was moved.
    void scaleDragged(const marz::ui::TimeScale &visible);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void recount();
    void centreOn(double x);

    session::Filtered m_filtered;
    TimelinePicture m_picture;
    TimeScale m_visible;
};

} // namespace marz::ui
