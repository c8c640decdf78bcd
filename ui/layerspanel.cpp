#include "ui/layerspanel.h"

#include "session/workspace.h"
#include "ui/layerlegend.h"
#include "ui/layernotice.h"
#include "ui/layerrow.h"
#include "ui/layerview.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr int incidentsRow = 0;
constexpr int annotationsRow = 1;
constexpr int fixedRows = 2; ///< incidents and annotations are always on top

QToolButton *button(const QString &icon, const QString &name, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setIcon(QIcon::fromTheme(icon));
    made->setToolTip(name);
    made->setAccessibleName(name);
    made->setAutoRaise(true);
    return made;
}

} // namespace

struct LayersPanel::Impl {
    session::Workspace &workspace;
    LayersPanel *panel;
    LayerView *list = nullptr;
    LayerLegend *legend = nullptr;
    LayerNotice *notice = nullptr;
    QLabel *opacityLabel = nullptr;
    QSlider *opacity = nullptr;
    QToolButton *labels = nullptr, *up = nullptr, *down = nullptr, *remove = nullptr, *add = nullptr;
    bool isFilling = false;

    session::LayerList &layers() { return workspace.layers(); }
    session::UserLayers &own() { return workspace.userLayers(); }
    /// The current layer's id when it is one of the user's own, else empty.
    QString currentOwn()
    {
        const map::ReferenceLayer *layer = current();
        return layer && own().layer(layer->id) ? layer->id : QString();
    }
    int count() { return static_cast<int>(layers().layers().size()); }
    /// The list shows the top layer first. -1 for incidents and annotations.
    int layerOfRow(int row) { return row < fixedRows ? -1 : count() - 1 - (row - fixedRows); }
    int rowOfLayer(int layer) { return fixedRows + count() - 1 - layer; }
    const map::ReferenceLayer *current()
    {
        const int layer = layerOfRow(list->currentRow());
        return layer >= 0 && layer < count() ? &layers().layers()[static_cast<std::size_t>(layer)] : nullptr;
    }
    void build();
    QLayout *controls();
    void connectOwn();
    void fill();
    void fillRow(QListWidgetItem *item, const map::ReferenceLayer &layer);
    void showNotice();
    void showOthersTrouble();
    void showLegend();
    void showMenu(QPoint at);
    void addItem(const QString &name, bool isOn, bool isMovable, const QString &toolTip);
    void itemChanged(QListWidgetItem *item);
    void renamed(QListWidgetItem *item, const QString &id);
    void showCurrent();
    void setOpacity(int percent);
    void moveCurrent(int byRows);
    void rowDropped(int from, int to);
};

void LayersPanel::Impl::build()
{
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    list = new LayerView(panel);
    list->setObjectName(QStringLiteral("layerList"));
    list->setAccessibleName(tr("Layers, the top one first"));
    legend = new LayerLegend(panel);
    notice = new LayerNotice(panel);
    column->addWidget(list, 1);
    column->addWidget(legend);
    column->addWidget(notice);
    column->addLayout(controls());

    connect(list, &QListWidget::itemChanged, panel, [this](QListWidgetItem *item) { itemChanged(item); });
    connect(list, &QListWidget::currentRowChanged, panel, [this] { showCurrent(); });
    connect(
        list->model(), &QAbstractItemModel::rowsMoved, panel,
        [this](const QModelIndex &, int from, int, const QModelIndex &, int to) { rowDropped(from, to); });
    connect(&layers(), &session::LayerList::layersChanged, panel, [this] { fill(); });
    connectOwn();
}

void LayersPanel::Impl::connectOwn()
{
    connect(&own(), &session::UserLayers::layerChanged, panel, [this] { fill(); });
    connect(list, &LayerView::filesDropped, panel, &LayersPanel::filesDropped);
    connect(list, &LayerView::renameRequested, panel, [this] {
        if (!currentOwn().isEmpty())
            list->editItem(list->currentItem());
    });
    connect(list, &LayerView::removeRequested, panel, [this] {
        if (const QString id = currentOwn(); !id.isEmpty())
            Q_EMIT panel->removeRequested(id);
    });
    connect(list, &LayerView::opened, panel, [this] {
        if (const QString id = currentOwn(); !id.isEmpty())
            Q_EMIT panel->propertiesRequested(id);
    });
    connect(list, &QWidget::customContextMenuRequested, panel, [this](QPoint at) { showMenu(at); });
    connect(legend, &LayerLegend::classToggled, panel, [this](int number, bool isOn) {
        const QString id = currentOwn();
        const session::UserLayer *layer = own().layer(id);
        if (!layer || !layer->style || number >= static_cast<int>(layer->style->classes.size()))
            return;
        map::LayerStyle style = *layer->style;
        style.classes[static_cast<std::size_t>(number)].isVisible = isOn;
        own().setStyle(id, style);
    });
    connect(notice, &LayerNotice::showRequested, panel, &LayersPanel::select);
    connect(notice, &LayerNotice::onlineRequested, panel, &LayersPanel::onlineRequested);
    connect(notice, &LayerNotice::locateRequested, panel, &LayersPanel::locateRequested);
    connect(notice, &LayerNotice::crsRequested, panel, &LayersPanel::crsRequested);
    connect(notice, &LayerNotice::removeRequested, panel, &LayersPanel::removeRequested);
    connect(notice, &LayerNotice::reloadRequested, panel, [this](const QString &id) { own().reload(id); });
    connect(notice, &LayerNotice::cancelRequested, panel, [this](const QString &id) { own().cancel(id); });
}

