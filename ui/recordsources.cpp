#include "ui/parts.h"
#include "ui/recordsections.h"
#include "ui/recordtext.h"
#include "ui/sectionparts.h"

#include <QToolButton>
#include <QVBoxLayout>

/// The sections that say who says it: sources, claims, responses, notes.
namespace marz::ui {

namespace {

QWidget *sourceLine(const incident::SourceUse &source, int depth,
                    const std::function<void(const QString &)> &open)
{
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    column->setContentsMargins(depth * aroundPx, 0, 0, 0);
    column->setSpacing(0);
    const QString publisher =
        source.publisher.isEmpty() ? QStringLiteral("publisher not known") : source.publisher;
    const QString lead = depth > 0 ? QStringLiteral("from ") : QString();
    column->addWidget(
        plainLabel(QStringLiteral("%1%2 - %3").arg(lead, publisher, incident::words(source.kind))));
    if (!source.title.isEmpty())
        column->addWidget(plainLabel(source.title));
    QStringList facts{source.publishedAt, source.language, QStringLiteral("grade %1").arg(gradeText(source))};
    if (!source.speaker.isEmpty())
        facts << QStringLiteral("speaker: %1").arg(source.speaker);
    if (source.isProtected)
        facts << QStringLiteral("protected source");
    column->addWidget(noteLabel(joined(facts)));
    if (!source.quote.isEmpty())
        column->addWidget(noteLabel(QStringLiteral("\u201c%1\u201d").arg(source.quote)));
    if (!source.url.isEmpty()) {
        QToolButton *address = flatButton({});
        address->setObjectName(QStringLiteral("address"));
        address->setText(literalText(address->fontMetrics().elidedText(source.url, Qt::ElideMiddle, 240)));
        address->setToolTip(plainToolTip(QStringLiteral("Open %1 (asks first)").arg(source.url)));
        address->setAccessibleName(QStringLiteral("Open %1").arg(source.url));
        QObject::connect(address, &QToolButton::clicked, widget, [open, url = source.url] { open(url); });
        column->addWidget(address, 0, Qt::AlignLeft);
    }
    return widget;
}

void addClaim(QVBoxLayout *column, const incident::Incident &incident, const incident::Claim &claim)
{
    QString value = claim.value.isEmpty() ? QStringLiteral("-") : claim.value;
    if (claim.chosen)
        value = QStringLiteral("\u2713 %1 (chosen)").arg(value);
    QLabel *label = plainLabel(value);
    if (claim.chosen) {
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
    }
    column->addWidget(label);
    QStringList who{sourceName(incident, claim.source), claim.speaker};
    if (!claim.asOf.isEmpty())
        who << QStringLiteral("as of %1").arg(claim.asOf);
    if (!claim.credibility.isEmpty())
        who << QStringLiteral("credibility %1").arg(claim.credibility);
    if (const QString words = joined(who); !words.isEmpty())
        column->addWidget(noteLabel(words));
    if (!claim.quote.isEmpty())
        column->addWidget(noteLabel(QStringLiteral("\u201c%1\u201d").arg(claim.quote)));
    if (!claim.excludedReason.isEmpty())
        column->addWidget(noteLabel(QStringLiteral("left out of the range: %1").arg(claim.excludedReason)));
}

} // namespace

QWidget *sourceSection(const incident::Incident &incident, const std::function<void(const QString &)> &open)
{
    if (incident.sources.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    column->setSpacing(betweenPx);
    std::vector<bool> isShown(incident.sources.size());
    for (const ChainLine &line : chainLines(incident.sources)) {
        const auto at = static_cast<std::size_t>(line.source);
        if (isShown[at]) { // several rest on it: told once, named again
            QLabel *again =
                noteLabel(QStringLiteral("from %1 (above)").arg(sourceName(incident, line.source)));
            again->setIndent(line.depth * aroundPx);
            column->addWidget(again);
        } else {
            column->addWidget(sourceLine(incident.sources[at], line.depth, open));
        }
        isShown[at] = true;
    }
    return widget;
}

QWidget *claimSection(const incident::Incident &incident)
{
    if (incident.claims.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    QStringList fields;
    for (const incident::Claim &claim : incident.claims) {
        if (!fields.contains(claim.field))
            fields << claim.field;
    }
    for (const QString &field : std::as_const(fields)) {
        column->addWidget(headingLabel(fieldWords(field)));
        for (const bool chosen : {true, false}) {
            for (const incident::Claim &claim : incident.claims) {
                if (claim.field == field && claim.chosen == chosen)
                    addClaim(column, incident, claim);
            }
        }
    }
    return widget;
}

QWidget *responseSection(const incident::Incident &incident)
{
    if (incident.responses.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    for (const incident::Response &response : incident.responses) {
        column->addWidget(plainLabel(joined({response.date, response.body, incident::words(response.kind)})));
        const QString more =
            joined({response.text, sourceName(incident, response.source)}, QStringLiteral(" - "));
        if (!more.isEmpty())
            column->addWidget(noteLabel(more));
    }
    return widget;
}

QWidget *noteSection(const incident::Incident &incident)
{
    if (incident.notes.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    for (const incident::Note &note : incident.notes) {
        column->addWidget(noteLabel(joined({note.at, note.author, incident::words(note.kind)})));
        column->addWidget(plainLabel(note.text));
    }
    return widget;
}

} // namespace marz::ui
