#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;

namespace marz::ui {

/// The four arrangements of the window.
enum class Layout { Explore, Enter, Brief, Review };

struct Docks {
    QDockWidget *layers, *filter, *inspector, *entry, *timeline, *table;
};

/// Arranges the docks for the job at hand; what the user changes in an arrangement is found again when it is
/// gone back to.
class Workspaces : public QObject
{
    Q_OBJECT
public:
    Workspaces(QMainWindow *window, const Docks &docks);

    Layout current() const { return m_current; }
    void go(Layout layout);
    /// The arrangement as it was shipped.
    void reset();
    /// Remembers the present arrangement in the settings.
    void save() const;
    /// The arrangement that was open last, as it was left.
    void restore();

Q_SIGNALS:
    void layoutChanged(marz::ui::Layout layout);

private:
    void arrange();
    void arrangeExplore();
    void arrangeEnter();
    void arrangeBrief();
    void arrangeReview();

    QMainWindow *m_window;
    Docks m_docks;
    Layout m_current = Layout::Explore;
};

} // namespace marz::ui
