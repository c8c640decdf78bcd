#include "ui/whensection.h"

#include "base/error.h"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QTimeZone>

namespace marz::ui {

namespace {

const QString timeForm = QStringLiteral("yyyy-MM-dd HH:mm");

struct PartChoice {
    incident::PartOfDay part;
    const char *code;
    const char *words;
};
const PartChoice parts[] = {{incident::PartOfDay::Whole, "whole", "whole days"},
                            {incident::PartOfDay::Night, "night", "night, 18:00 to 06:00"},
                            {incident::PartOfDay::Morning, "morning", "morning"},
                            {incident::PartOfDay::Afternoon, "afternoon", "afternoon"},
                            {incident::PartOfDay::Evening, "evening", "evening"}};

incident::PartOfDay partOf(const QString &code)
{
    for (const PartChoice &choice : parts) {
        if (code == QLatin1String(choice.code))
            return choice.part;
    }
    return incident::PartOfDay::Whole;
}

QString localText(qint64 ms, const QString &zone)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone(zone.toLatin1())).toString(timeForm);
}

bool hasTime(const QString &text)
{
    return text.contains(u':');
}

} // namespace

WhenSection::WhenSection(QWidget *parent) : FormSection(tr("When"), parent)
{
    const QString accepts =
        tr("2024-11-17, 2024-11, 2024, or with a local time: 2024-11-17 18:00; empty = undated");
    m_from = addText(tr("First day or time"), accepts, "whenFrom");
    m_to = addText(tr("Last day or time"), tr("Empty = the same day; the window in which it happened"),
                   "whenTo");
    QStringList codes, words;
    for (const PartChoice &choice : parts) {
        codes << QLatin1String(choice.code);
        words << QLatin1String(choice.words);
    }
    m_part = addChoice(tr("Part of the day"), tr("A night starts on the first day and ends on the last"),
                       "partOfDay", codes, words);
    m_precision = addCodes<incident::TimePrecision>(tr("Precision"), tr("How exactly the sources date it"),
                                                    "timePrecision");
    m_extent = addCodes<incident::TimeExtent>(
        tr("Extent"), tr("Moment: once, somewhere in the window; throughout: all of it"), "timeExtent");
    const QStringList zones{QStringLiteral("Asia/Dushanbe"), QStringLiteral("Asia/Kabul"),
                            QStringLiteral("Asia/Karachi"),  QStringLiteral("Asia/Tashkent"),
                            QStringLiteral("Asia/Bishkek"),  QStringLiteral("Asia/Ashgabat"),
                            QStringLiteral("Asia/Tehran"),   QStringLiteral("Asia/Shanghai"),
                            QStringLiteral("Asia/Kolkata"),  QStringLiteral("UTC")};
    m_zone = addChoice(tr("Time zone"), tr("The zone of the place; days are days there"), "timeZone", zones,
                       zones);
    m_text = addText(tr("Wording of the report"), tr("\"the nights of November 17 and 18\""), "timeText");
    m_reportedAt = addText(tr("First reported"), tr("Day of the first report, 2024-11-18"), "reportedAt");
    chooseCode(m_precision, QStringLiteral("day"));
    connect(m_part, &QComboBox::activated, this, &WhenSection::hintPrecision);
}

void WhenSection::hintPrecision()
{
    if (chosenCode(m_part) != QLatin1String("whole"))
        chooseCode(m_precision, QStringLiteral("part_of_day"));
    else if (chosenCode(m_precision) == QLatin1String("part_of_day"))
        chooseCode(m_precision, QStringLiteral("day"));
    Q_EMIT edited();
}

void WhenSection::showRecord(const incident::Incident &incident)
{
    const incident::When &when = incident.when;
    m_when = when;
    if (!when.timeZone.isEmpty())
        chooseCode(m_zone, when.timeZone);
    chooseCode(m_precision,
               incident::code(incident.fid == 0 && when.isUndated() ? incident::TimePrecision::Day
                                                                    : when.precision));
    chooseCode(m_extent, incident::code(when.extent));
    m_text->setText(when.text);
    m_reportedAt->setText(incident.reportedAt);
    m_from->clear();
    m_to->clear();
    chooseCode(m_part, QStringLiteral("whole"));
    if (!when.isUndated()) {
        bool isDays = false;
        for (const PartChoice &choice : parts) {
            const incident::When days = incident::windowOfDays(when.dateStart, when.dateEnd, when.timeZone,
                                                               when.precision, choice.part);
            if (days.startMs != when.startMs || days.endMs != when.endMs)
                continue;
            chooseCode(m_part, QLatin1String(choice.code));
            isDays = true;
            break;
        }
        m_from->setText(isDays ? when.dateStart.toString(Qt::ISODate)
                               : localText(*when.startMs, when.timeZone));
        const bool isOneDay = isDays && when.dateStart == when.dateEnd;
        m_to->setText(isOneDay ? QString()
                      : isDays ? when.dateEnd.toString(Qt::ISODate)
                               : localText(*when.endMs, when.timeZone));
    }
    m_shownState = state();
}