QLayout *LayersPanel::Impl::controls()
{
    auto *lines = new QVBoxLayout;
    auto *opacityLine = new QHBoxLayout;
    opacityLine->setSpacing(8);
    opacityLabel = new QLabel(panel);
    opacity = new QSlider(Qt::Horizontal, panel);
    opacity->setObjectName(QStringLiteral("layerOpacity"));
    opacity->setAccessibleName(tr("Opacity of the layer"));
    opacity->setRange(0, 100);
    opacityLabel->setMinimumWidth(opacityLabel->fontMetrics().horizontalAdvance(tr("Opacity %1 %").arg(100)));
    opacityLine->addWidget(opacityLabel);
    opacityLine->addWidget(opacity, 1);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    add = button(QStringLiteral("list-add"), tr("Add a layer from a file"), panel);
    remove = button(QStringLiteral("list-remove"), tr("Remove the layer"), panel);
    up = button(QStringLiteral("go-up"), tr("Move the layer up"), panel);
    down = button(QStringLiteral("go-down"), tr("Move the layer down"), panel);
    labels = button(QStringLiteral("draw-text"), tr("Labels of the layer"), panel);
    labels->setCheckable(true);
    up->setObjectName(QStringLiteral("layerUp"));
    down->setObjectName(QStringLiteral("layerDown"));
    labels->setObjectName(QStringLiteral("layerLabels"));
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    for (QToolButton *each : {labels, up, down})
        buttons->addWidget(each);
    lines->addLayout(opacityLine);
    lines->addLayout(buttons);

    connect(opacity, &QSlider::valueChanged, panel, [this](int percent) { setOpacity(percent); });
    connect(labels, &QToolButton::clicked, panel, [this](bool isOn) {
        if (current())
            layers().setLabelled(layerOfRow(list->currentRow()), isOn);
    });
    connect(up, &QToolButton::clicked, panel, [this] { moveCurrent(-1); });
    connect(down, &QToolButton::clicked, panel, [this] { moveCurrent(1); });
    connect(remove, &QToolButton::clicked, panel, [this] {
        if (const QString id = currentOwn(); !id.isEmpty())
            Q_EMIT panel->removeRequested(id);
    });
    connect(add, &QToolButton::clicked, panel, &LayersPanel::addLayerRequested);
    auto *ways = new QMenu(add);
    ways->addAction(tr("From a &file..."), panel, &LayersPanel::addLayerRequested);
    ways->addAction(tr("&Online layer..."), panel, &LayersPanel::addOnlineRequested);
    add->setMenu(ways);
    add->setPopupMode(QToolButton::MenuButtonPopup);
    return lines;
}

void LayersPanel::Impl::addItem(const QString &name, bool isOn, bool isMovable, const QString &toolTip)
{
    auto *item = new QListWidgetItem(name, list);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
    if (isMovable)
        flags |= Qt::ItemIsDragEnabled;
    item->setFlags(flags);
    item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(toolTip.toHtmlEscaped());
}

void LayersPanel::Impl::fill()
{
    isFilling = true;
    const int row = std::max(0, list->currentRow());
    const int wanted = count() + fixedRows;
    const bool isRebuilt = list->count() != wanted;
    if (isRebuilt) {
        list->clear();
        addItem(tr("Incidents"), layers().incidentsVisible(), false, tr("Always on top"));
        addItem(tr("Annotations"), layers().annotationsVisible(), false,
                tr("Texts, arrows, lines and areas of the store"));
        for (int i = count() - 1; i >= 0; --i)
            addItem({}, true, true, {});
    }
    list->item(incidentsRow)->setCheckState(layers().incidentsVisible() ? Qt::Checked : Qt::Unchecked);
    list->item(annotationsRow)->setCheckState(layers().annotationsVisible() ? Qt::Checked : Qt::Unchecked);
    for (int i = 0; i < count(); ++i) {
        const map::ReferenceLayer &layer = layers().layers()[static_cast<std::size_t>(i)];
        QListWidgetItem *item = list->item(rowOfLayer(i));
        fillRow(item, layer);
    }
    if (isRebuilt)
        list->setCurrentRow(std::min(row, list->count() - 1));
    isFilling = false;
    showCurrent();
}

