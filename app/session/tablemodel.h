#pragma once

#include "session/filteredview.h"

#include <QAbstractTableModel>

#include <functional>
#include <unordered_map>

namespace marz::session {

class OpenStore;

/// The filtered incidents as a table. Rows come from the index at once; words that only records have are
/// loaded for the rows that are looked at.
class IncidentTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Date, Type, Title, Place, Unit, Precision, Killed, Injured, Verification, ColumnCount };
    /// TextRole: the cell for other programs: unknown is empty.
    enum Role { FidRole = Qt::UserRole, MatchRole, TextRole };

    IncidentTableModel(FilteredView &filtered, OpenStore &store, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    qint64 fidAt(int row) const;
    /// -1 when the filter hides it.
    int rowOfFid(qint64 fid) const;
    /// Calls @p done once the places of @p fids are loaded: at once when they are.
    void withPlaces(const std::vector<qint64> &fids, std::function<void()> done);

private:
    using Places = std::vector<std::pair<qint64, QString>>;

    void rebuild();
    /// Gives every row of the index its rank in the sort column, so that a change of filter sorts numbers
    /// only.
    void rank();
    void sortRows();
    void sortAgain();
    bool isWithdrawn(index::Row row) const;
    QString cell(index::Row row, Column column) const;
    void wantPlace(qint64 fid) const;
    void loadWanted();
    void keep(const Places &loaded);

    FilteredView &m_filtered;
    OpenStore &m_store;
    std::vector<index::Row> m_rows;
    std::shared_ptr<const index::IncidentIndex> m_index;
    std::shared_ptr<const index::Mask> m_mask;
    std::vector<std::uint32_t> m_ranks; ///< per index row; empty = by date, the index's own order
    std::vector<int> m_positions;       ///< table row per index row, -1 = hidden
    int m_sortColumn = Date;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    mutable std::unordered_map<qint64, QString>
        m_places; ///< as reported; loaded for the rows that are looked at
    mutable std::vector<qint64> m_wanted;
};

} // namespace marz::session
