#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The filter as chips in plain words, each removable, and "n of m".
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(session::Workspace &workspace, QWidget *parent = nullptr);
    ~FilterBar() override;

Q_SIGNALS:
    /// "3 not on the map" was clicked.
    void offMapRequested();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
