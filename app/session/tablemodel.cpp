#include "session/tablemodel.h"

#include "incident/statistics.h"
#include "session/openstore.h"

#include <QCollator>
#include <QDate>
#include <QFont>

#include <algorithm>
#include <numeric>

namespace marz::session {

namespace {

QString dayText(const index::IncidentIndex &rows, index::Row row)
{
    if (rows.isUndated(row))
        return QStringLiteral("undated");
    const QDate first = QDate::fromJulianDay(rows.dayStart(row));
    const QDate last = QDate::fromJulianDay(rows.dayEnd(row));
    if (rows.timePrecision(row) == incident::TimePrecision::Year)
        return first.toString(QStringLiteral("yyyy"));
    if (rows.timePrecision(row) == incident::TimePrecision::Month)
        return first.toString(QStringLiteral("yyyy-MM"));
    if (first == last)
        return first.toString(Qt::ISODate);
    return first.toString(Qt::ISODate) + QStringLiteral(" to ") + last.toString(Qt::ISODate);
}

/// Orders unknown counts before known ones.
qint64 sortable(const incident::Range &range)
{
    return range.best.value_or(range.low.value_or(-1));
}

} // namespace

IncidentTableModel::IncidentTableModel(FilteredView &filtered, OpenStore &store, QObject *parent)
    : QAbstractTableModel(parent), m_filtered(filtered), m_store(store)
{
    rebuild();
    connect(&filtered, &FilteredView::filteredChanged, this, &IncidentTableModel::rebuild);
    connect(&store, &OpenStore::incidentsChanged, this, [this](const std::vector<qint64> &fids) {
        for (const qint64 fid : fids)
            m_places.erase(fid);
    });
    connect(&store, &OpenStore::storeOpened, this, [this] { m_places.clear(); });
}

int IncidentTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IncidentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void IncidentTableModel::rebuild()
{
    beginResetModel();
    const bool isNewIndex = m_index != m_filtered.filtered().index;
    m_index = m_filtered.filtered().index;
    m_mask = m_filtered.filtered().mask;
    if (isNewIndex)
        rank();
    m_rows.clear();
    for (index::Row row = 0; row < m_index->size(); ++row) {
        if (m_mask->matches(row))
            m_rows.push_back(row);
    }
    sortRows();
    endResetModel();
}

void IncidentTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    sortAgain();
    if (column == Place) { // names that were not looked at yet: sorted again when they are there
        std::vector<qint64> fids;
        for (const index::Row row : m_rows)
            fids.push_back(m_index->fid(row));
        withPlaces(fids, [this] {
            if (m_sortColumn == Place)
                sortAgain();
        });
    }
}

