#include "ui/inputguard.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace marz::ui {

namespace {

bool isOnScrollingPage(const QWidget *field)
{
    for (const QWidget *each = field->parentWidget(); each; each = each->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(each))
            return true;
    }
    return false;
}

/// The field whose value the wheel would change over @p widget; null over a popup, which is a window.
QWidget *wheelField(QWidget *widget)
{
    for (QWidget *each = widget; each && !each->isWindow(); each = each->parentWidget()) {
        if (qobject_cast<QComboBox *>(each) || qobject_cast<QAbstractSpinBox *>(each))
            return each;
        // A table on a page: the wheel means the page, not the table's columns.
        const auto *bar = qobject_cast<QScrollBar *>(each);
        if (bar && bar->orientation() == Qt::Horizontal && isOnScrollingPage(bar))
            return each;
    }
    return nullptr;
}

bool isPlainLetter(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers others = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    return others == Qt::NoModifier && !event.text().isEmpty() && event.text().front().isPrint();
}

/// Whether the key belongs to a tool of the map, wherever in its window the focus is.
bool isToolKey(const QWidget *widget, const QKeyEvent &event)
{
    const QKeySequence keys(event.key());
    for (const QWidget *each = widget; each && each->windowType() != Qt::Popup; each = each->parentWidget()) {
        for (const QAction *action : each->actions()) {
            if (action->property(worksInListsProperty).toBool() && action->shortcuts().contains(keys))
                return true;
        }
    }
    return false;
}

} // namespace

void InputGuard::install(QApplication &app)
{
    if (app.findChild<InputGuard *>(QString(), Qt::FindDirectChildrenOnly))
        return;
    app.installEventFilter(new InputGuard(&app));
}

bool InputGuard::guardKey(const QWidget *widget, QKeyEvent *event) const
{
    const bool isExport = event->key() == Qt::Key_E && event->modifiers() == Qt::ControlModifier;
    if (isExport && !qobject_cast<const QDialog *>(widget->window())) {
        event->ignore(); // not the field's: the window's action gets it
        return true;
    }
    const bool isList = qobject_cast<const QAbstractItemView *>(widget);
    const bool isChoosing = isList || qobject_cast<const QComboBox *>(widget);
    if (isChoosing && isPlainLetter(*event) && !(isList && isToolKey(widget, *event))) {
        event->accept(); // the field's: comes to it as a key press
        return true;
    }
    return false;
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if ((type != QEvent::Wheel && type != QEvent::Polish && type != QEvent::ShortcutOverride) ||
        !watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    if (type == QEvent::ShortcutOverride)
        return guardKey(widget, static_cast<QKeyEvent *>(event));
    QWidget *field = wheelField(widget);
    if (!field)
        return false;
    if (type == QEvent::Polish) {
        if (widget == field && field->focusPolicy() == Qt::WheelFocus)
            field->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    const QWidget *focused = QApplication::focusWidget();
    const bool hasFocus = focused && (focused == field || field->isAncestorOf(focused));
    if (hasFocus && !isOnScrollingPage(field))
        return false;
    event->ignore(); // the parent gets it, and so the page
    return true;
}

} // namespace marz::ui
