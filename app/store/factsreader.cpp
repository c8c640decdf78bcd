#include "incident/when.h"
#include "store/cells.h"
#include "store/connection.h"
#include "store/incidentreader.h"

#include <sqlite3.h>

#include <string>
#include <unordered_map>

namespace marz::store {

using namespace incident;

namespace {

constexpr const char *factsColumns = "SELECT fid, title, time_start, time_end, date_start, date_end, "
                                     "time_precision, time_extent, geom, place_precision, "
                                     "place_radius_m, country, admin1_code, admin2, admin_certain, "
                                     "border_distance_m, border_pair, border_side, event_type, "
                                     "workflow, verification, killed_low, killed_best, killed_high, "
                                     "killed_excl_low, killed_excl_best, killed_excl_high, "
                                     "injured_low, injured_best, injured_high, batch FROM incidents ";

enum Column {
    Fid,
    Title,
    TimeStart,
    TimeEnd,
    DateStart,
    DateEnd,
    Precision,
    Extent,
    Geom,
    PlacePrecisionColumn,
    Radius,
    Country,
    Admin1Code,
    Admin2,
    AdminCertain,
    BorderDistance,
    BorderPair,
    BorderSide,
    Type,
    WorkflowColumn,
    VerificationColumn,
    Killed,
    KilledExcl = Killed + 3,
    Injured = KilledExcl + 3,
    BatchColumn = Injured + 3
};

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar (H. Hinnant, days_from_civil).
constexpr qint64 daysFromCivil(int y, int m, int d)
{
    y -= m <= 2;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const auto yearOfEra = y - era * 400;
    const int dayOfYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64{era} * 146097 + dayOfEra - 719468;
}

int digits(std::string_view text, std::size_t from, std::size_t count)
{
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        const char c = text[i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<qint64> civilDays(std::string_view text)
{
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > 31)
        return std::nullopt;
    const bool isLeap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d > lengths[m - 1] + (m == 2 && isLeap ? 1 : 0))
        return std::nullopt;
    return daysFromCivil(y, m, d);
}

std::optional<qint32> julianDay(std::string_view text)
{
    constexpr qint64 epoch = 2440588;
    const auto days = civilDays(text);
    return days ? std::optional(static_cast<qint32>(*days + epoch)) : std::nullopt;
}

std::optional<qint64> instantMs(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    const auto days = text.size() == 24 ? civilDays(text) : std::nullopt;
    if (days && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == '.' && text[23] == 'Z') {
        const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2),
                  ms = digits(text, 20, 3);
        if (h >= 0 && h < 24 && m >= 0 && m < 60 && s >= 0 && s < 60 && ms >= 0)
            return ((*days * 24 + h) * 60 + m) * 60000 + s * 1000 + ms;
    }
    return msOfIsoUtc(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

template <typename E>
E codeOf(std::string_view text, E otherwise)
{
    for (const CodeEntry<E> &entry : codeList<E>()) {
        if (text == entry.code)
            return entry.value;
    }
    return otherwise;
}

/// Turns rows into facts; texts that repeat (codes, names) are shared.
class FactsRow
{
public:
    Facts read(const Query &q)
    {
        Facts f;
        f.fid = q.integer(Fid);
        f.title = q.text(Title);
        f.startMs = instantMs(q.view(TimeStart));
        f.endMs = instantMs(q.view(TimeEnd));
        f.dayStart = julianDay(q.view(DateStart));
        f.dayEnd = julianDay(q.view(DateEnd));
        f.timePrecision = codeOf(q.view(Precision), TimePrecision::Unknown);
        f.timeExtent = codeOf(q.view(Extent), TimeExtent::Unknown);
        readPlace(q, f);
        f.eventType = shared(q.view(Type));
        f.workflow = codeOf(q.view(WorkflowColumn), Workflow::Draft);
        f.verification = codeOf(q.view(VerificationColumn), Verification::Unverified);
        f.killed = range(q, Killed);
        f.killedExclPerpetrators = range(q, KilledExcl);
        f.injured = range(q, Injured);
        f.batch = q.maybeInteger(BatchColumn);
        return f;
    }

private:
    void readPlace(const Query &q, Facts &f)
    {
        if (sqlite3_column_type(q.handle(), Geom) == SQLITE_BLOB) {
            const void *blob = sqlite3_column_blob(q.handle(), Geom);
            f.point = pointOfBlob(blob, static_cast<std::size_t>(sqlite3_column_bytes(q.handle(), Geom)));
        }
        f.placePrecision = codeOf(q.view(PlacePrecisionColumn), PlacePrecision::Unknown);
        f.radiusM = q.maybeReal(Radius);
        f.country = shared(q.view(Country));
        f.admin1Code = shared(q.view(Admin1Code));
        f.admin2 = shared(q.view(Admin2));
        f.adminCertain = q.isNull(AdminCertain) || q.integer(AdminCertain) != 0;
        f.borderDistanceM = q.maybeReal(BorderDistance);
        f.borderPair = shared(q.view(BorderPair));
        f.borderSide = shared(q.view(BorderSide));
    }

    static Range range(const Query &q, int column)
    {
        return {q.maybeInteger(column), q.maybeInteger(column + 1), q.maybeInteger(column + 2)};
    }

    QString shared(std::string_view text)
    {
        constexpr std::size_t limit = 65536; // a hostile file may have as many codes as rows
        if (text.empty())
            return {};
        m_key.assign(text);
        const auto known = m_texts.find(m_key);
        if (known != m_texts.end())
            return known->second;
        QString value = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        if (m_texts.size() < limit)
            m_texts.emplace(m_key, value);
        return value;
    }

    std::string m_key;
    std::unordered_map<std::string, QString> m_texts;
};

} // namespace

void eachFacts(const Connection &connection, const std::function<bool(Facts &&)> &each)
{
    static const std::string sql = std::string(factsColumns) + "ORDER BY time_start DESC, fid DESC";
    Query q = connection.query(sql); // NULL sorts as the smallest: last in descending order
    FactsRow row;
    while (q.next()) {
        if (!each(row.read(q)))
            return;
    }
}

std::optional<Facts> readFacts(const Connection &connection, qint64 fid)
{
    static const std::string sql = std::string(factsColumns) + "WHERE fid = ?";
    Query q = connection.query(sql);
    q.bind(1, fid);
    return q.next() ? std::optional(FactsRow().read(q)) : std::nullopt;
}

} // namespace marz::store
