#pragma once

#include "session/mapexport.h"
#include "ui/exportdialog.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace marz::ui {

/// Ctrl+E: the map as the window shows it, as an image at a chosen size and resolution.
class MapExportDialog : public ExportDialog
{
    Q_OBJECT
public:
    MapExportDialog(session::Workspace &workspace, QWidget *parent = nullptr);
    /// Cancels what is being drawn: no half-written file stays.
    ~MapExportDialog() override;

private:
    void run() override;
    void start(const session::MapExport &prepared);
    session::MapExportChoice choice() const;

    QLineEdit *m_title;
    QComboBox *m_size;
    QSpinBox *m_dpi;
    QPlainTextEdit *m_disclaimer;
    QCheckBox *m_legend;
    int m_job = 0;
};

} // namespace marz::ui
