#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The timeline: stacked histogram with the window of days as a brush, play, step, bin size and overview.
class TimelinePanel : public QWidget
{
    Q_OBJECT
public:
    explicit TimelinePanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~TimelinePanel() override;

public Q_SLOTS:
    void togglePlaying();
    /// Moves the window by its bin: @p bins may be negative.
    void step(int bins);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
