#include "session/attributemodel.h"

#include "base/error.h"
#include "base/fold.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace marz::session {

namespace {

constexpr std::size_t orderedAtOnce = 20'000;
constexpr std::size_t numericLooksAt = 2000; ///< rows that decide how a field is aligned

/// What a cell is sorted by.
struct SortKey {
    enum class Kind : std::uint8_t { Number, Words, Empty };
    Kind kind = Kind::Empty;
    double number = 0;
};

/// Letters and digits of ASCII and spaces: folding such a text is lower case.
bool isSimple(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        const ushort u = c.unicode();
        return u == ' ' || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
    });
}

bool holds(const QStringList &row, const QString &folded)
{
    return std::any_of(row.begin(), row.end(), [&](const QString &cell) {
        if (cell.isEmpty())
            return false;
        return isSimple(cell) ? cell.contains(folded, Qt::CaseInsensitive)
                              : base::folded(cell).contains(folded);
    });
}

/// A cell that a spreadsheet takes as words: no tabs, no line breaks, no formula; a negative number stays
/// one.
QString tsvCell(QString text)
{
    const bool isNumber = numberIn(text).has_value();
    text.replace(u'\t', u' ').replace(u'\n', u' ').remove(u'\r');
    static const QString formulaStarts = QStringLiteral("=+-@");
    return !isNumber && !text.isEmpty() && formulaStarts.contains(text.front()) ? QString(u'\'' + text)
                                                                                : text;
}

} // namespace

std::vector<std::uint32_t> orderedRows(const LayerTable &table, const AttributeOrder &order,
                                       const base::CancelToken &cancel)
{
    constexpr std::uint32_t lookEvery = 1024;
    std::vector<std::uint32_t> rows;
    const QString words = base::folded(order.words).trimmed();
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
        if (row % lookEvery == 0)
            cancel.throwIfCancelled();
        if (words.isEmpty() || holds(table.rows[row], words))
            rows.push_back(row);
    }
    if (order.field < 0)
        return rows;
    std::vector<SortKey> keys(table.rows.size());
    for (const std::uint32_t row : rows) {
        const QString cell = table.cell(row, order.field);
        if (const auto number = numberIn(cell))
            keys[row] = {SortKey::Kind::Number, *number};
        else if (!cell.isEmpty())
            keys[row].kind = SortKey::Kind::Words;
    }
    cancel.throwIfCancelled();
    std::uint32_t comparisons = 0;
    const bool isUp = order.order == Qt::AscendingOrder;
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (++comparisons % (lookEvery * 64) == 0)
            cancel.throwIfCancelled();
        const SortKey &x = keys[a];
        const SortKey &y = keys[b];
        if (x.kind != y.kind) {
            if (x.kind == SortKey::Kind::Empty || y.kind == SortKey::Kind::Empty)
                return y.kind == SortKey::Kind::Empty;
            return isUp ? x.kind < y.kind : y.kind < x.kind;
        }
        if (x.kind == SortKey::Kind::Number)
            return isUp ? x.number < y.number : y.number < x.number;
        if (x.kind == SortKey::Kind::Empty)
            return false;
        const int compared =
            table.rows[a][order.field].compare(table.rows[b][order.field], Qt::CaseInsensitive);
        return isUp ? compared < 0 : compared > 0;
    });
    return rows;
}

AttributeModel::AttributeModel(QObject *parent) : QAbstractTableModel(parent) {}

AttributeModel::~AttributeModel()
{
    m_cancel.cancel();
}

void AttributeModel::setTable(std::shared_ptr<const LayerTable> table)
{
    if (table == m_table)
        return;
    m_cancel.cancel();
    beginResetModel();
    m_table = std::move(table);
    if (m_table && m_order.field >= m_table->fields.size())
        m_order.field = -1;
    m_rows.clear();
    m_isNumeric.clear();
    if (m_table) {
        LayerTable head{m_table->fields, {}};
        head.rows.assign(m_table->rows.begin(),
                         m_table->rows.begin() +
                             static_cast<std::ptrdiff_t>(std::min(numericLooksAt, m_table->rows.size())));
        for (int field = 0; field < head.fields.size(); ++field)
            m_isNumeric.push_back(isNumeric(head, field));
    }
    endResetModel();
    arrange();
}

void AttributeModel::setWords(const QString &words)
{
    if (words == m_order.words)
        return;
    m_order.words = words;
    arrange();
}

void AttributeModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_order.field && order == m_order.order)
        return;
    m_order.field = column;
    m_order.order = order;
    arrange();
}

void AttributeModel::arrange()
{
    m_cancel.cancel();
    m_cancel = base::CancelToken();
    if (!m_table)
        return;
    if (m_table->rows.size() <= orderedAtOnce) {
        take(orderedRows(*m_table, m_order));
        return;
    }
    if (!std::exchange(m_isOrdering, true))
        Q_EMIT orderingChanged(true);
    m_queue.post([this, table = m_table, order = m_order, cancel = m_cancel] {
        try {
            std::vector<std::uint32_t> rows = orderedRows(*table, order, cancel);
            QMetaObject::invokeMethod(this, [this, table, order, rows = std::move(rows)]() mutable {
                if (table == m_table && order == m_order)
                    take(std::move(rows));
            });
        } catch (const base::Error &) { // overtaken by another order
        }
    });
}

void AttributeModel::take(std::vector<std::uint32_t> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    if (std::exchange(m_isOrdering, false))
        Q_EMIT orderingChanged(false);
}

int AttributeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AttributeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->fields.size());
}

QVariant AttributeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int field = index.column();
    if (role == Qt::DisplayRole)
        return m_table->cell(featureAt(index.row()), field);
    if (role == Qt::TextAlignmentRole && m_isNumeric[static_cast<std::size_t>(field)])
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant AttributeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return section < columnCount() ? QVariant(m_table->fields[section]) : QVariant();
    return section < rowCount() ? QVariant(static_cast<qulonglong>(featureAt(section) + 1)) : QVariant();
}

int AttributeModel::rowOfFeature(std::size_t feature) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), feature);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString AttributeModel::copied(const std::vector<int> &rows) const
{
    if (!m_table)
        return {};
    QString text;
    for (qsizetype i = 0; i < m_table->fields.size(); ++i)
        text += (i > 0 ? QStringLiteral("\t") : QString()) + tsvCell(m_table->fields[i]);
    text += u'\n';
    for (const int row : rows) {
        for (int field = 0; field < columnCount(); ++field) {
            if (field > 0)
                text += u'\t';
            text += tsvCell(m_table->cell(featureAt(row), field));
        }
        text += u'\n';
    }
    return text;
}

void AttributeModel::finish()
{
    m_queue.drain();
    QCoreApplication::sendPostedEvents(this);
}

} // namespace marz::session
