#pragma once

#include "incident/filter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Incidents with people of a nationality, outcome and side; and how many such people there are in what is
/// shown.
class PeopleFilter : public QWidget
{
    Q_OBJECT
public:
    explicit PeopleFilter(session::Workspace &workspace, QWidget *parent = nullptr);

    /// Offers @p people as one click each: whom the store's incidents tell of, with how many incidents do.
    void setKnown(const std::vector<std::pair<incident::CasualtyChoice, qint64>> &people);

private:
    void choose(const incident::CasualtyChoice &choice);
    void enter();
    void showFilter(const incident::Filter &filter);
    void countPeople();

    session::Workspace &m_workspace;
    QWidget *m_known;
    QLineEdit *m_nationality;
    QComboBox *m_outcome;
    QComboBox *m_side;
    QLabel *m_error;
    QLabel *m_total;
    quint64 m_asked = 0; ///< number of the newest count; older answers are dropped
};

} // namespace marz::ui
