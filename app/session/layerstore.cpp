#include "session/layerstore.h"

#include "session/openstore.h"
#include "session/storedlayers.h"
#include "session/userlayers.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace marz::session {

namespace {

constexpr int saveAfterMs = 400;

} // namespace

LayerStore::LayerStore(OpenStore &store, LayerList &list, UserLayers &layers, QObject *parent)
    : QObject(parent), m_store(store), m_list(list), m_layers(layers)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(saveAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &LayerStore::flush);
    connect(&store, &OpenStore::aboutToOpen, this, [this] {
        flush();
        m_isRestoring = true; // what changes now belongs to neither
    });
    connect(&store, &OpenStore::openFailed, this, [this] {
        m_isRestoring = !m_store.summary().isOpen;
        listChanged();
    });
    connect(&store, &OpenStore::storeOpened, this, &LayerStore::storeOpened);
    connect(&list, &LayerList::layersChanged, this, &LayerStore::listChanged);
    connect(&layers, &UserLayers::layerChanged, this, &LayerStore::listChanged);
    connect(&layers, &UserLayers::added, this, &LayerStore::layerAdded);
}

LayerStore::~LayerStore()
{
    flush();
}

bool LayerStore::isKeeping() const
{
    const StoreSummary &summary = m_store.summary();
    return summary.isOpen && !summary.isReadOnly && !summary.isSample;
}

QByteArray LayerStore::state() const
{
    const QString folder = QFileInfo(m_store.summary().path).absolutePath();
    QJsonArray own;
    for (const SavedLayer &each : m_layers.saved())
        own.append(layerJson(each, folder));
    const QJsonObject all{{QStringLiteral("version"), 1},
                          {QStringLiteral("layers"), m_list.savedRows()},
                          {QStringLiteral("user"), own}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void LayerStore::listChanged()
{
    if (m_isRestoring)
        return;
    if (isKeeping())
        m_timer.start();
}

void LayerStore::layerAdded()
{
    if (m_isRestoring || isKeeping() || std::exchange(m_hasTold, true))
        return;
    Q_EMIT notKept(
        m_store.summary().isSample
            ? QStringLiteral("The sample keeps no layers: this one lasts until the window closes, "
                             "or goes along into a store of your own.")
            : QStringLiteral("This store is read-only and cannot keep the layer: it lasts until the "
                             "window closes."));
}

void LayerStore::flush()
{
    if (m_isRestoring || !m_hasBundled || !isKeeping())
        return;
    m_timer.stop();
    const QByteArray now = state();
    // A store without layers of the user's own needs no row: its order is the window's.
    if (now == m_saved || (m_saved.isEmpty() && m_layers.ids().isEmpty()))
        return;
    const QByteArray before = std::exchange(m_saved, now);
    m_store.saveNamed(layersTable, layersRow, now, this, [this, now, before](bool isStored) {
        if (!isStored && m_saved == now)
            m_saved = before; // tried again with the next change
    });
}

void LayerStore::storeOpened(const StoreSummary &)
{
    m_isRestoring = true;
    m_timer.stop();
    m_saved.clear();
    m_rows = {};
    m_hasRows = false;
    const QStringList former = m_layers.ids();
    m_store.loadNamed(layersTable, this,
                      [this, former](const std::vector<std::pair<QString, QByteArray>> &rows) {
                          QByteArray json;
                          for (const auto &[name, content] : rows) {
                              if (name == layersRow)
                                  json = content;
                          }
                          take(json, former);
                      });
}

void LayerStore::take(const QByteArray &json, const QStringList &former)
{
    const StoredLayers stored = storedLayersOf(json, QFileInfo(m_store.summary().path).absolutePath());
    if (stored.isThere || m_wasKeeping)
        m_layers.drop(former);
    if (stored.isThere) {
        for (const SavedLayer &each : stored.own)
            m_layers.add(each);
        m_rows = stored.rows;
        m_hasRows = true;
    }
    m_wasKeeping = isKeeping();
    m_hasTold = false;
    m_isRestoring = false;
    settle();
    Q_EMIT restored();
}

/// Once both the store's layers and the bundled ones are there.
void LayerStore::settle()
{
    if (m_isRestoring)
        return;
    if (m_hasRows) {
        m_list.restoreRows(m_rows);
        if (m_hasBundled)
            m_saved = state(); // opening a store writes nothing
    }
    listChanged(); // saves what came along
}

void LayerStore::bundledLoaded()
{
    if (!std::exchange(m_hasBundled, true))
        settle();
}

} // namespace marz::session
