#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace marz::session {

class LayerList;
class OpenStore;
class UserLayers;
struct StoreSummary;

/// Keeps the user's layers, their styles and the order of all layers in the open store, and brings them back
/// when it opens; the store is shown meanwhile. What cannot be kept, in a read-only store and in the sample,
/// lasts until the window closes, and goes along into a store that has no layers of its own.
class LayerStore : public QObject
{
    Q_OBJECT
public:
    LayerStore(OpenStore &store, LayerList &list, UserLayers &layers, QObject *parent = nullptr);
    ~LayerStore() override; ///< saves what is not yet

    /// Saves now what the timer would save soon.
    void flush();
    /// The bundled layers are there: puts all in the saved order again.
    void bundledLoaded();
    /// Whether the open store keeps layers.
    bool isKeeping() const;

Q_SIGNALS:
    /// The layers of the store that was opened are in the list, some still to be read.
    void restored();
    /// Layers are shown that the open store cannot keep: a message for a banner.
    void notKept(const QString &message);

private:
    void storeOpened(const StoreSummary &summary);
    void take(const QByteArray &json, const QStringList &former);
    void settle();
    void listChanged();
    void layerAdded();
    QByteArray state() const;

    OpenStore &m_store;
    LayerList &m_list;
    UserLayers &m_layers;
    QTimer m_timer;
    QByteArray m_saved; ///< the state that the store has; empty = none
    QJsonArray m_rows;  ///< the order of all layers that it came with
    bool m_hasRows = false;
    bool m_hasBundled = false; ///< before, the order is not known
    bool m_isRestoring = true; ///< until the first store is open: there is nothing to save to
    bool m_wasKeeping = false;
    bool m_hasTold = false;
};

} // namespace marz::session
