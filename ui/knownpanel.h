#pragma once

#include "incident/incident.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// "Already known?": incidents near in place and time, before a new record is made; the report can join one
/// as a source.
class KnownPanel : public QWidget
{
    Q_OBJECT
public:
    explicit KnownPanel(session::Workspace &workspace, QWidget *parent = nullptr);

    /// Looks for what may be the same as @p incident; hides when nothing is near.
    void look(const incident::Incident &incident);
    void clear();

Q_SIGNALS:
    /// The report is to become a source of this incident instead of a new one.
    void joinRequested(qint64 fid);

private:
    qint64 currentFid() const;

    session::Workspace &m_workspace;
    QLabel *m_title;
    QListWidget *m_list;
    QPushButton *m_join;
    QPushButton *m_show;
};

} // namespace marz::ui
