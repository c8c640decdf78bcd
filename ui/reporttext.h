#pragma once

#include <QPlainTextEdit>

namespace marz::ui {

/// The text of the report that is read from while a record is entered; it is not stored.
class ReportText : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit ReportText(QWidget *parent = nullptr);

    /// The first web address in the text; empty when there is none.
    QString firstAddress() const;
};

} // namespace marz::ui
