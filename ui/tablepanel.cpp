#include "ui/tablepanel.h"

#include "session/tablemodel.h"
#include "session/workspace.h"
#include "ui/parts.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

using session::IncidentTableModel;

/// A cell that a spreadsheet takes as words: no tabs, no line breaks, no formula.
QString tsvCell(QString text)
{
    text.replace(u'\t', u' ').replace(u'\n', u' ').remove(u'\r');
    static const QString formulaStarts = QStringLiteral("=+-@");
    return !text.isEmpty() && formulaStarts.contains(text.front()) ? QString(u'\'' + text) : text;
}

QString tsvOf(const IncidentTableModel &model, const std::vector<int> &rows)
{
    QStringList header;
    for (int column = 0; column < model.columnCount(); ++column)
        header << model.headerData(column, Qt::Horizontal).toString();
    QStringList lines{header.join(u'\t')};
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << tsvCell(model.index(row, column).data(IncidentTableModel::TextRole).toString());
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

/// Follows the current row without moving sideways: a click on a wide title must not take the dates out of
/// sight. The keys that go from column to column do move it.
class RowTable : public QTableView
{
public:
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override
    {
        const int left = horizontalScrollBar()->value();
        QTableView::scrollTo(index, hint);
        if (!m_isSideways)
            horizontalScrollBar()->setValue(left);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const QScopedValueRollback sideways(m_isSideways,
                                            event->key() == Qt::Key_Left || event->key() == Qt::Key_Right);
        QTableView::keyPressEvent(event);
    }

private:
    bool m_isSideways = false;
};

constexpr const char *sortColumnKey = "table/sortColumn";
constexpr const char *sortOrderKey = "table/sortOrder";

/// Sorts as at the last time: newest first at the first one.
void restoreSorting(QHeaderView *header)
{
    const QSettings settings;
    const int column = settings.value(QLatin1String(sortColumnKey), IncidentTableModel::Date).toInt();
    const bool isKnown = column >= 0 && column < IncidentTableModel::ColumnCount;
    const bool isAscending =
        settings.value(QLatin1String(sortOrderKey)).toString() == QLatin1String("ascending");
    header->setSortIndicator(isKnown ? column : IncidentTableModel::Date,
                             isKnown && isAscending ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void saveSorting(int column, Qt::SortOrder order)
{
    QSettings settings;
    settings.setValue(QLatin1String(sortColumnKey), column);
    settings.setValue(QLatin1String(sortOrderKey), order == Qt::AscendingOrder
                                                       ? QStringLiteral("ascending")
                                                       : QStringLiteral("descending"));
}

} // namespace

struct TablePanel::Impl {
    TablePanel *q;
    session::Workspace &workspace;
    IncidentTableModel *model = new IncidentTableModel(workspace.filtered(), workspace.store(), q);
    QTableView *table = new RowTable;
    QStackedWidget *pages = new QStackedWidget;
    QLabel *count = noteLabel({});
    QLabel *emptyWords = new QLabel;
    QToolButton *clear = flatButton(QStringLiteral("Clear filter"));
    bool isFollowing = false; ///< the table follows the selection: what it tells is not passed on

    Impl(TablePanel *panel, session::Workspace &space) : q(panel), workspace(space) {}

    void build();
    void buildTable();
    QWidget *emptyPage();
    void connectAll();
    void showSelection();
    void tellSelection();
    void showCount();
    void showMenu(const QPoint &at);
    std::vector<int> chosenRows() const;
    void open(const QModelIndex &index)
    {
        if (index.isValid())
            Q_EMIT q->incidentOpened(model->fidAt(index.row()));
    }
};

void TablePanel::Impl::buildTable()
{
    table->setObjectName(QStringLiteral("incidents"));
    table->setAccessibleName(QStringLiteral("Incidents"));
    table->setModel(model);
    setUpRowTable(table);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    table->verticalHeader()->hide();
    QHeaderView *header = table->horizontalHeader();
    const int character = table->fontMetrics().averageCharWidth();
    const std::pair<IncidentTableModel::Column, int> widths[] = {
        {IncidentTableModel::Date, 26},        {IncidentTableModel::Type, 20},
        {IncidentTableModel::Title, 46},       {IncidentTableModel::Place, 28},
        {IncidentTableModel::Unit, 22},        {IncidentTableModel::Precision, 12},
        {IncidentTableModel::Killed, 10},      {IncidentTableModel::Injured, 10},
        {IncidentTableModel::Verification, 20}};
    for (const auto &[column, characters] : widths)
        header->resizeSection(column, characters * character);
    header->setStretchLastSection(true);
    restoreSorting(header);
    table->setSortingEnabled(true);
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, q, saveSorting);
}

QWidget *TablePanel::Impl::emptyPage()
{
    emptyWords->setObjectName(QStringLiteral("emptyWords"));
    emptyWords->setTextFormat(Qt::PlainText);
    emptyWords->setAlignment(Qt::AlignCenter);
    emptyWords->setWordWrap(true);
    clear->setObjectName(QStringLiteral("clearFilter"));
    clear->setAutoRaise(false);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->addStretch(1);
    column->addWidget(emptyWords);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return page;
}

void TablePanel::Impl::build()
{
    buildTable();
    pages->addWidget(table);
    pages->addWidget(emptyPage());
    count->setObjectName(QStringLiteral("tableCount"));
    QToolButton *copy = iconButton(QStringLiteral("edit-copy"), QStringLiteral("Copy rows (Ctrl+C)"));
    QToolButton *save = iconButton(QStringLiteral("document-export"), QStringLiteral("Export the table"));
    save->setObjectName(QStringLiteral("export"));
    QObject::connect(copy, &QToolButton::clicked, q, &TablePanel::copyRows);
    QObject::connect(save, &QToolButton::clicked, q, &TablePanel::exportRequested);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(betweenPx, 2, insidePx, 2);
    bar->addWidget(count, 1);
    bar->addWidget(copy);
    bar->addWidget(save);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(pages, 1);
    q->setFocusProxy(table);
}

void TablePanel::Impl::connectAll()
{
    auto *copyKey = new QShortcut(QKeySequence::Copy, table);
    copyKey->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(copyKey, &QShortcut::activated, q, &TablePanel::copyRows);
    QObject::connect(table, &QTableView::doubleClicked, q, [this](const QModelIndex &index) { open(index); });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *openKey = new QShortcut(key, table);
        openKey->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(openKey, &QShortcut::activated, q, [this] { open(table->currentIndex()); });
    }
    QObject::connect(table, &QTableView::customContextMenuRequested, q,
                     [this](const QPoint &at) { showMenu(at); });
    QObject::connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, q,
                     [this] { tellSelection(); });
    QObject::connect(&workspace.selection(), &session::Selection::selectionChanged, q,
                     [this] { showSelection(); });
    QObject::connect(model, &QAbstractItemModel::modelReset, q, [this] {
        showCount();
        showSelection();
    });
    QObject::connect(clear, &QToolButton::clicked, q, [this] { workspace.filter().clear(); });
}

