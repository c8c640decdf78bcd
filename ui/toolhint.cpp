#include "ui/toolhint.h"

#include "session/measuring.h"

#include <QEvent>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int marginPx = 10;
constexpr int scaleBarPx = 240; ///< what the scale bar takes of the lower left corner
constexpr int aboveScaleBarPx = 46;

QString measureHint(const session::Measuring &measuring)
{
    if (measuring.isEmpty())
        return ToolHint::tr("Click the first point to measure from");
    if (!measuring.isUnderWay())
        return ToolHint::tr("Drag a point to move it, Ctrl+C copies, a click starts anew, Esc clears");
    if (measuring.vertices().size() == 1)
        return ToolHint::tr("Click the next point; Backspace takes one back");
    return ToolHint::tr("Click the next point, double-click or Enter to end; Backspace takes one back");
}

QString clickHint(MapTool tool, std::size_t corners)
{
    switch (tool) {
    case MapTool::Pan:
    case MapTool::Measure:
        break;
    case MapTool::Select:
        return ToolHint::tr("Click a symbol or drag a box around several; Ctrl adds");
    case MapTool::AddIncident:
        return ToolHint::tr("Click the place; Esc cancels");
    case MapTool::Text:
        return ToolHint::tr("Click where the text begins; Esc cancels");
    case MapTool::Arrow:
        return corners == 0 ? ToolHint::tr("Drag from the tail to the head of the arrow, or click both")
                            : ToolHint::tr("Click the head of the arrow");
    case MapTool::Line:
        return corners < 2 ? ToolHint::tr("Click the corners of the line, or drag one")
                           : ToolHint::tr("Click the next corner, double-click or Enter to end");
    case MapTool::Area:
        return corners < 3 ? ToolHint::tr("Click the corners of the area, or drag a box")
                           : ToolHint::tr("Click the next corner, double-click or Enter to end");
    }
    return {};
}

} // namespace

QString hintOf(MapTool tool, const session::Measuring &measuring, std::size_t corners, bool isAiming)
{
    if (isAiming)
        return ToolHint::tr("Arrow keys move the cross, with Shift finer; Enter sets the point, twice ends");
    return tool == MapTool::Measure ? measureHint(measuring) : clickHint(tool, corners);
}

ToolHint::ToolHint(QWidget *map) : QLabel(map)
{
    setObjectName(QStringLiteral("toolHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignCenter);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setMargin(4);
    map->installEventFilter(this);
    hide();
}

void ToolHint::say(const QString &words)
{
    if (words == text() && isVisibleTo(parentWidget()) == !words.isEmpty())
        return;
    setText(words);
    setAccessibleName(words);
    setVisible(!words.isEmpty());
    place();
}

bool ToolHint::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void ToolHint::place()
{
    if (text().isEmpty())
        return;
    const QSize room = parentWidget()->size();
    ensurePolished();
    const int inOneLine = fontMetrics().horizontalAdvance(text()) + 20;
    const int width = std::clamp(inOneLine, 1, std::max(1, room.width() - 2 * marginPx));
    resize(width, heightForWidth(width));
    const bool meetsScaleBar = scaleBarPx + width + marginPx > room.width();
    const int left =
        meetsScaleBar ? (room.width() - width) / 2 : std::max((room.width() - width) / 2, scaleBarPx);
    move(left, room.height() - height() - (meetsScaleBar ? aboveScaleBarPx : marginPx));
    raise();
}

} // namespace marz::ui
