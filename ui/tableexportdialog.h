#pragma once

#include "ui/exportdialog.h"

namespace marz::ui {

/// The filtered table as a file.
class TableExportDialog : public ExportDialog
{
    Q_OBJECT
public:
    TableExportDialog(session::Workspace &workspace, QWidget *parent = nullptr);

private:
    void run() override;
};

} // namespace marz::ui