QStringList WhenSection::state() const
{
    return {m_from->text().trimmed(), m_to->text().trimmed(), chosenCode(m_part), chosenCode(m_zone),
            chosenCode(m_precision)};
}

bool WhenSection::isUntouched() const
{
    return state() == m_shownState;
}

incident::When WhenSection::typed() const
{
    const QString from = m_from->text().trimmed();
    const QString to = m_to->text().trimmed().isEmpty() ? from : m_to->text().trimmed();
    const QString zone = chosenCode(m_zone);
    const incident::TimePrecision precision = chosen<incident::TimePrecision>(m_precision);
    if (from.isEmpty()) {
        if (!to.isEmpty())
            throw base::Error(base::ErrorKind::Invalid, tr("A last day needs a first day."));
        incident::When undated;
        undated.timeZone = zone;
        undated.precision = precision;
        return undated;
    }
    if (hasTime(from) || hasTime(to)) {
        const QDateTime start =
            QDateTime::fromString(hasTime(from) ? from : QString(from + QStringLiteral(" 00:00")), timeForm);
        const QDateTime end =
            QDateTime::fromString(hasTime(to) ? to : QString(to + QStringLiteral(" 23:59")), timeForm);
        if (!start.isValid() || !end.isValid())
            throw base::Error(base::ErrorKind::Invalid,
                              tr("This time does not exist: write 2024-11-17 18:00."));
        return incident::windowOfLocalTimes(start, end, zone, precision);
    }
    QString problem;
    const std::optional<incident::When> first = incident::parseWhen(from, zone, &problem);
    const std::optional<incident::When> last = first ? incident::parseWhen(to, zone, &problem) : std::nullopt;
    if (!first || !last)
        throw base::Error(base::ErrorKind::Invalid, problem);
    return incident::windowOfDays(first->dateStart, last->dateEnd, zone, precision,
                                  partOf(chosenCode(m_part)));
}

void WhenSection::fill(incident::Incident &incident) const
{
    incident.reportedAt = m_reportedAt->text().trimmed();
    incident::When when = m_when;
    if (!isUntouched()) {
        try {
            when = typed();
        } catch (const base::Error &) {
            // inputProblems() tells it; the record keeps what it had
        }
    }
    when.timeZone = chosenCode(m_zone);
    when.precision = chosen<incident::TimePrecision>(m_precision);
    when.extent = chosen<incident::TimeExtent>(m_extent);
    when.text = m_text->text().trimmed();
    if (when.isUndated() && when.text.isEmpty() && isUntouched() && m_when.timeZone.isEmpty())
        when.timeZone.clear();
    incident.when = when;
}

QWidget *WhenSection::fieldOf(const QString &field) const
{
    const QHash<QString, QWidget *> fields{{QStringLiteral("date_start"), m_from},
                                           {QStringLiteral("time_start"), m_from},
                                           {QStringLiteral("date_end"), m_to},
                                           {QStringLiteral("time_end"), m_to},
                                           {QStringLiteral("time_precision"), m_precision},
                                           {QStringLiteral("time_extent"), m_extent},
                                           {QStringLiteral("time_zone"), m_zone},
                                           {QStringLiteral("time_text"), m_text},
                                           {QStringLiteral("reported_at"), m_reportedAt}};
    return fields.value(field);
}

bool WhenSection::owns(const QString &field) const
{
    return field.startsWith(QLatin1String("time")) || field.startsWith(QLatin1String("date")) ||
           field.startsWith(QLatin1String("when")) || field == QLatin1String("reported_at");
}

std::vector<incident::Problem> WhenSection::inputProblems() const
{
    if (isUntouched())
        return {};
    try {
        typed();
    } catch (const base::Error &error) {
        return {{QStringLiteral("date_start"), error.message()}};
    }
    return {};
}

} // namespace marz::ui
