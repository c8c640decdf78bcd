#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What is selected: the whole record with sources, origins, claims, links and history; or a region with its
/// names, counts, casualties and incidents. Text from data is plain text.
class InspectorPanel : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorPanel(session::Workspace &workspace, QWidget *parent = nullptr);
    ~InspectorPanel() override;

Q_SIGNALS:
    void editRequested(qint64 fid);
    void duplicateRequested(qint64 fid);
    void withdrawRequested(qint64 fid);
    void deleteRequested(qint64 fid);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
