#include "ui/layerspanel.h"

#include "session/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
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
    QListWidget *list = nullptr;
    QLabel *opacityLabel = nullptr;
    QSlider *opacity = nullptr;
    QToolButton *labels = nullptr, *up = nullptr, *down = nullptr, *remove = nullptr, *add = nullptr;
    bool isFilling = false;

    session::LayerList &layers() { return workspace.layers(); }
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
    void fill();
    void addItem(const QString &name, bool isOn, bool isMovable, const QString &toolTip);
    void itemChanged(QListWidgetItem *item);
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
    list = new QListWidget(panel);
    list->setObjectName(QStringLiteral("layerList"));
    list->setAccessibleName(tr("Layers, the top one first"));
    list->setDragDropMode(QAbstractItemView::InternalMove);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(list, 1);
    column->addLayout(controls());

    connect(list, &QListWidget::itemChanged, panel, [this](QListWidgetItem *item) { itemChanged(item); });
    connect(list, &QListWidget::currentRowChanged, panel, [this] { showCurrent(); });
    connect(
        list->model(), &QAbstractItemModel::rowsMoved, panel,
        [this](const QModelIndex &, int from, int, const QModelIndex &, int to) { rowDropped(from, to); });
    connect(&layers(), &session::LayerList::layersChanged, panel, [this] { fill(); });
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
        if (current())
            layers().remove(layerOfRow(list->currentRow()));
    });
    connect(add, &QToolButton::clicked, panel, &LayersPanel::addLayerRequested);
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
        item->setText(layer.name);
        item->setToolTip(layer.role == map::LayerRole::User ? layer.id.toHtmlEscaped() : QString());
        item->setCheckState(layer.isVisible ? Qt::Checked : Qt::Unchecked);
    }
    if (isRebuilt)
        list->setCurrentRow(std::min(row, list->count() - 1));
    isFilling = false;
    showCurrent();
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
    else
        layers().setVisible(layerOfRow(row), isOn);
}

void LayersPanel::Impl::showCurrent()
{
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
    m_impl->build();
    m_impl->fill();
}

LayersPanel::~LayersPanel() = default;

} // namespace marz::ui
