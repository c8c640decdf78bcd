#include "ui/rowcells.h"
#include "ui/rowssection.h"

#include <QCoreApplication>

/// The lists of what is said and where it leads: sources, claims, movements, sites, links.
namespace marz::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EntryForm", text);
}

using Lines = std::vector<QStringList>;

RowColumn letters(const QString &title, const QString &from, const QString &accepts)
{
    RowColumn column{title, accepts, {QString()}, {QStringLiteral("-")}, false, 60};
    for (const QChar c : from) {
        column.codes << QString(c);
        column.words << QString(c);
    }
    return column;
}

RowColumn yesNo(const QString &title)
{
    return {title, {}, {QString(), QStringLiteral("yes")}, {QStringLiteral("-"), tr("yes")}, false, 60};
}

} // namespace

RowsSection::Kind sourceRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Sources");
    kind.addText = tr("Add source");
    kind.field = QStringLiteral("sources");
    kind.columns = {textColumn(tr("Publisher"), 140),
                    textColumn(tr("Address"), 170, tr("https://...")),
                    textColumn(tr("Title"), 120),
                    textColumn(tr("Published"), 90, tr("2024-11-18")),
                    textColumn(tr("Language"), 66),
                    codeColumn<incident::SourceKind>(tr("Kind"), 80),
                    figureColumn(tr("Rests on"), 60),
                    textColumn(tr("Speaker"), 100),
                    letters(tr("Reliab."), QStringLiteral("ABCDEF"),
                            tr("Admiralty code: A completely reliable to E unreliable, F cannot be judged")),
                    letters(tr("Credib."), QStringLiteral("123456"),
                            tr("Admiralty code: 1 confirmed to 5 improbable, 6 cannot be judged")),
                    yesNo(tr("Protected")),
                    textColumn(tr("Quote"), 200)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::SourceUse &s : record.sources)
            lines.push_back({s.publisher, s.url, s.title, s.publishedAt, s.language, incident::code(s.kind),
                             cellOf(s.cites), s.speaker, s.reliability, s.credibility,
                             s.isProtected ? QStringLiteral("yes") : QString(), s.quote});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::SourceUse> rows;
        for (const RowTable::Line &line : lines) {
            incident::SourceUse s = originalOf(line, shown.sources);
            s.publisher = line.cells[0];
            s.url = line.cells[1];
            s.title = line.cells[2];
            s.publishedAt = line.cells[3];
            s.language = line.cells[4];
            s.kind = codeCell<incident::SourceKind>(line.cells[5]);
            s.cites = positionCell(line.cells[6]);
            s.speaker = line.cells[7];
            s.reliability = line.cells[8];
            s.credibility = line.cells[9];
            s.isProtected = line.cells[10] == QLatin1String("yes");
            s.quote = line.cells[11];
            rows.push_back(std::move(s));
        }
        record.sources = std::move(rows);
    };
    return kind;
}

RowsSection::Kind claimRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Claims");
    kind.addText = tr("Add claim");
    kind.field = QStringLiteral("claims");
    kind.columns = {textColumn(tr("Field"), 100, tr("place, date_start, killed, perpetrator ...")),
                    textColumn(tr("Value"), 140),
                    figureColumn(tr("Source"), 60),
                    textColumn(tr("Speaker"), 90),
                    textColumn(tr("As of"), 90),
                    yesNo(tr("Chosen")),
                    textColumn(tr("Left out because"), 160),
                    letters(tr("Credib."), QStringLiteral("123456"), {}),
                    textColumn(tr("Quote"), 200)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Claim &c : record.claims)
            lines.push_back({c.field, c.value, cellOf(c.source), c.speaker, c.asOf,
                             c.chosen ? QStringLiteral("yes") : QString(), c.excludedReason, c.credibility,
                             c.quote});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Claim> rows;
        for (const RowTable::Line &line : lines) {
            incident::Claim c = originalOf(line, shown.claims);
            c.field = line.cells[0];
            c.value = line.cells[1];
            c.source = positionCell(line.cells[2]);
            c.speaker = line.cells[3];
            c.asOf = line.cells[4];
            c.chosen = line.cells[5] == QLatin1String("yes");
            c.excludedReason = line.cells[6];
            c.credibility = line.cells[7];
            c.quote = line.cells[8];
            rows.push_back(std::move(c));
        }
        record.claims = std::move(rows);
    };
    return kind;
}

