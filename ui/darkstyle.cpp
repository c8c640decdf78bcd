#include "ui/darkstyle.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace marz::ui {

namespace {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

/// Between the words and the surface: seen at once, and quieter than the words.
QColor outlineColour(const QStyleOption &option)
{
    const bool isFocused = option.state & QStyle::State_HasFocus && option.state & QStyle::State_Enabled;
    return option.palette.color(isFocused ? QPalette::Highlight : QPalette::PlaceholderText);
}

void paintOutline(QPainter &painter, const QRect &rect, const QColor &colour, double radiusPx)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radiusPx, radiusPx);
    painter.restore();
}

} // namespace

DarkStyle::DarkStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void DarkStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (!isDark(option->palette))
        return;
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintOutline(*painter, option->rect, outlineColour(*option), 1);
        break;
    case PE_IndicatorRadioButton:
        paintOutline(*painter, option->rect, outlineColour(*option), option->rect.width() / 2.0);
        break;
    case PE_FrameLineEdit:
        paintOutline(*painter, option->rect, outlineColour(*option), 2);
        break;
    default:
        break;
    }
}

} // namespace marz::ui
