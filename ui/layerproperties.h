#pragma once

#include <QDialog>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Properties and style of a layer of the user's own. The style is seen on the map while it is edited; Cancel
/// brings the former one back. Another coordinate system or encoding is read with OK.
class LayerProperties : public QDialog
{
    Q_OBJECT
public:
    LayerProperties(session::Workspace &workspace, const QString &id, QWidget *parent = nullptr);
    ~LayerProperties() override;

    void accept() override;
    void reject() override;

private:
    void preview();

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