RowsSection::Kind movementRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Movements");
    kind.addText = tr("Add movement");
    kind.field = QStringLiteral("movements");
    kind.columns = {codeColumn<incident::MovementKind>(tr("Kind"), 110),
                    textColumn(tr("From (code)"), 80, tr("AFG, or AF-BDS")),
                    textColumn(tr("From (words)"), 120),
                    textColumn(tr("From (point)"), 120),
                    textColumn(tr("To (code)"), 80),
                    textColumn(tr("To (words)"), 120),
                    textColumn(tr("To (point)"), 120),
                    codeColumn<incident::Attribution>(tr("Attribution"), 100),
                    textColumn(tr("Attributed by"), 130),
                    figureColumn(tr("Source"), 60)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Movement &m : record.movements)
            lines.push_back({incident::code(m.kind), m.origin.unitCode, m.origin.text, cellOf(m.origin.point),
                             m.destination.unitCode, m.destination.text, cellOf(m.destination.point),
                             incident::code(m.attribution), m.attributedBy, cellOf(m.source)});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Movement> rows;
        for (const RowTable::Line &line : lines) {
            incident::Movement m = originalOf(line, shown.movements);
            m.kind = codeCell<incident::MovementKind>(line.cells[0]);
            m.origin = {pointCell(line.cells[3], m.origin.point), line.cells[1].toUpper(), line.cells[2]};
            m.destination = {pointCell(line.cells[6], m.destination.point), line.cells[4].toUpper(),
                             line.cells[5]};
            m.attribution = codeCell<incident::Attribution>(line.cells[7]);
            m.attributedBy = line.cells[8];
            m.source = positionCell(line.cells[9]);
            rows.push_back(std::move(m));
        }
        record.movements = std::move(rows);
    };
    return kind;
}

RowsSection::Kind siteRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Further sites");
    kind.addText = tr("Add site");
    kind.field = QStringLiteral("places");
    kind.columns = {codeColumn<incident::SiteRole>(tr("Role"), 90),
                    textColumn(tr("Place"), 140),
                    textColumn(tr("Point"), 140),
                    textColumn(tr("Region (code)"), 90),
                    codeColumn<incident::PlacePrecision>(tr("Precision"), 90),
                    figureColumn(tr("Radius, m"), 80),
                    figureColumn(tr("Count"))};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Site &s : record.sites)
            lines.push_back({incident::code(s.role), s.place, cellOf(s.point), s.unitCode,
                             incident::code(s.precision), cellOf(s.radiusM), cellOf(s.count)});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Site> rows;
        for (const RowTable::Line &line : lines) {
            incident::Site s = originalOf(line, shown.sites);
            s.role = codeCell<incident::SiteRole>(line.cells[0]);
            s.place = line.cells[1];
            s.point = pointCell(line.cells[2], s.point);
            s.unitCode = line.cells[3].toUpper();
            s.precision = codeCell<incident::PlacePrecision>(line.cells[4]);
            s.radiusM = numberCell(line.cells[5]);
            s.count = countCell(line.cells[6]);
            rows.push_back(std::move(s));
        }
        record.sites = std::move(rows);
    };
    return kind;
}

RowsSection::Kind linkRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Links to other incidents");
    kind.addText = tr("Add link");
    kind.field = QStringLiteral("links");
    kind.columns = {codeColumn<incident::LinkKind>(tr("Kind"), 130),
                    textColumn(tr("Incident"), 220, tr("uid or code, MZ-7K3QF2")),
                    textColumn(tr("Note"), 200)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Link &l : record.links)
            lines.push_back({incident::code(l.kind), l.toUid, l.note});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Link> rows;
        for (const RowTable::Line &line : lines) {
            incident::Link l = originalOf(line, shown.links);
            l.kind = codeCell<incident::LinkKind>(line.cells[0]);
            l.toUid = line.cells[1];
            l.note = line.cells[2];
            rows.push_back(std::move(l));
        }
        record.links = std::move(rows);
    };
    return kind;
}

} // namespace marz::ui
