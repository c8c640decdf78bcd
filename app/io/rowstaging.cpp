#include "io/rowstaging.h"

#include "base/error.h"
#include "incident/validation.h"
#include "io/cells.h"
#include "io/countries.h"
#include "io/rowtexts.h"

namespace marz::io {

using namespace incident;

const QStringList &importFields()
{
    static const QStringList fields =
        QStringLiteral(
            "native_id title summary date_start date_end date_precision time event_type sub_type lat lon "
            "place "
            "place_precision place_radius_m country admin1 admin2 killed killed_low killed_high injured "
            "injured_low injured_high casualty_breakdown items actors source_publisher source_url notes "
            "reported_at")
            .split(u' ');
    return fields;
}

namespace {

/// Fields whose readers refuse a spreadsheet's error, and the row with it.
bool refusesErrors(const QString &field)
{
    static const QStringList fields =
        QStringLiteral("date_start date_end lat lon killed killed_low killed_high injured injured_low "
                       "injured_high reported_at")
            .split(u' ');
    return fields.contains(field);
}

/// Also as typed on the command line: the column's own spelling, or one that differs in case and signs only.
int columnIndex(const TableData &table, const QString &name)
{
    const auto exact = table.columns.indexOf(name);
    if (exact >= 0)
        return static_cast<int>(exact);
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        if (bareName(table.columns[i]) == bareName(name))
            return static_cast<int>(i);
    }
    return -1;
}

std::vector<int> positions(const TableData &table, const QString &field, const QString &columns)
{
    std::vector<int> out;
    if (const int whole = columnIndex(table, columns); whole >= 0)
        return {whole};
    const QStringList names =
        field == QLatin1String("actors") ? columns.split(u';', Qt::SkipEmptyParts) : QStringList{columns};
    for (const QString &name : names) {
        const int index = columnIndex(table, name);
        if (index < 0) {
            throw base::Error(
                base::ErrorKind::Invalid,
                QStringLiteral("There is no column \"%1\" for %2.").arg(name, field),
                QStringLiteral("The columns are %1.").arg(table.columns.join(QStringLiteral(", "))));
        }
        out.push_back(index);
    }
    return out;
}

QString kindOfRule(const QString &field)
{
    if (field.startsWith(QLatin1String("casualties")))
        return QStringLiteral("bad_count");
    if (field.startsWith(QLatin1String("date")) || field.startsWith(QLatin1String("time")) ||
        field == QLatin1String("reported_at"))
        return QStringLiteral("bad_date");
    if (field == QLatin1String("lat") || field == QLatin1String("lon") ||
        field.startsWith(QLatin1String("place_")))
        return QStringLiteral("bad_coordinate");
    return field == QLatin1String("event_type") ? QStringLiteral("unknown_code") : QStringLiteral("missing");
}

} // namespace

RowStaging::RowStaging(const TableData &table, const ImportMapping &mapping, const Vocabulary &vocabulary)
    : m_table(table), m_mapping(mapping), m_vocabulary(vocabulary), m_dateOrder(mapping.dateOrder)
{
    m_isMapped.resize(static_cast<std::size_t>(table.columns.size()));
    m_blanksErrors.resize(m_isMapped.size());
    for (auto it = mapping.columns.cbegin(); it != mapping.columns.cend(); ++it) {
        if (!importFields().contains(it.key())) {
            throw base::Error(
                base::ErrorKind::Invalid, QStringLiteral("There is no field \"%1\".").arg(it.key()),
                QStringLiteral("The fields are %1.").arg(importFields().join(QStringLiteral(", "))));
        }
        const std::vector<int> found = positions(table, it.key(), it.value());
        for (const int index : found) {
            const auto at = static_cast<std::size_t>(index);
            m_blanksErrors[at] = !refusesErrors(it.key()) && (!m_isMapped[at] || m_blanksErrors[at]);
            m_isMapped[at] = true;
        }
        m_positions.insert(it.key(), found);
    }
    for (const char *field : {"date_start", "date_end"}) {
        if (!m_dateOrder && m_positions.contains(QLatin1String(field)))
            m_dateOrder = provenDateOrder(table, column(field));
    }
}

QString RowStaging::column(const char *field) const
{
    const auto found = m_positions.constFind(QLatin1String(field));
    return found == m_positions.constEnd() ? QString() : m_table.columns[found->front()];
}

QString RowStaging::cell(const char *field) const
{
    const auto found = m_positions.constFind(QLatin1String(field));
    if (found == m_positions.constEnd())
        return {};
    const QStringList &row = m_table.rows[m_row];
    const auto text = [&](int index) {
        const bool isBlank = m_blanksErrors[static_cast<std::size_t>(index)] && isSheetError(row[index]);
        return isBlank ? QString() : row[index].trimmed();
    };
    if (found->size() == 1)
        return text(found->front());
    QStringList cells;
    for (const int index : *found)
        cells.append(text(index));
    return cells.join(u';');
}

