#pragma once

#include <QProxyStyle>

namespace marz::ui {

/// Fusion with outlines that a dark palette shows: Fusion darkens the window's colour for them, which
/// vanishes on a dark window. A light palette gets Fusion unchanged.
class DarkStyle : public QProxyStyle
{
    Q_OBJECT
public:
    DarkStyle();
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace marz::ui
