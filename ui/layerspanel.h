#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The layers with check box, order and opacity; incidents and annotations on top. Layers of the user's own
/// show a sample of their style; one that is not shown is grey and says why.
class LayersPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayersPanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~LayersPanel() override;

    /// Makes the layer the current one.
    void select(const QString &id);

Q_SIGNALS:
    void addLayerRequested();
    void addOnlineRequested();
    /// Files were dropped on the panel.
    void filesDropped(const QStringList &paths);
    void zoomRequested(const QString &id);
    void tableRequested(const QString &id);
    void propertiesRequested(const QString &id);
    void onlineRequested(const QString &id);
    void locateRequested(const QString &id);
    void crsRequested(const QString &id);
    void removeRequested(const QString &id);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
