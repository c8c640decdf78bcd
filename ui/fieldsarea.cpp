#include "ui/fieldsarea.h"

#include <QPointer>
#include <QScrollBar>

namespace marz::ui {

namespace {
constexpr int marginPx = 24; ///< the caption above a field is seen too
}

FieldsArea::FieldsArea(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(QStringLiteral("entryFields"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

void FieldsArea::goToTop()
{
    verticalScrollBar()->setValue(0);
}

void FieldsArea::reveal(QWidget *widget)
{
    const auto look = [this, widget = QPointer<QWidget>(widget)] {
        if (widget)
            ensureWidgetVisible(widget, 0, marginPx);
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

} // namespace marz::ui