void TablePanel::Impl::showSelection()
{
    const QScopedValueRollback following(isFollowing, true);
    QItemSelection rows;
    int first = -1;
    for (const qint64 fid : workspace.selection().selected().incidents) {
        const int row = model->rowOfFid(fid);
        if (row < 0)
            continue;
        if (first < 0)
            first = row;
        rows.select(model->index(row, 0), model->index(row, model->columnCount() - 1));
    }
    if (rows == table->selectionModel()->selection())
        return;
    table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (first < 0)
        return;
    const QModelIndex current = model->index(first, std::max(table->currentIndex().column(), 0));
    table->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    table->scrollTo(current);
}

void TablePanel::Impl::tellSelection()
{
    if (isFollowing)
        return;
    session::Selected selected;
    const int current = table->currentIndex().row();
    for (const QModelIndex &index : table->selectionModel()->selectedRows()) {
        const qint64 fid = model->fidAt(index.row());
        if (index.row() == current)
            selected.incidents.insert(selected.incidents.begin(), fid);
        else
            selected.incidents.push_back(fid);
    }
    if (selected.incidents.empty() && workspace.selection().selected().incidents.empty())
        return; // a region stays selected
    const QScopedValueRollback following(isFollowing, true);
    workspace.selection().select(selected);
}

void TablePanel::Impl::showCount()
{
    const session::Filtered &filtered = workspace.filtered().filtered();
    const std::size_t possible = filtered.total - filtered.certain;
    QString words = countedText(filtered.total, QStringLiteral("incident"), QStringLiteral("incidents"));
    if (possible > 0)
        words += QStringLiteral(", %1 possibly in the filter (italic)").arg(countText(possible));
    count->setText(words);
    const bool isEmptyStore = filtered.index->size() == 0;
    emptyWords->setText(isEmptyStore ? QStringLiteral("No incidents yet. Ctrl+I enters the first one.")
                                     : QStringLiteral("No incident matches the filter."));
    clear->setVisible(!isEmptyStore);
    pages->setCurrentIndex(model->rowCount() == 0 ? 1 : 0);
}

std::vector<int> TablePanel::Impl::chosenRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : table->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    if (rows.empty()) {
        for (int row = 0; row < model->rowCount(); ++row)
            rows.push_back(row);
    }
    return rows;
}

void TablePanel::Impl::showMenu(const QPoint &at)
{
    const QModelIndex index = table->indexAt(at);
    QMenu menu;
    const qint64 fid = index.isValid() ? model->fidAt(index.row()) : 0;
    if (fid != 0) {
        QObject::connect(menu.addAction(QStringLiteral("Open")), &QAction::triggered, q,
                         [this, index] { open(index); });
        QObject::connect(menu.addAction(QStringLiteral("Zoom to")), &QAction::triggered, q,
                         [this, fid] { workspace.goToIncident(fid); });
        menu.addSeparator();
    }
    menu.addAction(QStringLiteral("Copy rows\tCtrl+C"), q, &TablePanel::copyRows);
    menu.addAction(QStringLiteral("Select all\tCtrl+A"), table, &QTableView::selectAll);
    menu.addAction(QStringLiteral("Export the table..."), q, &TablePanel::exportRequested);
    menu.exec(table->viewport()->mapToGlobal(at));
}

TablePanel::TablePanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    m_impl->build();
    m_impl->connectAll();
    m_impl->showCount();
    m_impl->showSelection();
}

TablePanel::~TablePanel() = default;

void TablePanel::copyRows()
{
    std::vector<qint64> fids;
    for (const int row : m_impl->chosenRows())
        fids.push_back(m_impl->model->fidAt(row));
    m_impl->model->withPlaces(fids, [this, fids] {
        std::vector<int> rows;
        for (const qint64 fid : fids) {
            const int row = m_impl->model->rowOfFid(fid);
            if (row >= 0)
                rows.push_back(row);
        }
        QApplication::clipboard()->setText(tsvOf(*m_impl->model, rows));
    });
}

} // namespace marz::ui
