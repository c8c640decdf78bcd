#pragma once

#include "incident/change.h"
#include "store/columns.h"

#include <QJsonDocument>

namespace marz::store {

class Connection;

/// Who changes what, when and why: the same for every row of a change set.
struct ChangeStamp {
    QString at;
    QString who;
    QString reason;
    qint64 changeId = 0;
};

/// Which row of which record a history row is about.
struct RowName {
    const char *table;
    QString uid;
    qint64 fid = 0;
    qint64 revision = 0;
};

/// Appends to the history.
class HistoryWriter
{
public:
    HistoryWriter(Connection &connection, ChangeStamp stamp);

    void added(const RowName &row, const QString &content);
    void removed(const RowName &row, const QString &content);
    void changed(const RowName &row, const QString &field, const QString &before, const QString &after);
    const ChangeStamp &stamp() const { return m_stamp; }

    /// One row for each column that differs; those that the store keeps itself are left out.
    template <typename Record>
    void difference(const RowName &row, const Record &before, const Record &after)
    {
        const auto old = cellsOf(before);
        const auto now = cellsOf(after);
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (old[i].second != now[i].second && !isKept(old[i].first))
                changed(row, QString::fromLatin1(old[i].first), cellText(old[i].second),
                        cellText(now[i].second));
        }
    }

private:
    static bool isKept(const char *column);

    Connection &m_connection;
    ChangeStamp m_stamp;
};

/// A row as compact JSON, keys as its columns.
template <typename Record>
QString rowJson(const Record &record)
{
    QJsonObject object;
    WriteJson write{object};
    Columns<Record>::visit(record, write);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::vector<incident::HistoryRow> readHistory(const Connection &connection, const QString &uid);

/// fids, sorted, of the incidents with rows of change sets after @p changeId; those that are gone too.
std::vector<qint64> changedSince(const Connection &connection, qint64 changeId);

} // namespace marz::store
