#pragma once

#include "base/job.h"
#include "incident/incident.h"
#include "store/store.h"

#include <QHash>
#include <QSet>

namespace marz::session {

/// Columns of a table that have no field, as PutIncident keeps them.
using NativeColumns = std::vector<std::pair<QString, QString>>;

/// What the imports of a store, and the table that is being read, already hold.
class Duplicates
{
public:
    struct Verdict {
        bool isDuplicate = false; ///< to be left out
        QString reason;           ///< empty = nothing like it is known
    };

    /// Reads all imported incidents of @p known. @p sha256 (hex) is that of the table; @p areIdsLasting: an
    /// id names one event, in whatever file it comes. Throws base::Error, also when cancelled.
    Duplicates(const store::Store &known, const QString &sha256, bool areIdsLasting,
               const base::CancelToken &cancel);

    /// Judges a row whose place is derived, and remembers it when it is kept.
    Verdict judge(const incident::Incident &each, const NativeColumns &native);

private:
    Verdict judgeId(const QString &id) const;

    bool m_areIdsLasting;
    QSet<QByteArray> m_stored, m_inFile; ///< digests of what imported incidents and kept rows say
    QHash<QString, QString> m_codes;     ///< native id of an imported incident -> its code
    QSet<QString> m_idsOfFile;           ///< native ids imported from this very file before
    QSet<QString> m_ids;                 ///< native ids of the rows kept so far
};

} // namespace marz::session
