#pragma once

#include "ui/mapwidget.h"

#include <QLabel>

namespace marz::session {
class Measuring;
}

namespace marz::ui {

/// One line at the foot of the map that says what the next click does; hidden where a click only selects.
class ToolHint : public QLabel
{
    Q_OBJECT
public:
    explicit ToolHint(QWidget *map);

    void say(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
};

/// What a click with @p tool does now. @p corners: of the annotation that is being drawn; @p isAiming: by the
/// keys, under the cross in the middle.
QString hintOf(MapTool tool, const session::Measuring &measuring, std::size_t corners, bool isAiming);

} // namespace marz::ui
