#pragma once

#include "incident/validation.h"

/// The parts of problemsOf(): small tests of one text or number, and the checks of the children.
namespace marz::incident {

/// Collects broken rules.
class Problems
{
public:
    /// One child row, so that its fields are named "casualties[0].low".
    class Row
    {
    public:
        Row(Problems &problems, const QString &path) : m_problems(problems), m_path(path) {}
        void add(const char *field, const QString &text) const
        {
            m_problems.addAt(QString(m_path + QLatin1Char('.') + QLatin1String(field)), text);
        }
        void require(bool holds, const char *field, const char *text) const
        {
            if (!holds)
                add(field, QString::fromUtf8(text));
        }

    private:
        Problems &m_problems;
        QString m_path;
    };

    void addAt(const QString &path, const QString &text) { m_problems.push_back({path, text}); }
    void add(const char *field, const QString &text) { addAt(QString::fromLatin1(field), text); }
    void require(bool holds, const char *field, const char *text)
    {
        if (!holds)
            add(field, QString::fromUtf8(text));
    }
    Row row(const char *table, std::size_t position)
    {
        return {*this, QStringLiteral("%1[%2]").arg(QLatin1String(table)).arg(position)};
    }
    std::vector<Problem> take() { return std::move(m_problems); }

private:
    std::vector<Problem> m_problems;
};

bool isUuid(const QString &text);
bool isIsoDay(const QString &text);
bool isAlpha3OrEmpty(const QString &text);
/// ISO 3166-2: "TJ-KT", "PK-KP".
bool isIso3166Two(const QString &text);
bool isBorderPairOrEmpty(const QString &text);
/// Empty, or above 0 and at most half the way round the Earth.
bool isRadius(const std::optional<double> &radiusM);

/// An ISO day or an ISO instant UTC.
bool isIsoTime(const QString &text);

/// @p at is Problems or a Row.
template <typename At>
void checkIsoTime(At &at, const char *field, const QString &text)
{
    at.require(text.isEmpty() || isIsoTime(text), field,
               "Write a day such as 2024-11-17 or an instant such as 2024-11-17T13:00:00Z.");
}

template <typename At>
void checkPoint(At &at, const char *field, const std::optional<geo::LonLat> &point)
{
    at.require(!point || geo::isValid(*point), field,
               "Latitude must be -90 to 90, longitude -180 to 180 degrees.");
}

void checkCounts(Problems &problems, const Incident &incident);
void checkSources(Problems &problems, const Incident &incident);
/// Actors, claims, responses and notes.
void checkStatements(Problems &problems, const Incident &incident);
/// Sites and movements.
void checkSites(Problems &problems, const Incident &incident);
void checkAttachments(Problems &problems, const Incident &incident);
/// Length and characters of every text: a title of at most 1,000 characters, others of 1,000,000; no lone
/// surrogates, no U+0000, and no control characters but tabs and line ends in titles and names.
void checkTexts(Problems &problems, const Incident &incident);

} // namespace marz::incident
