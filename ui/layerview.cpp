#include "ui/layerview.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

namespace marz::ui {

namespace {

bool isOwnKey(const QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    return isPlain && (event->key() == Qt::Key_F2 || event->key() == Qt::Key_Delete ||
                       event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter);
}

} // namespace

QStringList draggedFiles(const QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

LayerView::LayerView(QWidget *parent) : QListWidget(parent)
{
    setDragDropMode(QAbstractItemView::InternalMove); // of rows; files are taken by ourselves
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setIconSize(QSize(22, 16));
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers); // a rename is asked for
    connect(this, &QListWidget::itemDoubleClicked, this, &LayerView::opened);
}

bool LayerView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(static_cast<QKeyEvent *>(event))) {
        event->accept(); // comes as a key press, not as the window's action
        return true;
    }
    return QListWidget::event(event);
}

void LayerView::keyPressEvent(QKeyEvent *event)
{
    // While a name is edited the keys are the editor's.
    if (state() == EditingState || !isOwnKey(event)) {
        QListWidget::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_F2)
        Q_EMIT renameRequested();
    else if (event->key() == Qt::Key_Delete)
        Q_EMIT removeRequested();
    else
        Q_EMIT opened();
    event->accept();
}

void LayerView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFiles(event).isEmpty())
        event->acceptProposedAction();
    else
        QListWidget::dragEnterEvent(event);
}

void LayerView::dragMoveEvent(QDragMoveEvent *event)
{
    if (!draggedFiles(event).isEmpty())
        event->acceptProposedAction();
    else
        QListWidget::dragMoveEvent(event);
}

void LayerView::dropEvent(QDropEvent *event)
{
    const QStringList paths = draggedFiles(event);
    if (paths.isEmpty()) {
        QListWidget::dropEvent(event);
        return;
    }
    event->acceptProposedAction();
    // After the drop: the program that the files come from must not wait for our dialogs.
    QMetaObject::invokeMethod(
        this, [this, paths] { Q_EMIT filesDropped(paths); }, Qt::QueuedConnection);
}

} // namespace marz::ui
