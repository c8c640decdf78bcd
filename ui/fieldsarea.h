#pragma once

#include <QScrollArea>

namespace marz::ui {

/// The scrolling column of the entry form's sections.
class FieldsArea : public QScrollArea
{
    Q_OBJECT
public:
    explicit FieldsArea(QWidget *parent = nullptr);

    void goToTop();
    /// Scrolls until @p widget is seen, once it has its place in the column.
    void reveal(QWidget *widget);
};

} // namespace marz::ui
