#pragma once

#include "base/job.h"
#include "base/taskqueue.h"
#include "session/layertable.h"

#include <QAbstractTableModel>

#include <memory>

namespace marz::session {

/// Which rows of a layer's attributes are shown, and in which order.
struct AttributeOrder {
    int field = -1; ///< sorted by; -1 = the file's order
    Qt::SortOrder order = Qt::AscendingOrder;
    QString words; ///< rows that hold this in any cell, as base::folded() has it; empty = all
    friend bool operator==(const AttributeOrder &, const AttributeOrder &) = default;
};

/// The rows of @p table in that order: numbers by value, then words without regard to case, empty cells last
/// either way; equal rows as in the file. Throws base::Error(Cancelled).
std::vector<std::uint32_t> orderedRows(const LayerTable &table, const AttributeOrder &order,
                                       const base::CancelToken &cancel = {});

/// The attributes of a layer as a table, sorted and searched by index: rows are never copied. Large tables
/// are ordered on a worker; meanwhile the former order stays.
class AttributeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit AttributeModel(QObject *parent = nullptr);
    ~AttributeModel() override;

    void setTable(std::shared_ptr<const LayerTable> table);
    const LayerTable *table() const { return m_table.get(); }
    void setWords(const QString &words);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The feature of the layer that a row shows.
    std::size_t featureAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 when it is not shown.
    int rowOfFeature(std::size_t feature) const;
    /// Tab-separated with a header, as spreadsheets take it: no line breaks in cells, no formulas.
    QString copied(const std::vector<int> &rows) const;
    bool isOrdering() const { return m_isOrdering; }
    /// Blocks until the order asked for is there; for tests.
    void finish();

Q_SIGNALS:
    void orderingChanged(bool isOrdering);

private:
    void arrange();
    void take(std::vector<std::uint32_t> rows);

    std::shared_ptr<const LayerTable> m_table;
    AttributeOrder m_order;
    std::vector<std::uint32_t> m_rows;
    std::vector<bool> m_isNumeric; ///< by field: right-aligned
    bool m_isOrdering = false;
    base::CancelToken m_cancel;
    base::TaskQueue m_queue; // last: joins first
};

} // namespace marz::session
