#pragma once

#include "incident/filter.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace marz::ui {

/// "from" and "to" as ISO days, typed; what is wrong stands in red words under them.
class DayFields : public QWidget
{
    Q_OBJECT
public:
    explicit DayFields(QWidget *parent = nullptr);

    void setDays(const incident::DayRange &days);
    /// Where the words about an error go (the panel places it).
    QLabel *error() const { return m_error; }

Q_SIGNALS:
    void daysEntered(const marz::incident::DayRange &days);

private:
    void enter();

    QLineEdit *m_first;
    QLineEdit *m_last;
    QLabel *m_error;
    incident::DayRange m_days;
};

} // namespace marz::ui
