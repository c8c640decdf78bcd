#pragma once

#include "incident/incident.h"
#include "incident/validation.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The form for one incident: report text, place, when, what, who, casualties, items, sources; validates
/// while typing, keeps a draft, shows "Already known?" for a new record.
class EntryForm : public QWidget
{
    Q_OBJECT
public:
    explicit EntryForm(session::Workspace &workspace, QWidget *parent = nullptr);
    ~EntryForm() override;

    /// Starts a new record, at a place when one was pointed at or searched. Asks first when there are unsaved
    /// changes.
    void startNew(const std::optional<incident::Where> &where = std::nullopt);
    void edit(qint64 fid);
    /// A new record with the contents of another.
    void startFrom(const incident::Incident &incident);
    /// The place that was pointed at after placePickRequested(); the rest of the form stays as it is.
    void setPlace(const incident::Where &where);
    bool isModified() const;
    /// Asks about unsaved changes; false when the user wants to stay.
    bool mayLeave();
    /// The record as the form holds it.
    incident::Incident incident() const;

public Q_SLOTS:
    void save();
    /// Saves and starts the next from the same report.
    void saveAndNext();
    void cancel();

Q_SIGNALS:
    void saved(qint64 fid);
    void closed();
    /// The next click on the map is the place.
    void placePickRequested();
    /// A place was chosen, or pointed at, for the record being written.
    void placeTaken(const marz::incident::Where &where);

private:
    void buildSections();
    void buildButtons();
    void showRecord(const incident::Incident &incident);
    /// An empty record with the store's default marking.
    incident::Incident freshRecord() const;
    std::vector<incident::Problem> inputProblems() const;
    void noteEdit();
    /// Shows what is wrong and missing; true when the record may be stored.
    bool validate();
    void readReport();
    void keepDraft();
    void restoreDraft(QJsonObject draft);
    void setSaving(bool isSaving);
    void store(const std::function<void(qint64 fid)> &then);
    void joinKnown(qint64 fid);

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
