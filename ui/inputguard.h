#pragma once

#include <QObject>

class QApplication;
class QEvent;
class QKeyEvent;
class QWidget;

namespace marz::ui {

/// A dynamic property: true of an action whose letter starts it also while a list or table has the focus.
inline constexpr const char *worksInListsProperty = "worksInLists";

/// Keeps what is meant for the page or the window from changing a value, and the other way round:
/// - the wheel over a combo box or a number scrolls the page around it; only a field that has the focus and
///   stands on no scrolling page turns with the wheel; nor does it move the columns of a table on a page;
/// - a plain letter typed in a combo box, list or table looks for an entry and starts no action of the
/// window, the map's tools aside in lists and tables (worksInListsProperty);
/// - Ctrl+E exports the map also while a line is being typed in, where X11 has it for "end of line".
class InputGuard : public QObject
{
    Q_OBJECT
public:
    /// One guard for all widgets of @p app; calling it again changes nothing.
    static void install(QApplication &app);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using QObject::QObject;

    bool guardKey(const QWidget *widget, QKeyEvent *event) const;
};

} // namespace marz::ui
