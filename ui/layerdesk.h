#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>

namespace marz::session {
class Workspace;
struct LayerOffer;
struct LayerSource;
class TileService;
} // namespace marz::session

class QMainWindow;

namespace marz::ui {

class AttributeTable;
class BannerLine;
class LayerCrsDialog;
class LayersPanel;

/// What the user does with layers of their own: adding with the questions that it may take, locating, looking
/// at attributes and properties, removing with a way back. No dialog of its own blocks the map.
class LayerDesk : public QObject
{
    Q_OBJECT
public:
    LayerDesk(session::Workspace &workspace, BannerLine *banner, QMainWindow *window);

    /// Does what the panel asks for.
    void serve(LayersPanel *panel);

public Q_SLOTS:
    /// Asks for files.
    void chooseFiles();
    /// Asks for the address of an online layer.
    void chooseService();
    /// Agrees to ask the service of this layer, on this machine and from now on.
    void goOnline(const QString &id);
    /// Deletes what was fetched from services, their addresses and who may be asked: it tells where the map
    /// was looked at.
    void forgetPictures();
    /// Adds layers; a file of several asks which, one that is there already is shown.
    void addFiles(const QStringList &paths);
    /// Files that are meant as layers, stores of Marz aside.
    void addChosen(const QStringList &paths);
    /// As addFiles(), unless it is a store of Marz, which storeChosen() tells.
    void addOrOpen(const QString &geoPackage);
    void zoomTo(const QString &id);
    void showTable(const QString &id);
    void showProperties(const QString &id);
    void locate(const QString &id);
    void askCrs(const QString &id);
    void remove(const QString &id);

Q_SIGNALS:
    /// The list of layers has something to see.
    void panelRequested();
    void storeChosen(const QString &path);

private:
    void lookInto(const QString &path);
    void choose(const QString &path, const std::vector<session::LayerOffer> &offers);
    void add(const session::LayerSource &source, const QString &name = {});
    void addNew(const session::LayerSource &source, const QString &name);
    void allow(const session::TileService &service);
    void loadingEnded(const QString &id);
    /// Layers of the store that was opened and are not shown: told once all were tried.
    void tellTroubled();
    /// What could not be shown of the files that were added together.
    void tellFailed(const QString &id);
    void beginAdding();
    void tellChanged(const QString &id);
    void askNextCrs();
    void offerToPutBack(const QString &message);
    QString nameOf(const QString &id) const;

    session::Workspace &m_workspace;
    BannerLine *m_banner;
    QMainWindow *m_window;
    QPointer<LayersPanel> m_panel;
    bool m_isRestored = false; ///< a store's layers are being read
    QSet<QString> m_toldChanged;
    QSet<QString> m_fresh;   ///< layers that the user waits for: may ask
    QStringList m_failed;    ///< of those added together
    int m_looking = 0;       ///< files that are looked into before they are added
    QStringList m_askForCrs; ///< one question after the other
    QPointer<LayerCrsDialog> m_crsDialog;
    QHash<QString, QPointer<AttributeTable>> m_tables;
};

} // namespace marz::ui
