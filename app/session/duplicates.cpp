#include "session/duplicates.h"

#include "incident/incidentjson.h"
#include "session/recordverbs.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace marz::session {

namespace {

/// A digest of all that a table says of an incident, without what the store and its users add.
QByteArray contentKey(const incident::Incident &each, NativeColumns native)
{
    incident::Incident told;
    told.nativeId = each.nativeId;
    told.title = each.title;
    told.summary = each.summary;
    told.eventType = each.eventType;
    told.subType = each.subType;
    told.when = each.when;
    told.reportedAt = each.reportedAt;
    told.where.point = each.where.point;
    told.where.place = each.where.place;
    told.where.precision = each.where.precision;
    told.where.radiusM = each.where.radiusM;
    if (each.where.adminBasis != incident::AdminBasis::Computed) {
        told.where.country = each.where.country;
        told.where.admin1 = each.where.admin1;
        told.where.admin2 = each.where.admin2;
    }
    told.casualties = each.casualties;
    told.items = each.items;
    for (const incident::Involvement &actor : each.actors) {
        incident::Involvement &copy = told.actors.emplace_back();
        copy.name = actor.name; // the kind is the register's
        copy.role = actor.role;
    }
    for (const incident::SourceUse &source : each.sources) {
        incident::SourceUse &copy = told.sources.emplace_back();
        copy.publisher = source.publisher;
        copy.title = source.title;
        copy.url = source.url;
    }
    for (const incident::Note &note : each.notes)
        told.notes.emplace_back().text = note.text;
    forgetRows(told);
    QJsonObject json = incident::toJson(told);
    std::sort(native.begin(), native.end());
    QJsonArray columns;
    for (const auto &[column, value] : native)
        columns.append(QJsonArray{column, value});
    json.insert(QStringLiteral("native"), columns);
    return QCryptographicHash::hash(QJsonDocument(json).toJson(QJsonDocument::Compact),
                                    QCryptographicHash::Sha256);
}

} // namespace

Duplicates::Duplicates(const store::Store &known, const QString &sha256, bool areIdsLasting,
                       const base::CancelToken &cancel)
    : m_areIdsLasting(areIdsLasting)
{
    QSet<qint64> sameFile;
    for (const incident::Batch &batch : known.batches()) {
        if (!sha256.isEmpty() && batch.sha256 == sha256)
            sameFile.insert(batch.fid);
    }
    std::vector<qint64> fids;
    known.eachFacts([&fids](incident::Facts &&facts) {
        if (facts.batch)
            fids.push_back(facts.fid);
        return true;
    });
    constexpr std::size_t atOnce = 500;
    for (std::size_t first = 0; first < fids.size(); first += atOnce) {
        cancel.throwIfCancelled();
        const auto begin = fids.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = fids.begin() + static_cast<std::ptrdiff_t>(std::min(first + atOnce, fids.size()));
        for (const incident::Incident &each : known.incidents({begin, end})) {
            m_stored.insert(contentKey(each, known.nativeAttributes(each.fid).columns));
            if (each.nativeId.isEmpty())
                continue;
            m_codes.insert(each.nativeId, each.code);
            if (sameFile.contains(each.batch.value_or(0)))
                m_idsOfFile.insert(each.nativeId);
        }
    }
}

Duplicates::Verdict Duplicates::judge(const incident::Incident &each, const NativeColumns &native)
{
    const QByteArray key = contentKey(each, native);
    if (m_stored.contains(key))
        return {true, QStringLiteral("an incident with the same values is in the store")};
    if (m_inFile.contains(key))
        return {true, QStringLiteral("a row with the same values occurs earlier in the file")};
    const Verdict verdict = each.nativeId.isEmpty() ? Verdict() : judgeId(each.nativeId);
    if (!verdict.isDuplicate) {
        m_inFile.insert(key);
        m_ids.insert(each.nativeId);
    }
    return verdict;
}

Duplicates::Verdict Duplicates::judgeId(const QString &id) const
{
    const auto known = m_codes.constFind(id);
    if (m_idsOfFile.contains(id) || (m_areIdsLasting && known != m_codes.constEnd()))
        return {true, QStringLiteral("an incident with this id is in the store: %1").arg(*known)};
    if (known != m_codes.constEnd())
        return {false,
                QStringLiteral("%1 has this id but other values: both are kept, compare them").arg(*known)};
    if (!m_ids.contains(id))
        return {};
    if (m_areIdsLasting)
        return {true, QStringLiteral("this id occurs earlier in the file")};
    return {false, QStringLiteral("this id occurs earlier in the file with other values: both are kept, "
                                  "compare them")};
}

} // namespace marz::session
