#pragma once

#include "session/importing.h"

#include <QDialog>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Import of a spreadsheet or text table in one window: mapping of columns, date order, dry run with every
/// refused row and its reason, then the import as one step of undo.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(session::Workspace &workspace, const QString &path, QWidget *parent = nullptr);
    ~ImportDialog() override;

    /// What was stored; nullopt when nothing was.
    std::optional<session::ImportReport> stored() const;

private:
    void buildTables();
    void preview();
    void showPreview(const session::TablePreview &preview);
    void dryRun();
    void showReport();
    void forgetReport();
    void commit();
    void saveRejects();
    void setBusy(const QString &what);
    session::ImportChoice choice() const;

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
