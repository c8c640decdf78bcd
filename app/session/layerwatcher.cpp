#include "session/layerwatcher.h"

#include "io/sourcefiles.h"
#include "session/userlayers.h"

#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>

namespace marz::session {

namespace {

constexpr int settleMs = 500;

/// Size and time of all files of a layer.
QString printOf(const QString &path)
{
    QString print;
    for (const QString &each : io::filesReadWith(path)) {
        const QFileInfo info(each);
        print += info.exists()
                     ? QStringLiteral("%1,%2;").arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch())
                     : QStringLiteral("-;");
    }
    return print;
}

} // namespace

LayerWatcher::LayerWatcher(UserLayers &layers, QObject *parent) : QObject(parent), m_layers(layers)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(settleMs);
    connect(&m_timer, &QTimer::timeout, this, &LayerWatcher::look);
    const auto soon = [this] { m_timer.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(&layers, &UserLayers::layerChanged, this, &LayerWatcher::follow);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            look(); // file servers send no signs
    });
}

void LayerWatcher::follow(const QString &id)
{
    const UserLayer *layer = m_layers.layer(id);
    if (!layer)
        return;
    if (layer->source.service)
        return; // there is no file
    if (layer->state == LayerState::Loading)
        m_prints.insert(id, printOf(layer->source.path)); // before it is read: what changes meanwhile is seen
    else if (layer->isShown())
        watch();
}

void LayerWatcher::watch()
{
    QStringList wanted;
    for (const QString &id : m_layers.ids()) {
        const UserLayer *layer = m_layers.layer(id);
        if (!layer->isShown() || layer->source.service)
            continue;
        wanted << QFileInfo(layer->source.path).absolutePath(); // a file that is replaced by another
        for (const QString &each : io::filesReadWith(layer->source.path)) {
            if (QFileInfo(each).isFile())
                wanted << each;
        }
    }
    wanted.removeDuplicates();
    QStringList stale;
    for (const QString &each : m_watcher.files() + m_watcher.directories()) {
        if (!wanted.contains(each))
            stale << each;
        else
            wanted.removeAll(each);
    }
    if (!stale.isEmpty())
        m_watcher.removePaths(stale);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

void LayerWatcher::look()
{
    for (const QString &id : m_layers.ids()) {
        const UserLayer *layer = m_layers.layer(id);
        if (layer->isShown() && m_prints.contains(id) && m_prints.value(id) != printOf(layer->source.path))
            m_layers.setChangedOnDisk(id);
    }
    watch(); // a file that was replaced is watched anew
}

} // namespace marz::session
