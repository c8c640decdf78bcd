#pragma once

#include "incident/incident.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

class FileField;

/// What the exports of map and table share: fields one below the other, profile, file, and a button that says
/// whether a file is replaced. The dialog stays open and tells how the export went.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    ExportDialog(session::Workspace &workspace, const QString &title, QWidget *parent);

protected:
    void addField(const QString &label, QWidget *field);
    void addProfile();
    /// File, status and buttons; comes last. The dialog takes @p file.
    void finish(const QString &label, FileField *file);
    incident::Profile profile() const;
    QString path() const;
    /// The export itself: starts it and returns; ends in tellOutcome().
    virtual void run() = 0;
    /// Done, or failed, as @p message says.
    void tellOutcome(const QString &message);

    session::Workspace &m_workspace;
    QVBoxLayout *m_layout;

private:
    void showState();
    /// Words on the export, seen in full.
    void tell(const QString &message);

    QComboBox *m_profile = nullptr;
    FileField *m_file = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_go = nullptr;
    bool m_isRunning = false;
};

} // namespace marz::ui
