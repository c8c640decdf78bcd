#include "store/verify.h"

#include "geo/gpkgblob.h"
#include "incident/statistics.h"
#include "incident/validation.h"
#include "store/connection.h"
#include "store/derived.h"
#include "store/incidentreader.h"
#include "store/schema.h"

namespace marz::store {

using namespace incident;

namespace {

const QString errorWord = QStringLiteral("error");
const QString warningWord = QStringLiteral("warning");
constexpr std::size_t mostProblems = 1000;

class Verification
{
public:
    Verification(const Connection &connection, const Vocabulary &vocabulary, const base::CancelToken &cancel)
        : m_connection(connection), m_vocabulary(vocabulary), m_cancel(cancel)
    {
    }

    std::vector<VerifyProblem> run()
    {
        const Snapshot snapshot(m_connection);
        checkFile();
        checkReferences();
        checkSearchTable();
        checkIncidents();
        checkGeometry("incident_places",
                      "SELECT fid, geom FROM incident_places WHERE geom IS NOT NULL UNION ALL "
                      "SELECT fid, area FROM incident_places WHERE area IS NOT NULL");
        checkGeometry("annotations", "SELECT fid, geom FROM annotations WHERE geom IS NOT NULL");
        checkGeometry("movements",
                      "SELECT fid, origin_point FROM movements WHERE origin_point IS NOT NULL UNION ALL "
                      "SELECT fid, destination_point FROM movements WHERE destination_point IS NOT NULL");
        return std::move(m_problems);
    }

private:
    void add(const QString &severity, const QString &table, const QString &id, const QString &text)
    {
        if (m_problems.size() < mostProblems)
            m_problems.push_back({severity, table, id, text});
    }

    void checkFile()
    {
        Query q = m_connection.query("PRAGMA integrity_check(100)");
        while (q.next()) {
            if (q.text(0) != QLatin1String("ok"))
                add(errorWord, {}, {}, q.text(0));
        }
        try {
            checkSchema(m_connection);
        } catch (const base::Error &e) {
            add(errorWord, {}, {}, e.problem());
        }
    }

    void checkReferences()
    {
        Query q = m_connection.query("PRAGMA foreign_key_check");
        while (q.next())
            add(errorWord, q.text(0), q.text(1),
                QStringLiteral("refers to a row of %1 that does not exist").arg(q.text(2)));
    }

    void checkSearchTable()
    {
        Query extra =
            m_connection.query("SELECT fid FROM search_text WHERE fid NOT IN (SELECT fid FROM incidents)");
        while (extra.next())
            add(errorWord, QStringLiteral("search_text"), extra.text(0), QStringLiteral("no such incident"));
        Query points = m_connection.query(
            "SELECT id FROM rtree_incidents_geom WHERE id NOT IN (SELECT fid FROM incidents)");
        while (points.next())
            add(errorWord, QStringLiteral("rtree_incidents_geom"), points.text(0),
                QStringLiteral("no such incident"));
    }

    void checkIncidents()
    {
        std::vector<qint64> fids;
        {
            Query q = m_connection.query("SELECT fid FROM incidents ORDER BY fid");
            while (q.next())
                fids.push_back(q.integer(0));
        }
        for (const qint64 fid : fids) {
            m_cancel.throwIfCancelled();
            if (const auto record = readIncident(m_connection, fid))
                checkIncident(*record);
        }
    }

    void checkIncident(const Incident &record)
    {
        const QString table = QStringLiteral("incidents");
        for (const Problem &problem : problemsOf(record, m_vocabulary))
            add(warningWord, table, record.uid, problem.field + QStringLiteral(": ") + problem.text);
        checkTotals(record);
        checkPoint(record);
        Query text = m_connection.query("SELECT folded FROM search_text WHERE fid = ?");
        text.bind(1, record.fid);
        if (!text.next() || text.text(0) != searchTextOf(record))
            add(errorWord, QStringLiteral("search_text"), record.uid,
                QStringLiteral("the search text is not that of the record"));
        Query state = m_connection.query("SELECT row_hash FROM row_state WHERE fid = ?");
        state.bind(1, record.fid);
        Query row = m_connection.query(incidentSelectByFid());
        row.bind(1, record.fid);
        if (!state.next() || !row.next() || state.integer(0) != rowHash(row))
            add(warningWord, table, record.uid,
                QStringLiteral("changed by another program and not yet adopted"));
    }

    void checkTotals(const Incident &record)
    {
        const auto facts = readFacts(m_connection, record.fid);
        const Toll toll = tollOf(record);
        if (!facts || facts->killed != toll.killed ||
            facts->killedExclPerpetrators != toll.killedExclPerpetrators || facts->injured != toll.injured)
            add(errorWord, QStringLiteral("incidents"), record.uid,
                QStringLiteral("casualty totals differ from the casualties"));
        Query q = m_connection.query("SELECT origins FROM incidents WHERE fid = ?");
        q.bind(1, record.fid);
        if (!q.next() || q.integer(0) != originsOf(record))
            add(errorWord, QStringLiteral("incidents"), record.uid,
                QStringLiteral("origins differ from the sources"));
    }

    void checkPoint(const Incident &record)
    {
        Query geom = m_connection.query("SELECT geom FROM incidents WHERE fid = ?");
        geom.bind(1, record.fid);
        if (geom.next() && !geom.isNull(0) && (!record.where.point || !geo::isValid(*record.where.point)))
            add(errorWord, QStringLiteral("incidents"), record.uid,
                QStringLiteral("the geometry is not a point on earth"));
        Query q = m_connection.query("SELECT minx, maxx, miny, maxy FROM rtree_incidents_geom WHERE id = ?");
        q.bind(1, record.fid);
        const bool isIndexed = q.next();
        const auto &point = record.where.point;
        const bool isRight = point ? isIndexed && q.real(0) <= point->lon && q.real(1) >= point->lon &&
                                         q.real(2) <= point->lat && q.real(3) >= point->lat &&
                                         q.real(1) - q.real(0) < 0.001 && q.real(3) - q.real(2) < 0.001
                                   : !isIndexed;
        if (!isRight)
            add(errorWord, QStringLiteral("rtree_incidents_geom"), record.uid,
                QStringLiteral("the R-tree does not hold the point"));
    }

    void checkGeometry(const char *table, std::string_view sql)
    {
        Query q = m_connection.query(sql);
        while (q.next()) {
            if (!geo::geometryOfGpkgBlob(q.blob(1)))
                add(errorWord, QString(QLatin1String(table)), q.text(0),
                    QStringLiteral("the geometry cannot be read"));
        }
    }

    const Connection &m_connection;
    const Vocabulary &m_vocabulary;
    const base::CancelToken &m_cancel;
    std::vector<VerifyProblem> m_problems;
};

} // namespace

std::vector<VerifyProblem> verifyStore(const Connection &connection, const Vocabulary &vocabulary,
                                       const base::CancelToken &cancel)
{
    return Verification(connection, vocabulary, cancel).run();
}

} // namespace marz::store
