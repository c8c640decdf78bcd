#include "geo/coordinatetext.h"
#include "incident/statistics.h"
#include "session/recordverbs.h"

#include <algorithm>

/// A report that tells of an incident known already: it becomes more sources and claims of it.
namespace marz::session {

namespace {

/// The source that speaks for the whole report: the only one that no other of its sources rests on.
std::optional<int> speakingSource(const std::vector<incident::SourceUse> &sources)
{
    std::vector<bool> isCited(sources.size(), false);
    for (const incident::SourceUse &source : sources) {
        if (source.cites && *source.cites >= 0 && *source.cites < static_cast<int>(sources.size()))
            isCited[static_cast<std::size_t>(*source.cites)] = true;
    }
    if (std::count(isCited.begin(), isCited.end(), false) != 1)
        return std::nullopt;
    return static_cast<int>(std::find(isCited.begin(), isCited.end(), false) - isCited.begin());
}

/// Whether a row says more than how many were killed or injured.
bool saysMoreThanToll(const incident::Casualty &row)
{
    if (row.outcome != incident::Outcome::Killed && row.outcome != incident::Outcome::Injured)
        return true;
    return row.side != incident::Side::Unknown || row.role != incident::PersonRole::Unknown ||
           !row.nationality.isEmpty() || !row.sex.isEmpty() || !row.ageGroup.isEmpty() || !row.text.isEmpty();
}

/// "2-3 killed, victim, CHN, worker".
QString casualtyText(const incident::Casualty &row)
{
    QStringList words;
    if (!row.count.isUnknown())
        words << incident::rangeText(row.count) + u' ' + incident::words(row.outcome);
    else
        words << incident::words(row.outcome);
    if (row.side != incident::Side::Unknown)
        words << incident::words(row.side);
    if (row.role != incident::PersonRole::Unknown)
        words << incident::words(row.role);
    words << row.nationality << row.sex << row.ageGroup << row.text;
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

/// "seized opium, 10-12 kg".
QString itemText(const incident::Item &item)
{
    QStringList words{incident::words(item.role) + u' ' +
                      (item.kind.isEmpty() ? incident::words(item.category) : item.kind)};
    QStringList figures;
    for (const std::optional<double> &figure : {item.low, item.best, item.high}) {
        if (figure && !figures.contains(QString::number(*figure)))
            figures << QString::number(*figure);
    }
    if (!figures.isEmpty())
        words << QString(figures.join(u'-') + u' ' + item.unit).trimmed();
    words << item.text;
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

/// Puts one report into the record of a known incident.
class Joining
{
public:
    Joining(incident::Incident &known, const incident::Incident &report)
        : m_known(known), m_report(report), m_offset(static_cast<int>(known.sources.size())),
          m_speaking(moved(speakingSource(report.sources)))
    {
    }

    void run()
    {
        addSources();
        addClaims();
        claimTime();
        claimPlace();
        claim("title", m_known.title, m_report.title);
        claim("summary", m_known.summary, m_report.summary);
        claim("event_type", m_known.eventType, m_report.eventType);
        claim("sub_type", m_known.subType, m_report.subType);
        claim("reported_at", m_known.reportedAt, m_report.reportedAt);
        claimPeople();
        claimActorsAndItems();
        addNew(m_known.responses, m_report.responses);
        addNew(m_known.movements, m_report.movements);
        addNew(m_known.sites, m_report.sites);
        addNew(m_known.notes, m_report.notes);
        addLinks();
        addNames(m_known.series, m_report.series);
        addNames(m_known.tags, m_report.tags);
    }

private:
    /// A position among the report's sources as one among the known incident's.
    std::optional<int> moved(std::optional<int> position) const
    {
        return position ? std::optional(*position + m_offset) : std::nullopt;
    }

    void addSources()
    {
        for (incident::SourceUse source : m_report.sources) {
            source.fid = 0;
            source.cites = moved(source.cites);
            m_known.sources.push_back(std::move(source));
        }
    }

    void addClaims()
    {
        for (incident::Claim each : m_report.claims) {
            each.fid = 0;
            each.source = moved(each.source);
            each.chosen = false; // the choice made for the known incident stands
            m_known.claims.push_back(std::move(each));
        }
    }

    void put(const QString &field, const QString &value, std::optional<int> source,
             const QString &speaker = {})
    {
        const bool isSaid =
            std::any_of(m_report.claims.begin(), m_report.claims.end(), [&](const incident::Claim &each) {
                return each.field == field && each.value == value;
            });
        if (value.isEmpty() || isSaid)
            return;
        incident::Claim made;
        made.field = field;
        made.value = value;
        made.source = source;
        made.speaker = speaker;
        m_known.claims.push_back(std::move(made));
    }

    void claim(const char *field, const QString &before, const QString &value)
    {
        if (value != before)
            put(QLatin1String(field), value, m_speaking);
    }

    void claimTime()
    {
        const incident::When &before = m_known.when, &when = m_report.when;
        const auto iso = [](QDate day) { return day.toString(Qt::ISODate); };
        claim("date_start", iso(before.dateStart), iso(when.dateStart));
        claim("date_end", iso(before.dateEnd), iso(when.dateEnd));
        if (when.precision < incident::TimePrecision::Day) {
            claim("time_start", incident::isoUtc(before.startMs), incident::isoUtc(when.startMs));
            claim("time_end", incident::isoUtc(before.endMs), incident::isoUtc(when.endMs));
        }
        claim("time_text", before.text, when.text);
    }

    void claimPlace()
    {
        const incident::Where &before = m_known.where, &where = m_report.where;
        claim("place", before.place, where.place);
        const auto text = [](const incident::Where &each) {
            if (!each.point)
                return QString();
            const QString point = geo::coordinateText(*each.point, geo::CoordinateForm::DecimalDegrees);
            return each.radiusM ? QStringLiteral("%1, within %2 km").arg(point).arg(*each.radiusM / 1000)
                                : point;
        };
        claim("coordinates", text(before), text(where));
        if (where.adminBasis == incident::AdminBasis::Computed)
            return; // nobody said it: it follows from the point
        claim("country", before.country, where.country);
        claim("admin1_code", before.admin1Code, where.admin1Code);
        claim("admin2", before.admin2, where.admin2);
    }

    void claimPeople()
    {
        const incident::Toll before = incident::tollOf(m_known), toll = incident::tollOf(m_report);
        const auto claimTotal = [this](const char *field, const incident::Range &was,
                                       const incident::Range &is) {
            if (!is.isUnknown() && !(is == was))
                put(QLatin1String(field), incident::rangeText(is), m_speaking);
        };
        claimTotal("killed", before.killed, toll.killed);
        claimTotal("injured", before.injured, toll.injured);
        for (const incident::Casualty &row : m_report.casualties) {
            if (saysMoreThanToll(row) && !holds(m_known.casualties, row))
                put(QStringLiteral("casualties"), casualtyText(row), m_speaking);
        }
    }

    void claimActorsAndItems()
    {
        for (const incident::Involvement &actor : m_report.actors) {
            const bool isKnown = std::any_of(m_known.actors.begin(), m_known.actors.end(),
                                             [&actor](const incident::Involvement &each) {
                                                 return each.name == actor.name && each.role == actor.role &&
                                                        each.attribution == actor.attribution;
                                             });
            if (!isKnown)
                put(incident::code(actor.role),
                    QStringLiteral("%1 (%2)").arg(actor.name, incident::words(actor.attribution)), m_speaking,
                    actor.attributedBy);
        }
        for (const incident::Item &item : m_report.items) {
            if (!holds(m_known.items, item))
                put(QStringLiteral("items"), itemText(item), item.source ? moved(item.source) : m_speaking);
        }
    }

    void addLinks()
    {
        std::vector<incident::Link> links = m_report.links;
        std::erase_if(links, [this](const incident::Link &link) { return link.toUid == m_known.uid; });
        addNew(m_known.links, links);
    }

    /// The same apart from the row and where it is from.
    template <typename Child>
    static bool isSame(Child a, Child b)
    {
        a.fid = b.fid = 0;
        if constexpr (requires { a.source; })
            a.source = b.source = std::nullopt;
        return a == b;
    }

    template <typename Child>
    static bool holds(const std::vector<Child> &children, const Child &child)
    {
        return std::any_of(children.begin(), children.end(),
                           [&child](const Child &each) { return isSame(each, child); });
    }

    template <typename Child>
    void addNew(std::vector<Child> &known, const std::vector<Child> &reported)
    {
        for (Child child : reported) {
            if (holds(known, child))
                continue;
            child.fid = 0;
            if constexpr (requires { child.source; })
                child.source = moved(child.source);
            known.push_back(std::move(child));
        }
    }

    static void addNames(QStringList &known, const QStringList &reported)
    {
        for (const QString &name : reported) {
            if (!known.contains(name, Qt::CaseInsensitive))
                known << name;
        }
    }

    incident::Incident &m_known;
    const incident::Incident &m_report;
    int m_offset; ///< the report's sources come after those known
    std::optional<int> m_speaking;
};

} // namespace

incident::ChangeSet addSources(incident::Incident known, const incident::Incident &report, const QString &who)
{
    incident::ChangeSet set;
    set.who = who;
    set.label = QStringLiteral("Add source to %1").arg(known.code.isEmpty() ? known.title : known.code);
    incident::PutIncident put;
    put.baseRevision = known.revision;
    Joining(known, report).run();
    put.incident = std::move(known);
    set.changes.push_back(std::move(put));
    return set;
}

} // namespace marz::session
