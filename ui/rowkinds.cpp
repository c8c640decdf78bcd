#include "ui/rowcells.h"
#include "ui/rowssection.h"

#include <QCoreApplication>

/// The lists of people and things: casualties, actors, items, responses.
namespace marz::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EntryForm", text);
}

using Lines = std::vector<QStringList>;

} // namespace

RowsSection::Kind casualtyRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Casualties");
    kind.addText = tr("Add people");
    kind.field = QStringLiteral("casualties");
    kind.columns = {codeColumn<incident::Outcome>(tr("Outcome"), 90),
                    codeColumn<incident::Side>(tr("Side"), 90),
                    textColumn(tr("Nationality"), 80, tr("ISO alpha-3, such as CHN; empty = not known")),
                    codeColumn<incident::PersonRole>(tr("Role"), 90),
                    codeColumn<incident::CasualtyScope>(tr("Scope"), 70),
                    figureColumn(tr("Low")),
                    figureColumn(tr("Best")),
                    figureColumn(tr("High")),
                    textColumn(tr("Words"), 120)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Casualty &c : record.casualties)
            lines.push_back({incident::code(c.outcome), incident::code(c.side), c.nationality,
                             incident::code(c.role), incident::code(c.scope), cellOf(c.count.low),
                             cellOf(c.count.best), cellOf(c.count.high), c.text});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Casualty> rows;
        for (const RowTable::Line &line : lines) {
            incident::Casualty c = originalOf(line, shown.casualties);
            c.outcome = codeCell<incident::Outcome>(line.cells[0]);
            c.side = codeCell<incident::Side>(line.cells[1]);
            c.nationality = line.cells[2].toUpper();
            c.role = codeCell<incident::PersonRole>(line.cells[3]);
            c.scope = codeCell<incident::CasualtyScope>(line.cells[4]);
            c.count = {countCell(line.cells[5]), countCell(line.cells[6]), countCell(line.cells[7])};
            c.text = line.cells[8];
            rows.push_back(std::move(c));
        }
        record.casualties = std::move(rows);
    };
    return kind;
}

RowsSection::Kind actorRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Who");
    kind.addText = tr("Add actor");
    kind.field = QStringLiteral("actors");
    kind.columns = {textColumn(tr("Name"), 170),
                    codeColumn<incident::ActorKind>(tr("Kind"), 110),
                    codeColumn<incident::ActorRole>(tr("Role"), 90),
                    codeColumn<incident::Attribution>(tr("Attribution"), 100),
                    textColumn(tr("Attributed by"), 120),
                    textColumn(tr("Denied by"), 100),
                    textColumn(tr("Rivals"), 80, tr("Rival hypotheses share this name")),
                    figureColumn(tr("Rank"), 50)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Involvement &a : record.actors)
            lines.push_back({a.name, incident::code(a.kind), incident::code(a.role),
                             incident::code(a.attribution), a.attributedBy, a.deniedBy, a.hypothesisGroup,
                             a.hypothesisRank ? QString::number(*a.hypothesisRank) : QString()});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Involvement> rows;
        for (const RowTable::Line &line : lines) {
            incident::Involvement a = originalOf(line, shown.actors);
            a.name = line.cells[0];
            a.kind = codeCell<incident::ActorKind>(line.cells[1]);
            a.role = codeCell<incident::ActorRole>(line.cells[2]);
            a.attribution = codeCell<incident::Attribution>(line.cells[3]);
            a.attributedBy = line.cells[4];
            a.deniedBy = line.cells[5];
            a.hypothesisGroup = line.cells[6];
            const std::optional<qint64> rank = countCell(line.cells[7]);
            a.hypothesisRank = rank ? std::optional(static_cast<int>(*rank)) : std::nullopt;
            rows.push_back(std::move(a));
        }
        record.actors = std::move(rows);
    };
    return kind;
}

RowsSection::Kind itemRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Items");
    kind.addText = tr("Add item");
    kind.field = QStringLiteral("items");
    kind.columns = {codeColumn<incident::ItemRole>(tr("Role"), 80),
                    codeColumn<incident::ItemCategory>(tr("Category"), 90),
                    textColumn(tr("Kind"), 120),
                    figureColumn(tr("Low")),
                    figureColumn(tr("Best")),
                    figureColumn(tr("High")),
                    textColumn(tr("Unit"), 60, tr("kg, piece, round, USD")),
                    textColumn(tr("Words"), 140),
                    figureColumn(tr("Source"), 60)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Item &i : record.items)
            lines.push_back({incident::code(i.role), incident::code(i.category), i.kind, cellOf(i.low),
                             cellOf(i.best), cellOf(i.high), i.unit, i.text, cellOf(i.source)});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Item> rows;
        for (const RowTable::Line &line : lines) {
            incident::Item i = originalOf(line, shown.items);
            i.role = codeCell<incident::ItemRole>(line.cells[0]);
            i.category = codeCell<incident::ItemCategory>(line.cells[1]);
            i.kind = line.cells[2];
            i.low = numberCell(line.cells[3]);
            i.best = numberCell(line.cells[4]);
            i.high = numberCell(line.cells[5]);
            i.unit = line.cells[6];
            i.text = line.cells[7];
            i.source = positionCell(line.cells[8]);
            rows.push_back(std::move(i));
        }
        record.items = std::move(rows);
    };
    return kind;
}

RowsSection::Kind responseRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Responses");
    kind.addText = tr("Add response");
    kind.field = QStringLiteral("responses");
    kind.columns = {textColumn(tr("Who"), 140), codeColumn<incident::ResponseKind>(tr("Kind"), 130),
                    textColumn(tr("Date"), 90, tr("2024-11-18")), textColumn(tr("Words"), 200),
                    figureColumn(tr("Source"), 60)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Response &r : record.responses)
            lines.push_back({r.body, incident::code(r.kind), r.date, r.text, cellOf(r.source)});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Response> rows;
        for (const RowTable::Line &line : lines) {
            incident::Response r = originalOf(line, shown.responses);
            r.body = line.cells[0];
            r.kind = codeCell<incident::ResponseKind>(line.cells[1]);
            r.date = line.cells[2];
            r.text = line.cells[3];
            r.source = positionCell(line.cells[4]);
            rows.push_back(std::move(r));
        }
        record.responses = std::move(rows);
    };
    return kind;
}

RowsSection::Kind noteRows()
{
    RowsSection::Kind kind;
    kind.title = tr("Notes");
    kind.addText = tr("Add note");
    kind.field = QStringLiteral("notes");
    kind.columns = {codeColumn<incident::NoteKind>(tr("Kind"), 90), textColumn(tr("Author"), 80),
                    textColumn(tr("On"), 90), textColumn(tr("Text"), 260)};
    kind.lines = [](const incident::Incident &record) {
        Lines lines;
        for (const incident::Note &n : record.notes)
            lines.push_back({incident::code(n.kind), n.author, n.at, n.text});
        return lines;
    };
    kind.read = [](const std::vector<RowTable::Line> &lines, const incident::Incident &shown,
                   incident::Incident &record) {
        std::vector<incident::Note> rows;
        for (const RowTable::Line &line : lines) {
            incident::Note n = originalOf(line, shown.notes);
            n.kind = codeCell<incident::NoteKind>(line.cells[0]);
            n.author = line.cells[1];
            n.at = line.cells[2];
            n.text = line.cells[3];
            rows.push_back(std::move(n));
        }
        record.notes = std::move(rows);
    };
    return kind;
}

} // namespace marz::ui
