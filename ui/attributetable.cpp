#include "ui/attributetable.h"

#include "session/attributemodel.h"
#include "session/workspace.h"
#include "ui/parts.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int findAfterMs = 150;
constexpr int copiedAtMost = 100'000; ///< rows: more is an export's job
constexpr double pointUnitsPerPx = 20;
constexpr int widestColumnCharacters = 40;
constexpr std::size_t rowsMeasured = 60; ///< for the widths of columns
constexpr QSize usualSize(760, 420);
constexpr double mostOfParent = 0.36; ///< of its height, so that the map's middle stays free
constexpr int besideEachOtherPx = 28; ///< from one window to the next
constexpr const char *geometryKey = "layers/tableGeometry";

} // namespace

struct AttributeTable::Impl {
    AttributeTable *q;
    session::Workspace &workspace;
    QString id;
    session::AttributeModel *model = new session::AttributeModel(q);
    QTableView *table = new QTableView(q);
    QLineEdit *find = new QLineEdit(q);
    QLabel *count = noteLabel({}, q);
    QToolButton *zoom = flatButton(AttributeTable::tr("Zoom to row"), q);
    QToolButton *copy = iconButton(QStringLiteral("edit-copy"), AttributeTable::tr("Copy rows (Ctrl+C)"), q);
    QTimer findTimer;
    bool isFirst = true;
    bool isNewSearch = false; ///< nobody has gone to a hit of what was typed
    int stepAfterwards = 0;   ///< the hit to go to once the rows are ordered anew

    Impl(AttributeTable *window, session::Workspace &space, QString layer)
        : q(window), workspace(space), id(std::move(layer))
    {
    }

    void build();
    void buildTable();
    void connectAll();
    void follow();
    void fitColumns();
    void showCount();
    void rowChosen();
    void keepRow();
    void goToHit(int by);
    bool isFindKey(const QKeyEvent *event) const;
    void findKey(const QKeyEvent *event);
    void place();
    void showMenu(QPoint at);
    const map::ReferenceLayer *shown() const
    {
        const int row = workspace.layers().rowOf(id);
        return row < 0 ? nullptr : &workspace.layers().layers()[static_cast<std::size_t>(row)];
    }
};

void AttributeTable::Impl::buildTable()
{
    table->setObjectName(QStringLiteral("attributes"));
    table->setAccessibleName(AttributeTable::tr("Attributes"));
    table->setModel(model);
    setUpRowTable(table);
    QHeaderView *header = table->horizontalHeader();
    header->setSortIndicatorClearable(true); // a third click: the file's order
    header->setSortIndicator(-1, Qt::AscendingOrder);
    table->setSortingEnabled(true);
}

