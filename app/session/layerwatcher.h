#pragma once

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace marz::session {

class UserLayers;

/// Watches the files of the user's layers, side files and replacement by another file included, and marks a
/// layer whose file is no longer the one that was read. Reads nothing again by itself.
class LayerWatcher : public QObject
{
    Q_OBJECT
public:
    explicit LayerWatcher(UserLayers &layers, QObject *parent = nullptr);

    /// Looks now; by itself half a second after the last sign of a change, and when the window is come back
    /// to.
    void look();

private:
    void follow(const QString &id);
    void watch();

    UserLayers &m_layers;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
    QHash<QString, QString> m_prints; ///< of the files as they were when their reading began, by layer id
};

} // namespace marz::session
