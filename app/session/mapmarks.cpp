#include "session/mapmarks.h"

#include "base/error.h"
#include "geo/geodesic.h"
#include "geo/measuretext.h"

#include <QRegularExpression>

#include <algorithm>

namespace marz::session {

namespace {

constexpr std::size_t radiiAtMost = 12;
constexpr double smallestM = 1;
constexpr double largestM = 2'000'000;
constexpr int ringSegments = 180; ///< off a true circle by 0.015 % of its radius

[[noreturn]] void refuse(const QString &problem)
{
    throw base::Error(base::ErrorKind::Invalid, problem,
                      QStringLiteral("Write distances such as 5, 10, 25 km or 500 m, 2 km."));
}

/// ASCII digits, commas, semicolons and points.
QString plainNumbers(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (c.isDigit())
            plain += QLatin1Char(static_cast<char>('0' + c.digitValue()));
        else if (c.unicode() == 0x066B) // Arabic decimal separator
            plain += u'.';
        else if (c.unicode() == 0x060C || c == u';') // Arabic comma
            plain += u',';
        else
            plain += c.toLower();
    }
    return plain.simplified();
}

double metresOfUnit(const QString &unit)
{
    static const QStringList metres{QStringLiteral("m"), QStringLiteral("м"), QStringLiteral("متر")};
    return metres.contains(unit) ? 1 : 1000;
}

QString numberText(double number)
{
    return QString::number(number, 'g', 7);
}

} // namespace

std::vector<double> radiiOf(const QString &text)
{
    static const QRegularExpression part(QStringLiteral("\\G[ ,]*(\\d+(?:\\.\\d+)?) ?(km|км|کیلومتر|m|м|متر)?"
                                                        "(?=$|[ ,])"));
    const QString plain = plainNumbers(text);
    if (plain.isEmpty())
        refuse(QStringLiteral("There is no distance."));
    struct Number {
        double value = 0;
        QString unit;
    };
    std::vector<Number> numbers;
    qsizetype at = 0;
    while (at < plain.size()) {
        const QRegularExpressionMatch match = part.match(plain, at);
        if (!match.hasMatch())
            refuse(QStringLiteral("“%1” is no distance.").arg(plain.mid(at).left(40).trimmed()));
        numbers.push_back({match.captured(1).toDouble(), match.captured(2)});
        at = match.capturedEnd();
    }
    std::vector<double> radiiM;
    double unitM = 1000;
    for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
        if (!number->unit.isEmpty())
            unitM = metresOfUnit(number->unit); // also of the numbers before it
        const double radiusM = number->value * unitM;
        if (radiusM < smallestM || radiusM > largestM)
            refuse(QStringLiteral("Rings have radii from 1 m to 2000 km, not %1 km.")
                       .arg(numberText(radiusM / 1000)));
        radiiM.push_back(radiusM);
    }
    std::sort(radiiM.begin(), radiiM.end());
    radiiM.erase(std::unique(radiiM.begin(), radiiM.end()), radiiM.end());
    if (radiiM.size() > radiiAtMost)
        refuse(QStringLiteral("That is %1 rings; %2 are the most.").arg(radiiM.size()).arg(radiiAtMost));
    return radiiM;
}

QString radiiText(const std::vector<double> &radiiM)
{
    const bool isMetres = !radiiM.empty() && radiiM.back() < 1000;
    QStringList numbers;
    for (const double radiusM : radiiM)
        numbers << numberText(isMetres ? radiusM : radiusM / 1000);
    return QStringLiteral("%1 %2").arg(numbers.join(QStringLiteral(", ")),
                                       isMetres ? QLatin1String("m") : QLatin1String("km"));
}

incident::ChangeSet keptRings(const RangeRings &rings, const QString &who)
{
    incident::ChangeSet set;
    set.who = who;
    set.label = QStringLiteral("Keep range rings");
    for (const double radiusM : rings.radiiM) {
        const QString distance = radiiText({radiusM});
        incident::Annotation ring;
        ring.kind = incident::AnnotationKind::Line;
        ring.content = rings.place.name.isEmpty()
                           ? distance
                           : QStringLiteral("%1 from %2").arg(distance, rings.place.name);
        ring.geometry = geo::lineGeometry(geo::circle(rings.place.position, radiusM, ringSegments).vertices);
        set.changes.emplace_back(incident::PutAnnotation{ring});
        incident::Annotation text;
        text.kind = incident::AnnotationKind::Text;
        text.content = distance;
        text.geometry = geo::pointGeometry(geo::destination(rings.place.position, 0, radiusM));
        set.changes.emplace_back(incident::PutAnnotation{text});
    }
    return set;
}

QString kilometresText(double metres)
{
    return QString::number(metres / 1000, 'f', 1) + geo::unitSpace + QStringLiteral("km");
}

QString borderDistanceText(const BorderLink &link)
{
    return kilometresText(link.distanceM);
}

std::optional<BorderLink> borderLink(const MarkedPlace &place, const Geodata &geodata)
{
    const places::AdminAnswer answer = geodata.boundaries.at(place.position);
    if (!answer.borderPoint || !answer.borderDistanceM)
        return std::nullopt;
    return BorderLink{place, *answer.borderPoint, answer.borderPair, *answer.borderDistanceM,
                      geo::azimuthDeg(place.position, *answer.borderPoint)};
}

void MapMarks::addRings(const RangeRings &rings)
{
    std::erase_if(m_content.rings, [&](const RangeRings &each) { return each.place == rings.place; });
    m_content.rings.push_back(rings);
    Q_EMIT marksChanged();
}

void MapMarks::addLink(const BorderLink &link)
{
    std::erase_if(m_content.links, [&](const BorderLink &each) { return each.place == link.place; });
    m_content.links.push_back(link);
    Q_EMIT marksChanged();
}

void MapMarks::removeRings(std::size_t i)
{
    if (i >= m_content.rings.size())
        return;
    m_content.rings.erase(m_content.rings.begin() + static_cast<std::ptrdiff_t>(i));
    Q_EMIT marksChanged();
}

void MapMarks::removeLink(std::size_t i)
{
    if (i >= m_content.links.size())
        return;
    m_content.links.erase(m_content.links.begin() + static_cast<std::ptrdiff_t>(i));
    Q_EMIT marksChanged();
}

void MapMarks::setContent(Content content)
{
    if (content == m_content)
        return;
    m_content = std::move(content);
    Q_EMIT marksChanged();
}

} // namespace marz::session
