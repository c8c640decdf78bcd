#pragma once

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The attributes of a layer in a tool window, which opens at the foot of its parent and remembers its place:
/// sorted, searched, copied; the current row is outlined on the map and can be zoomed to. Closes with the
/// layer.
class AttributeTable : public QWidget
{
    Q_OBJECT
public:
    AttributeTable(session::Workspace &workspace, const QString &layer, QWidget *parent = nullptr);
    ~AttributeTable() override;

    const QString &layer() const;

public Q_SLOTS:
    void zoomToRow();
    void copyRows();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
