#pragma once

#include <QListWidget>

namespace marz::ui {

/// The list of layers: rows are moved by dragging, files dropped on it are given on, and its keys win over
/// the window's.
class LayerView : public QListWidget
{
    Q_OBJECT
public:
    explicit LayerView(QWidget *parent = nullptr);

Q_SIGNALS:
    void filesDropped(const QStringList &paths);
    void renameRequested();
    void removeRequested();
    void opened(); ///< Enter or a double click

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

/// The local files of what is dragged.
QStringList draggedFiles(const QDropEvent *event);

} // namespace marz::ui
