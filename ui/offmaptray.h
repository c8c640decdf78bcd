#pragma once

#include <QDialog>

class QTreeWidget;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What the filter leaves and the map cannot show, or the timeline cannot: no place, known only to the
/// province or the country, undated; with counts per country. It stays open beside the window.
class OffMapTray : public QDialog
{
    Q_OBJECT
public:
    explicit OffMapTray(session::Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void incidentOpened(qint64 fid);

private:
    void fill();
    void addGroup(const QString &title, const std::vector<qint64> &fids);

    session::Workspace &m_workspace;
    QTreeWidget *m_tree;
};

} // namespace marz::ui
