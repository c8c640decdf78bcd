#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The filtered incidents as a sortable table with the same selection as the map.
class TablePanel : public QWidget
{
    Q_OBJECT
public:
    explicit TablePanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~TablePanel() override;

public Q_SLOTS:
    /// Copies the selected rows (all when none is) as tab-separated text.
    void copyRows();

Q_SIGNALS:
    void incidentOpened(qint64 fid);
    void exportRequested();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
