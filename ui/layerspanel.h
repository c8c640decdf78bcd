#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The layers with check box, order and opacity; incidents and annotations on top.
class LayersPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayersPanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~LayersPanel() override;

Q_SIGNALS:
    void addLayerRequested();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