QString RowStaging::shownCell(const char *field) const
{
    const QString text = cell(field);
    const auto found = m_positions.constFind(QLatin1String(field));
    if (!text.isEmpty() || found == m_positions.constEnd())
        return text;
    return m_table.rows[m_row][found->front()].trimmed();
}

bool RowStaging::reject(const char *field, const QString &kind, const QString &reason)
{
    m_problems->push_back({m_staged->row, column(field), shownCell(field), kind, reason});
    return false;
}

void RowStaging::doubt(const QString &columnName, const QString &value, const QString &kind,
                       const QString &reason)
{
    m_problems->push_back({m_staged->row, columnName, value, kind, reason});
}

void RowStaging::keep(const char *field)
{
    for (const int index : m_positions.value(QLatin1String(field)))
        m_isKept[static_cast<std::size_t>(index)] = true;
}

bool RowStaging::stage(std::size_t index, StagedRow &staged, std::vector<ImportProblem> &problems)
{
    m_row = index;
    m_staged = &staged;
    m_problems = &problems;
    m_isKept.assign(m_isMapped.size(), false);
    staged.row = index < m_table.rowNumbers.size() ? m_table.rowNumbers[index] : qint64(index) + 2;

    if (!holdsAnything())
        return reject("title", QStringLiteral("missing"),
                      QStringLiteral("the row has no date, no coordinates, no place and no title"));
    doubtCells();
    stageCountry(); // before the date: it gives the time zone
    const bool when = stageWhen();
    const bool where = stageWhere();
    const bool counts = stageCounts();
    if (!when || !where || !counts)
        return false;
    stageType();
    stageTexts();
    stageTitle();
    if (!obeysRules())
        return false;
    stageNative();
    return true;
}

void RowStaging::doubtCells()
{
    for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
        const QString &text = m_table.rows[m_row][i];
        if (text.contains(QChar::ReplacementCharacter))
            doubt(m_table.columns[i], text, QStringLiteral("encoding"),
                  QStringLiteral("some characters are broken in the file"));
        if (m_blanksErrors[static_cast<std::size_t>(i)] && isSheetError(text))
            doubt(m_table.columns[i], text, QStringLiteral("missing"),
                  QStringLiteral("the spreadsheet shows an error here instead of a value; taken as empty"));
    }
}

bool RowStaging::holdsAnything() const
{
    for (const char *field : {"title", "place", "date_start", "date_end", "lat", "lon"}) {
        if (!cell(field).isEmpty())
            return true;
    }
    return false;
}

bool RowStaging::stageCounts()
{
    const bool killed = stageOutcome(Outcome::Killed, "killed", "killed_low", "killed_high");
    const bool injured = stageOutcome(Outcome::Injured, "injured", "injured_low", "injured_high");
    if (const QString breakdown = cell("casualty_breakdown"); !breakdown.isEmpty()) {
        for (Casualty &part : readBreakdown(breakdown))
            m_staged->incident.casualties.push_back(std::move(part));
        keep("casualty_breakdown");
    }
    m_staged->incident.items = readItems(cell("items"));
    return killed && injured;
}

bool RowStaging::stageOutcome(Outcome outcome, const char *best, const char *low, const char *high)
{
    Range total;
    for (const char *field : {best, low, high}) {
        QString reason;
        const auto read = readCount(cell(field), &reason);
        if (!read)
            return reject(field, QStringLiteral("bad_count"), reason);
        if (read->isUnknown())
            continue;
        if (field == low)
            total.low = read->low ? read->low : read->best;
        else if (field == high)
            total.high = read->high ? read->high : read->best;
        else
            total = *read;
    }
    if (total.isUnknown() || (m_mapping.isZeroUnknown && total.high.value_or(0) == 0 &&
                              total.best.value_or(0) == 0 && total.low.value_or(0) == 0))
        return true;
    // One column with one figure says all three; beside columns for the ends it is the most likely one only.
    if (!cell(best).isEmpty() && m_positions.contains(QLatin1String(low)) && cell(low).isEmpty() &&
        total.best)
        total.low.reset();
    if (!cell(best).isEmpty() && m_positions.contains(QLatin1String(high)) && cell(high).isEmpty() &&
        total.best)
        total.high.reset();
    const auto rises = [](const auto &a, const auto &b) { return !a || !b || *a <= *b; };
    if (!rises(total.low, total.best) || !rises(total.best, total.high) || !rises(total.low, total.high))
        return reject(best, QStringLiteral("bad_count"),
                      QStringLiteral("the smallest, most likely and largest count do not rise"));
    Casualty casualty;
    casualty.outcome = outcome;
    casualty.scope = CasualtyScope::Total;
    casualty.count = total;
    m_staged->incident.casualties.push_back(casualty);
    return true;
}