void LayersPanel::Impl::fillRow(QListWidgetItem *item, const map::ReferenceLayer &layer)
{
    const session::UserLayer *user = own().layer(layer.id);
    item->setText(layer.name);
    item->setCheckState(layer.isVisible ? Qt::Checked : Qt::Unchecked);
    item->setIcon(user ? layerIcon(*user, panel) : QIcon());
    item->setToolTip(user ? layerToolTip(*user) : QString());
    item->setFlags(user ? item->flags() | Qt::ItemIsEditable : item->flags() & ~Qt::ItemIsEditable);
    item->setData(Qt::AccessibleDescriptionRole, user ? user->reason : QString());
    item->setForeground(user && !user->isShown()
                            ? QBrush(panel->palette().color(QPalette::Disabled, QPalette::Text))
                            : QBrush());
}

void LayersPanel::Impl::showNotice()
{
    const QString id = currentOwn();
    const session::UserLayer *layer = own().layer(id);
    if (layer && (!layer->isShown() || layer->isChangedOnDisk || !layer->drawingProblem.isEmpty()))
        notice->showLayer(own(), id, current()->name);
    else
        showOthersTrouble();
}

/// Another layer's trouble is not to be overlooked, but told apart from the current one's.
void LayersPanel::Impl::showOthersTrouble()
{
    QStringList hidden;
    QStringList changed;
    for (const QString &id : own().ids()) {
        const session::UserLayer &layer = *own().layer(id);
        if (layer.isInTrouble())
            hidden.prepend(id); // the top one first, as in the list
        else if (layer.isChangedOnDisk)
            changed.prepend(id);
    }
    const QStringList &told = hidden.isEmpty() ? changed : hidden;
    const QString first = told.value(0);
    const int row = layers().rowOf(first);
    QString words;
    if (told.size() == 1 && row >= 0)
        words = (hidden.isEmpty() ? tr("The file of %1 was changed on disk.") : tr("%1 is not shown."))
                    .arg(layers().layers()[static_cast<std::size_t>(row)].name);
    else if (told.size() > 1)
        words = (hidden.isEmpty() ? tr("The files of %1 layers were changed on disk.")
                                  : tr("%1 layers are not shown."))
                    .arg(told.size());
    notice->showOthers(words, told.size() == 1 ? tr("Go to it") : tr("Go to the first"), first);
}

void LayersPanel::Impl::showLegend()
{
    const map::ReferenceLayer *layer = current();
    const session::UserLayer *user = layer ? own().layer(layer->id) : nullptr;
    const bool isShown = user && user->isShown();
    const auto tints = isShown && layer->raster ? layer->raster->tints() : std::nullopt;
    if (tints) {
        legend->showTints(layer->name, *tints);
        return;
    }
    legend->showClasses(layer ? layer->name : QString(), isShown ? user->style.get() : nullptr,
                        isShown ? swatchKindsOf(user->facts) : map::SwatchKinds());
}

void LayersPanel::Impl::showMenu(QPoint at)
{
    const QString id = currentOwn();
    const map::ReferenceLayer *layer = current();
    if (!layer)
        return;
    QMenu menu(panel);
    menu.setObjectName(QStringLiteral("layerMenu"));
    const session::UserLayer *user = own().layer(id);
    const auto ask = [&](const QString &words, void (LayersPanel::*signal)(const QString &),
                         bool isPossible) {
        QAction *action = menu.addAction(words);
        action->setEnabled(isPossible);
        connect(action, &QAction::triggered, panel, [this, id, signal] { Q_EMIT(panel->*signal)(id); });
    };
    if (user) {
        const bool isShown = user->isShown();
        ask(tr("&Zoom to the layer"), &LayersPanel::zoomRequested, isShown);
        ask(tr("Attribute &table"), &LayersPanel::tableRequested, user->table != nullptr);
        ask(tr("&Properties and style...") + QStringLiteral("\tEnter"), &LayersPanel::propertiesRequested,
            true);
        menu.addAction(tr("Re&name") + QStringLiteral("\tF2"), list, &LayerView::renameRequested);
        menu.addSeparator();
        menu.addAction(tr("Re&load"), panel, [this, id] { own().reload(id); });
        ask(tr("L&ocate file..."), &LayersPanel::locateRequested, !user->source.service);
        ask(tr("&Coordinate system..."), &LayersPanel::crsRequested, !user->source.service);
        menu.addSeparator();
        ask(tr("&Remove") + QStringLiteral("\tDel"), &LayersPanel::removeRequested, true);
    } else {
        menu.addAction(up->toolTip(), up, &QToolButton::click)->setEnabled(up->isEnabled());
        menu.addAction(down->toolTip(), down, &QToolButton::click)->setEnabled(down->isEnabled());
    }
    // The Menu key comes with the row's middle or the mouse's place; both are in the list.
    const QRect row = list->visualItemRect(list->currentItem());
    menu.exec(list->viewport()->mapToGlobal(row.contains(at) ? at : row.center()));
}

