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
    /// A place that was chosen or pointed at. The words of the source stay when they were typed; else they
    /// are
    /// @p words, what was searched for, unless those are a coordinate or the beginning of the name.
    void takeWhere(const incident::Where &where, const QString &words = {});
    void focusSearch();

Q_SIGNALS:
    void placePickRequested();
    /// A place was chosen or pointed at.
    void placeTaken(const marz::incident::Where &where);

protected:
    QWidget *fieldOf(const QString &field) const override;

private:
    void suggest(const QString &text);
    void take(int row);
    std::optional<geo::LonLat> typedPoint(QString *problem) const;

    session::Workspace &m_workspace;
    std::vector<session::PlaceSuggestion> m_found;
    incident::Where m_where;     ///< what the fields do not show is kept
    bool m_isPlaceTyped = false; ///< the words of the place are the source's, not the gazetteer's
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