void AttributeTable::Impl::build()
{
    buildTable();
    find->setObjectName(QStringLiteral("findAttribute"));
    find->setPlaceholderText(AttributeTable::tr("Find in any cell, in any script (Ctrl+F)"));
    find->setAccessibleName(AttributeTable::tr("Find"));
    find->setClearButtonEnabled(true);
    zoom->setObjectName(QStringLiteral("zoomToRow"));
    zoom->setAutoRaise(false);
    zoom->setToolTip(AttributeTable::tr("Show the row on the map (Enter)"));
    count->setWordWrap(false);
    count->setObjectName(QStringLiteral("attributeCount"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(betweenPx, insidePx, betweenPx, insidePx);
    bar->setSpacing(betweenPx);
    bar->addWidget(find, 1);
    bar->addWidget(count);
    bar->addWidget(zoom);
    bar->addWidget(copy);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(table, 1);
    findTimer.setSingleShot(true);
    findTimer.setInterval(findAfterMs);
    q->setFocusProxy(table);
}

void AttributeTable::Impl::connectAll()
{
    QObject::connect(find, &QLineEdit::textChanged, q, [this] {
        isNewSearch = true;
        findTimer.start();
    });
    QObject::connect(&findTimer, &QTimer::timeout, q, [this] { model->setWords(find->text()); });
    QObject::connect(zoom, &QToolButton::clicked, q, &AttributeTable::zoomToRow);
    QObject::connect(copy, &QToolButton::clicked, q, &AttributeTable::copyRows);
    QObject::connect(table, &QTableView::doubleClicked, q, &AttributeTable::zoomToRow);
    QObject::connect(table, &QWidget::customContextMenuRequested, q, [this](QPoint at) { showMenu(at); });
    QObject::connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, q,
                     [this] { rowChosen(); });
    QObject::connect(model, &QAbstractItemModel::modelReset, q, [this] {
        keepRow();
        showCount();
        if (const int by = std::exchange(stepAfterwards, 0))
            goToHit(by);
    });
    QObject::connect(model, &session::AttributeModel::orderingChanged, q, [this] { showCount(); });
    QObject::connect(&workspace.layers(), &session::LayerList::layersChanged, q, [this] { follow(); });
    QObject::connect(&workspace.userLayers(), &session::UserLayers::layerChanged, q, [this] { follow(); });
    const auto key = [this](const QKeySequence &keys, auto &&does) {
        auto *shortcut = new QShortcut(keys, q);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(shortcut, &QShortcut::activated, q, does);
    };
    key(Qt::Key_Return, [this] { q->zoomToRow(); });
    key(Qt::Key_Enter, [this] { q->zoomToRow(); });
    key(Qt::Key_Escape, [this] { q->close(); });
    auto *copyKey = new QShortcut(QKeySequence::Copy, table);
    copyKey->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(copyKey, &QShortcut::activated, q, &AttributeTable::copyRows);
}

void AttributeTable::Impl::follow()
{
    const session::UserLayer *layer = workspace.userLayers().layer(id);
    if (!layer || !shown()) {
        q->close();
        return;
    }
    q->setWindowTitle(AttributeTable::tr("%1 - attributes").arg(shown()->name));
    if (layer->table.get() == model->table())
        return;
    model->setTable(layer->table);
    if (std::exchange(isFirst, false))
        fitColumns();
}

void AttributeTable::Impl::fitColumns()
{
    const QFontMetrics metrics = table->fontMetrics();
    const int most = widestColumnCharacters * metrics.averageCharWidth();
    for (int column = 0; column < model->columnCount(); ++column) {
        int width = metrics.horizontalAdvance(model->headerData(column, Qt::Horizontal).toString()) + 24;
        // The file's first rows: the model may still be ordering.
        for (std::size_t row = 0; row < std::min(rowsMeasured, model->table()->rows.size()); ++row)
            width = std::max(width, metrics.horizontalAdvance(model->table()->cell(row, column)) + 12);
        table->setColumnWidth(column, std::min(width, most));
    }
}

void AttributeTable::Impl::showCount()
{
    const std::size_t all = model->table() ? model->table()->rows.size() : 0;
    const auto rows = static_cast<std::size_t>(model->rowCount());
    count->setText(model->isOrdering() ? AttributeTable::tr("sorting...")
                   : rows == all ? countedText(all, AttributeTable::tr("row"), AttributeTable::tr("rows"))
                                 : AttributeTable::tr("%1 of %2 rows").arg(countText(rows), countText(all)));
    zoom->setEnabled(table->currentIndex().isValid());
}

void AttributeTable::Impl::rowChosen()
{
    const QModelIndex index = table->currentIndex();
    zoom->setEnabled(index.isValid());
    if (index.isValid())
        workspace.userLayers().highlight({id, model->featureAt(index.row())});
}

/// The row that was outlined stays the current one in another order.
void AttributeTable::Impl::keepRow()
{
    const map::HighlightedFeature &feature = workspace.userLayers().highlighted();
    const int row = feature.layer == id ? model->rowOfFeature(feature.feature) : -1;
    if (row >= 0)
        table->setCurrentIndex(model->index(row, 0));
}

/// The next row of those found, or the one before; round the end. Of a new search the first, or the last.
void AttributeTable::Impl::goToHit(int by)
{
    if (findTimer.isActive()) { // what was typed is not yet looked for
        findTimer.stop();
        stepAfterwards = by;
        model->setWords(find->text());
        return;
    }
    const int rows = model->rowCount();
    if (rows == 0)
        return;
    const bool isFirstStep = std::exchange(isNewSearch, false) || !table->currentIndex().isValid();
    const int now = !isFirstStep ? table->currentIndex().row() : by > 0 ? -1 : 0;
    const QModelIndex hit =
        model->index((now + by + rows) % rows, std::max(0, table->currentIndex().column()));
    table->setCurrentIndex(hit);
    table->scrollTo(hit);
}

/// Whether the key belongs to the line in which one finds.
bool AttributeTable::Impl::isFindKey(const QKeyEvent *event) const
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool clears = event->key() == Qt::Key_Escape && !find->text().isEmpty();
    return event->matches(QKeySequence::Find) || (find->hasFocus() && (isEnter || clears));
}

void AttributeTable::Impl::findKey(const QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        find->clear();
    } else if (event->matches(QKeySequence::Find)) {
        find->setFocus(Qt::ShortcutFocusReason);
        find->selectAll();
    } else {
        goToHit(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    }
}