void LayersPanel::Impl::itemChanged(QListWidgetItem *item)
{
    if (isFilling)
        return;
    const int row = list->row(item);
    const bool isOn = item->checkState() == Qt::Checked;
    if (row == incidentsRow)
        layers().setIncidentsVisible(isOn);
    else if (row == annotationsRow)
        layers().setAnnotationsVisible(isOn);
    else if (const auto &layer = layers().layers()[static_cast<std::size_t>(layerOfRow(row))];
             layer.name != item->text() && own().layer(layer.id))
        renamed(item, layer.id);
    else
        layers().setVisible(layerOfRow(row), isOn);
}

void LayersPanel::Impl::renamed(QListWidgetItem *item, const QString &id)
{
    own().rename(id, item->text());
    fill(); // an empty name is none: the former one stays
}

void LayersPanel::Impl::showCurrent()
{
    if (isFilling)
        return;
    showNotice();
    showLegend();
    const int row = list->currentRow();
    const map::ReferenceLayer *layer = current();
    const double shown = layer ? layer->opacity : row == incidentsRow ? layers().incidentsOpacity() : 1;
    const QSignalBlocker blocker(opacity);
    opacity->setValue(static_cast<int>(shown * 100 + 0.5));
    opacity->setEnabled(layer || row == incidentsRow);
    opacityLabel->setText(tr("Opacity %1 %").arg(opacity->value()));
    labels->setEnabled(layer);
    labels->setChecked(layer && layer->hasLabels);
    up->setEnabled(layer && row > fixedRows);
    down->setEnabled(layer && row < list->count() - 1);
    remove->setEnabled(layer && layer->role == map::LayerRole::User);
}

void LayersPanel::Impl::setOpacity(int percent)
{
    const int row = list->currentRow();
    if (row == incidentsRow)
        layers().setIncidentsOpacity(percent / 100.0);
    else if (current())
        layers().setOpacity(layerOfRow(row), percent / 100.0);
}

void LayersPanel::Impl::moveCurrent(int byRows)
{
    const int row = list->currentRow();
    const int to = row + byRows;
    if (!current() || to < fixedRows || to >= list->count())
        return;
    const int from = layerOfRow(row);
    const int target = layerOfRow(to);
    {
        const QSignalBlocker blocker(list);
        list->setCurrentRow(to);
    }
    layers().move(from, target);
}

void LayersPanel::Impl::rowDropped(int from, int to)
{
    if (isFilling)
        return;
    // Qt tells the row before which it was put, counted before the move.
    const int landed = std::max(fixedRows, to > from ? to - 1 : to);
    const int layer = layerOfRow(from);
    const int target = layerOfRow(landed);
    // The list is still in the middle of the drop: change it afterwards.
    QMetaObject::invokeMethod(
        panel,
        [this, layer, target, landed] {
            isFilling = true;
            list->clear(); // filled anew: the fixed rows may have been pushed down
            isFilling = false;
            layers().move(layer, target);
            list->setCurrentRow(landed);
        },
        Qt::QueuedConnection);
}

LayersPanel::LayersPanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(new Impl{workspace, this})
{
    setAccessibleName(tr("Layers"));
    setAcceptDrops(true);
    m_impl->build();
    m_impl->fill();
}

LayersPanel::~LayersPanel() = default;

void LayersPanel::select(const QString &id)
{
    const int layer = m_impl->layers().rowOf(id);
    if (layer >= 0)
        m_impl->list->setCurrentRow(m_impl->rowOfLayer(layer));
}

void LayersPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFiles(event).isEmpty())
        event->acceptProposedAction();
}

void LayersPanel::dropEvent(QDropEvent *event)
{
    const QStringList paths = draggedFiles(event);
    event->acceptProposedAction();
    QMetaObject::invokeMethod(
        this, [this, paths] { Q_EMIT filesDropped(paths); }, Qt::QueuedConnection);
}

} // namespace marz::ui