void RowStaging::stageType()
{
    Incident &incident = m_staged->incident;
    incident.subType = cell("sub_type");
    const QString native = cell("event_type");
    incident.eventType = QStringLiteral("other");
    if (native.isEmpty())
        return;
    const auto ours = [&](const QString &text, const char *field) {
        const auto cached = m_typeCache.constFind(text);
        if (cached != m_typeCache.constEnd())
            return *cached;
        return *m_typeCache.insert(text,
                                   readEventType(text, column(field), m_mapping.typeCodes, m_vocabulary));
    };
    QString code = ours(native, "event_type");
    // ACLED's finer name often has a type of its own here.
    if (!incident.subType.isEmpty() && bareName(column("sub_type")) == QLatin1String("subeventtype")) {
        if (const QString finer = ours(incident.subType, "sub_type");
            !finer.isEmpty() && finer != QLatin1String("other"))
            code = finer;
    }
    if (code != native)
        keep("event_type");
    if (code.isEmpty()) {
        doubt(column("event_type"), native, QStringLiteral("unknown_code"),
              QStringLiteral("no type of ours is called so; placed as other, the native code is kept"));
        return;
    }
    incident.eventType = code;
}

void RowStaging::stageTexts()
{
    Incident &incident = m_staged->incident;
    incident.nativeId = cell("native_id");
    incident.summary = cell("summary");
    incident.actors = readActors(cell("actors"));
    incident.sources = readSources(cell("source_publisher"), cell("source_url"));
    const qsizetype names = cell("source_publisher").split(u';', Qt::SkipEmptyParts).size();
    if (names > 1 && names != static_cast<qsizetype>(incident.sources.size()))
        keep("source_publisher");
    if (const QString text = cell("notes"); !text.isEmpty()) {
        Note note;
        note.text = text;
        incident.notes.push_back(note);
    }
    stageReported();
    incident.workflow = Workflow::Submitted;
}

/// The first day of those that the cell names: one for each source.
void RowStaging::stageReported()
{
    const QString text = cell("reported_at");
    QDate first;
    DateReading bad;
    for (const QString &piece : text.split(u';', Qt::SkipEmptyParts)) {
        const DateReading reading = readDate(piece, m_dateOrder);
        if (!reading.date)
            bad = reading;
        else if (reading.date->first == reading.date->last && (first.isNull() || reading.date->first < first))
            first = reading.date->first;
    }
    m_staged->incident.reportedAt = first.toString(Qt::ISODate);
    if (text != m_staged->incident.reportedAt)
        keep("reported_at");
    if (!text.isEmpty() && first.isNull()) {
        doubt(column("reported_at"), text, bad.kind.isEmpty() ? QStringLiteral("bad_date") : bad.kind,
              bad.reason.isEmpty() ? QStringLiteral("it is not one day; kept as it is written") : bad.reason);
    }
}

void RowStaging::stageTitle()
{
    Incident &incident = m_staged->incident;
    incident.title = cell("title").simplified();
    if (!incident.title.isEmpty())
        return;
    QStringList words = {m_vocabulary.typeLabel(incident.eventType)};
    constexpr qsizetype maxPlaceChars = 200; // a longer one is a description
    if (!incident.where.place.isEmpty() && incident.where.place.size() <= maxPlaceChars)
        words += incident.where.place;
    else if (!incident.where.admin1.isEmpty())
        words += incident.where.admin1;
    incident.title = words.join(QStringLiteral(", "));
}

/// The record's own rules, so that what is staged can be stored.
bool RowStaging::obeysRules()
{
    const std::vector<Problem> broken = problemsOf(m_staged->incident, m_vocabulary);
    for (const Problem &problem : broken)
        m_problems->push_back({m_staged->row, problem.field, {}, kindOfRule(problem.field), problem.text});
    return broken.empty();
}

void RowStaging::stageNative()
{
    const QStringList &row = m_table.rows[m_row];
    for (std::size_t i = 0; i < m_isMapped.size(); ++i) {
        const auto index = static_cast<qsizetype>(i);
        if ((!m_isMapped[i] || m_isKept[i]) && !row[index].trimmed().isEmpty())
            m_staged->native.emplace_back(m_table.columns[index], row[index]);
    }
}

} // namespace marz::io
