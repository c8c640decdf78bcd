#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Check boxes with counts for family and type, and the other conditions of the filter (workflow,
/// verification, country, region, casualties by nationality, killed and injured, precision, text, certainly).
class FilterPanel : public QWidget
{
    Q_OBJECT
public:
    explicit FilterPanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~FilterPanel() override;

public Q_SLOTS:
    /// Puts the focus in the text condition.
    void focusText();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
