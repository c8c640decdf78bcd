#include "ui/rowtable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr int originalRole = Qt::UserRole + 1;

/// Edits a code column with a combo box of its words.
class CodeDelegate : public QStyledItemDelegate
{
public:
    CodeDelegate(QStringList codes, QStringList words, QObject *parent)
        : QStyledItemDelegate(parent), m_codes(std::move(codes)), m_words(std::move(words))
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *box = new QComboBox(parent);
        for (qsizetype i = 0; i < m_codes.size(); ++i)
            box->addItem(m_words[i], m_codes[i]);
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        auto *box = static_cast<QComboBox *>(editor);
        box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::UserRole))));
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        const auto *box = static_cast<QComboBox *>(editor);
        model->setData(index, box->currentData(), Qt::UserRole);
        model->setData(index, box->currentText(), Qt::DisplayRole);
    }

private:
    QStringList m_codes;
    QStringList m_words;
};

} // namespace

RowTable::RowTable(std::vector<RowColumn> columns, const QString &addText, QWidget *parent)
    : QWidget(parent), m_columns(std::move(columns)),
      m_table(new QTableWidget(0, static_cast<int>(m_columns.size()), this))
{
    QStringList titles;
    for (int i = 0; i < m_table->columnCount(); ++i) {
        const RowColumn &column = m_columns[static_cast<std::size_t>(i)];
        titles << column.title;
        m_table->setColumnWidth(i, column.widthPx);
        if (!column.codes.isEmpty())
            m_table->setItemDelegateForColumn(i, new CodeDelegate(column.codes, column.words, m_table));
    }
    m_table->setHorizontalHeaderLabels(titles);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->setTabKeyNavigation(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_table, &QTableWidget::itemChanged, this, &RowTable::edited);

    auto *add = new QPushButton(addText, this);
    auto *remove = new QPushButton(tr("Remove"), this);
    connect(add, &QPushButton::clicked, this, [this] {
        addLine();
        Q_EMIT edited();
    });
    connect(remove, &QPushButton::clicked, this, &RowTable::removeCurrent);
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+Delete")), m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &RowTable::removeCurrent);
    remove->setToolTip(tr("Remove the current row (Ctrl+Delete)"));

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    fitHeight();
}

void RowTable::setCell(int row, int column, const QString &text)
{
    const RowColumn &spec = m_columns[static_cast<std::size_t>(column)];
    auto *item = new QTableWidgetItem;
    if (spec.codes.isEmpty()) {
        item->setText(text);
        if (spec.isFigure)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    } else {
        const qsizetype at = spec.codes.indexOf(text);
        item->setData(Qt::UserRole, at < 0 && text.isEmpty() ? spec.codes.front() : text);
        item->setText(at < 0 ? (text.isEmpty() ? spec.words.front() : text) : spec.words[at]);
    }
    item->setWhatsThis(spec.accepts);
    m_table->setItem(row, column, item);
}

void RowTable::setLines(const std::vector<QStringList> &lines)
{
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int row = static_cast<int>(i);
        m_table->insertRow(row);
        for (int column = 0; column < m_table->columnCount(); ++column)
            setCell(row, column, lines[i].value(column));
        m_table->item(row, 0)->setData(originalRole, row);
    }
    fitHeight();
}

std::vector<RowTable::Line> RowTable::lines() const
{
    std::vector<Line> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        Line line;
        const QVariant original = m_table->item(row, 0)->data(originalRole);
        line.original = original.isValid() ? original.toInt() : -1;
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const bool isCode = !m_columns[static_cast<std::size_t>(column)].codes.isEmpty();
            const QTableWidgetItem *item = m_table->item(row, column);
            line.cells << (isCode ? item->data(Qt::UserRole).toString() : item->text().trimmed());
        }
        all.push_back(line);
    }
    return all;
}

void RowTable::addLine(const QStringList &cells)
{
    const int row = m_table->rowCount();
    {
        const QSignalBlocker blocker(m_table);
        m_table->insertRow(row);
        for (int column = 0; column < m_table->columnCount(); ++column)
            setCell(row, column, cells.value(column));
    }
    fitHeight();
    m_table->setCurrentCell(row, 0);
    m_table->setFocus();
}

void RowTable::removeCurrent()
{
    if (m_table->currentRow() < 0)
        return;
    m_table->removeRow(m_table->currentRow());
    fitHeight();
    Q_EMIT edited();
}

void RowTable::fitHeight()
{
    constexpr int mostRows = 7;
    const int rows = std::clamp(m_table->rowCount(), 1, mostRows);
    const int frame = 2 * m_table->frameWidth();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            rows * m_table->verticalHeader()->defaultSectionSize() + frame +
                            14); // the horizontal scroll bar
}

} // namespace marz::ui
