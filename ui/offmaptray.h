#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What is not on the map under the present filter: undated, without a point, known only to the province or country;
/// grouped, with counts per country. A click selects.
class OffMapTray : public QWidget
{
    Q_OBJECT
public:
    explicit OffMapTray(session::Workspace &workspace, QWidget *parent = nullptr);
    ~OffMapTray() override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
