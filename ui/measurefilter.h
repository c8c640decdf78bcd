#pragma once

#include "incident/filter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace marz::session {
class FilterState;
class Workspace;
} // namespace marz::session

namespace marz::ui {

/// The conditions with a figure or a grade: killed and injured at least, precision or better, source grade,
/// border.
class MeasureFilter : public QWidget
{
    Q_OBJECT
public:
    explicit MeasureFilter(session::Workspace &workspace, QWidget *parent = nullptr);

private:
    void enter();
    void showFilter(const incident::Filter &filter);

    session::FilterState &m_filter;
    QLineEdit *m_killed;
    QLineEdit *m_injured;
    QLineEdit *m_borderKm;
    QComboBox *m_precision;
    QComboBox *m_reliability;
    QComboBox *m_credibility;
    QLabel *m_error;
};

} // namespace marz::ui
