#pragma once

#include "session/recordverbs.h"
#include "ui/formsection.h"

#include <memory>

namespace marz::session {
class Workspace;
}

class QListWidget;

namespace marz::ui {

/// Where: search by name or coordinates, the place as reported, precision, radius and unit.
class PlaceSection : public FormSection
{
    Q_OBJECT
public:
    explicit PlaceSection(session::Workspace &workspace, QWidget *parent = nullptr);

    void showRecord(const incident::Incident &incident) override;
    void fill(incident::Incident &incident) const override;
    bool owns(const QString &field) const override;
    std::vector<incident::Problem> inputProblems() const override;
    void showWhere(const incident::Where &where);
    void focusSearch();

Q_SIGNALS:
    void placePickRequested();

private:
    void suggest(const QString &text);
    void take(int row);
    std::optional<geo::LonLat> typedPoint(QString *problem) const;

    session::Workspace &m_workspace;
    std::vector<session::PlaceSuggestion> m_found;
    incident::Where m_where; ///< what the fields do not show is kept
    QLineEdit *m_search;
    QListWidget *m_list;
    QLineEdit *m_place;
    QLineEdit *m_coordinates;
    QComboBox *m_precision;
    QComboBox *m_basis;
    QLineEdit *m_radius;
    QLineEdit *m_country;
    QLineEdit *m_unit;
    QLineEdit *m_district;
};

} // namespace marz::ui