void IncidentTableModel::sortAgain()
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<qint64> fids;
    for (const QModelIndex &index : before)
        fids.push_back(fidAt(index.row()));
    rank();
    sortRows();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rowOfFid(fids[static_cast<std::size_t>(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

namespace {

/// Ranks from keys: equal keys share a rank.
template <typename Key>
std::vector<std::uint32_t> ranksOf(const std::vector<Key> &keys)
{
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    std::vector<std::uint32_t> ranks(keys.size());
    for (std::size_t i = 1; i < order.size(); ++i)
        ranks[order[i]] = ranks[order[i - 1]] + (keys[order[i - 1]] < keys[order[i]] ? 1 : 0);
    return ranks;
}

} // namespace

void IncidentTableModel::rank()
{
    m_ranks.clear();
    if (m_sortColumn == Date)
        return;
    const auto numbers = [this](auto number) {
        std::vector<qint64> keys(m_index->size());
        for (index::Row row = 0; row < m_index->size(); ++row)
            keys[row] = number(row);
        m_ranks = ranksOf(keys);
    };
    switch (m_sortColumn) {
    case Killed:
        numbers([this](index::Row row) { return sortable(m_index->killed(row)); });
        break;
    case Injured:
        numbers([this](index::Row row) { return sortable(m_index->injured(row)); });
        break;
    case Precision:
        numbers([this](index::Row row) { return static_cast<qint64>(m_index->placePrecision(row)); });
        break;
    case Verification:
        numbers([this](index::Row row) { return static_cast<qint64>(m_index->verification(row)); });
        break;
    default: {
        QCollator collator;
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::vector<QCollatorSortKey> keys;
        keys.reserve(m_index->size());
        for (index::Row row = 0; row < m_index->size(); ++row)
            keys.push_back(collator.sortKey(cell(row, static_cast<Column>(m_sortColumn))));
        m_ranks = ranksOf(keys);
    }
    }
}

void IncidentTableModel::sortRows()
{
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    std::sort(m_rows.begin(), m_rows.end()); // the index's order: by start, undated last
    if (m_ranks.empty()) {
        if (!isAscending) { // undated ones stay last
            const auto undated = std::find_if(m_rows.begin(), m_rows.end(),
                                              [this](index::Row row) { return m_index->isUndated(row); });
            std::reverse(m_rows.begin(), undated);
        }
    } else {
        std::stable_sort(m_rows.begin(), m_rows.end(), [&](index::Row a, index::Row b) {
            return isAscending ? m_ranks[a] < m_ranks[b] : m_ranks[b] < m_ranks[a];
        });
    }
    m_positions.assign(m_index->size(), -1);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_positions[m_rows[i]] = static_cast<int>(i);
}

bool IncidentTableModel::isWithdrawn(index::Row row) const
{
    return m_index->workflow(row) == incident::Workflow::Withdrawn;
}

QString IncidentTableModel::cell(index::Row row, Column column) const
{
    switch (column) {
    case Date:
        return dayText(*m_index, row);
    case Type: {
        const auto &types = m_index->vocabulary().types();
        const std::uint16_t type = m_index->typeId(row);
        return type < types.size() ? types[type].label : QStringLiteral("unknown type");
    }
    case Title: {
        const QString title = m_store.title(m_index->fid(row));
        return isWithdrawn(row) ? QString(title + QStringLiteral(" (withdrawn)")) : title;
    }
    case Place: {
        const auto it = m_places.find(m_index->fid(row));
        return it == m_places.end() ? QString() : it->second;
    }
    case Unit: {
        const QString unit = m_index->admin1Code(row);
        const QString district = m_index->admin2(row);
        const QString area = unit.isEmpty() ? m_index->country(row) : unit;
        return district.isEmpty() ? area : QString(area + QStringLiteral(", ") + district);
    }
    case Precision:
        return incident::words(m_index->placePrecision(row));
    case Killed:
        return incident::rangeText(m_index->killed(row));
    case Injured:
        return incident::rangeText(m_index->injured(row));
    case Verification:
        return incident::words(m_index->verification(row));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant IncidentTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const index::Row row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Place)
            wantPlace(m_index->fid(row));
        return cell(row, static_cast<Column>(index.column()));
    case TextRole: {
        const QString text = cell(row, static_cast<Column>(index.column()));
        return text == QLatin1String("-") ? QString() : text;
    }
    case Qt::ToolTipRole: {
        const QString text = cell(row, static_cast<Column>(index.column()));
        QString tip = text == QLatin1String("-") ? QStringLiteral("not known") : text.toHtmlEscaped();
        if (m_mask->at(row) == incident::Match::Possible)
            tip += QStringLiteral("<br>possibly in the filter");
        return QString(QStringLiteral("<qt>") + tip + QStringLiteral("</qt>")); // tags in data stay words
    }
    case Qt::FontRole: {
        const bool isPossible = m_mask->at(row) == incident::Match::Possible;
        const bool isStruck = index.column() == Title && isWithdrawn(row);
        if (!isPossible && !isStruck)
            return {};
        QFont font;
        font.setItalic(isPossible);
        font.setStrikeOut(isStruck);
        return font;
    }
    case Qt::TextAlignmentRole:
        if (index.column() == Killed || index.column() == Injured)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case FidRole:
        return m_index->fid(row);
    case MatchRole:
        return static_cast<int>(m_mask->at(row));
    default:
        return {};
    }
}

QVariant IncidentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList names{
        QStringLiteral("Date"),   QStringLiteral("Type"),    QStringLiteral("Title"),
        QStringLiteral("Place"),  QStringLiteral("Region"),  QStringLiteral("Precision"),
        QStringLiteral("Killed"), QStringLiteral("Injured"), QStringLiteral("Verification")};
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section >= 0 && section < names.size())
        return names[section];
    return QAbstractTableModel::headerData(section, orientation, role);
}

qint64 IncidentTableModel::fidAt(int row) const
{
    return row < 0 || row >= rowCount() ? 0 : m_index->fid(m_rows[static_cast<std::size_t>(row)]);
}

int IncidentTableModel::rowOfFid(qint64 fid) const
{
    const std::optional<index::Row> wanted = m_index->rowOf(fid);
    if (!wanted)
        return -1;
    return m_positions[*wanted];
}

void IncidentTableModel::wantPlace(qint64 fid) const
{
    if (m_places.contains(fid))
        return;
    m_places[fid] = QString();
    if (m_wanted.empty()) // one question for all the cells of this pass
        QMetaObject::invokeMethod(const_cast<IncidentTableModel *>(this), &IncidentTableModel::loadWanted,
                                  Qt::QueuedConnection);
    m_wanted.push_back(fid);
}

void IncidentTableModel::loadWanted()
{
    m_store.loadPlaces(std::exchange(m_wanted, {}), this, [this](const Places &loaded) {
        keep(loaded);
        for (const auto &[fid, place] : loaded) {
            const int row = rowOfFid(fid);
            if (row >= 0)
                Q_EMIT dataChanged(index(row, Place), index(row, Place));
        }
    });
}

void IncidentTableModel::withPlaces(const std::vector<qint64> &fids, std::function<void()> done)
{
    std::vector<qint64> missing;
    for (const qint64 fid : fids) {
        const auto it = m_places.find(fid);
        if (it == m_places.end() || it->second.isNull())
            missing.push_back(fid);
    }
    if (missing.empty()) {
        done();
        return;
    }
    m_store.loadPlaces(std::move(missing), this, [this, done = std::move(done)](const Places &loaded) {
        keep(loaded);
        done();
    });
}

void IncidentTableModel::keep(const Places &loaded)
{
    for (const auto &[fid, place] : loaded)
        m_places[fid] = place.isNull() ? QStringLiteral("") : place;
}

} // namespace marz::session