/// Where the last one was, else at the foot of the parent.
void AttributeTable::Impl::place()
{
    const QWidget *parent = q->parentWidget();
    const QByteArray remembered = QSettings().value(QLatin1String(geometryKey)).toByteArray();
    if ((remembered.isEmpty() || !q->restoreGeometry(remembered)) && parent) {
        const QRect room = parent->window()->geometry();
        const QSize size(std::min(usualSize.width(), room.width()),
                         std::min(usualSize.height(), static_cast<int>(room.height() * mostOfParent)));
        q->setGeometry(QRect(QPoint(room.left(), room.bottom() + 1 - size.height()), size));
    }
    const auto others = parent ? parent->findChildren<AttributeTable *>().size() - 1 : 0;
    q->move(q->pos() + QPoint(besideEachOtherPx, 0) * static_cast<int>(others));
}

void AttributeTable::Impl::showMenu(QPoint at)
{
    QMenu menu(q);
    menu.addAction(AttributeTable::tr("&Zoom to row") + QStringLiteral("\tEnter"), q,
                   &AttributeTable::zoomToRow)
        ->setEnabled(table->currentIndex().isValid());
    menu.addAction(AttributeTable::tr("&Copy rows") + QStringLiteral("\tCtrl+C"), q,
                   &AttributeTable::copyRows);
    menu.addAction(AttributeTable::tr("Select &all") + QStringLiteral("\tCtrl+A"), table,
                   &QTableView::selectAll);
    menu.exec(table->viewport()->mapToGlobal(at));
}

AttributeTable::AttributeTable(session::Workspace &workspace, const QString &layer, QWidget *parent)
    : QWidget(parent, Qt::Tool), m_impl(std::make_unique<Impl>(this, workspace, layer))
{
    setObjectName(QStringLiteral("attributeTable"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(usualSize);
    m_impl->place();
    m_impl->build();
    m_impl->connectAll();
    m_impl->follow();
    m_impl->showCount();
}

AttributeTable::~AttributeTable() = default;

const QString &AttributeTable::layer() const
{
    return m_impl->id;
}

void AttributeTable::zoomToRow()
{
    const QModelIndex index = m_impl->table->currentIndex();
    const map::ReferenceLayer *shown = m_impl->shown();
    if (!index.isValid() || !shown || !shown->content)
        return;
    const std::size_t feature = m_impl->model->featureAt(index.row());
    if (feature >= shown->content->features.size())
        return;
    const geo::GeoBox box = geo::extentOf(shown->content->features[feature].geometry);
    if (box.isEmpty())
        return;
    session::ViewState &view = m_impl->workspace.view();
    if (box.west == box.east && box.south == box.north)
        view.showPosition({box.west, box.south}, pointUnitsPerPx);
    else
        view.showBox(box);
    m_impl->workspace.userLayers().highlight({m_impl->id, feature});
}

void AttributeTable::copyRows()
{
    std::vector<int> rows;
    // By stretches: a million selected rows are one.
    for (const QItemSelectionRange &range : m_impl->table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty()) {
        for (int row = 0; row < m_impl->model->rowCount(); ++row)
            rows.push_back(row);
    }
    const auto asked = static_cast<int>(rows.size());
    rows.resize(static_cast<std::size_t>(std::min(asked, copiedAtMost)));
    QApplication::clipboard()->setText(m_impl->model->copied(rows));
    m_impl->count->setText(asked > copiedAtMost
                               ? tr("The first %1 of %2 rows were copied")
                                     .arg(countText(copiedAtMost), countText(static_cast<std::size_t>(asked)))
                               : tr("%1 copied").arg(countText(static_cast<std::size_t>(asked))));
}

bool AttributeTable::event(QEvent *event)
{
    // Before the shortcuts of this window and of the main one get it.
    if (event->type() == QEvent::ShortcutOverride && m_impl->isFindKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void AttributeTable::keyPressEvent(QKeyEvent *event)
{
    if (m_impl->isFindKey(event))
        m_impl->findKey(event);
    else
        QWidget::keyPressEvent(event);
}

void AttributeTable::hideEvent(QHideEvent *event)
{
    QSettings().setValue(QLatin1String(geometryKey), saveGeometry());
    QWidget::hideEvent(event);
}

void AttributeTable::closeEvent(QCloseEvent *event)
{
    if (m_impl->workspace.userLayers().highlighted().layer == m_impl->id)
        m_impl->workspace.userLayers().highlight({});
    QWidget::closeEvent(event);
}

} // namespace marz::ui
