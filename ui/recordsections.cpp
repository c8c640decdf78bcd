#include "ui/recordsections.h"

#include "geo/coordinatetext.h"
#include "incident/statistics.h"
#include "ui/parts.h"
#include "ui/recordtext.h"
#include "ui/sectionparts.h"

#include <QFrame>
#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

QLabel *columnHead(const QString &text, bool isNumber)
{
    QLabel *label = noteLabel(text);
    label->setWordWrap(false);
    label->setFocusPolicy(Qt::NoFocus);
    label->setAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
    return label;
}

QFrame *rule()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

QString orUnknown(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

} // namespace

QWidget *whenSection(const incident::Incident &incident)
{
    QGridLayout *grid = nullptr;
    QWidget *widget = pairsWidget(&grid);
    const QString when = incident::whenText(incident.when);
    const bool hasZone = incident.when.timeZone.isEmpty() || when.contains(incident.when.timeZone);
    addPair(grid, QStringLiteral("When"),
            hasZone ? when : QString(when + QStringLiteral(", ") + incident.when.timeZone));
    addPair(grid, QStringLiteral("As reported"), incident.when.text);
    if (!incident.when.isUndated()) {
        addPair(grid, QStringLiteral("Known to the"), incident::words(incident.when.precision));
        addPair(grid, QStringLiteral("Extent"), incident::words(incident.when.extent));
    }
    addPair(grid, QStringLiteral("First report"), incident.reportedAt);
    return widget;
}

QWidget *whereSection(const incident::Incident &incident)
{
    const incident::Where &where = incident.where;
    QGridLayout *grid = nullptr;
    QWidget *widget = pairsWidget(&grid);
    addPair(grid, QStringLiteral("Place"), orUnknown(where.place));
    addPair(grid, QStringLiteral("Precision"), precisionText(where));
    addPair(grid, QStringLiteral("Region"), unitText(where));
    if (where.point)
        addPair(grid, QStringLiteral("Coordinates"),
                QStringLiteral("%1 (%2)").arg(
                    geo::coordinateText(*where.point, geo::CoordinateForm::DecimalDegrees),
                    incident::words(where.basis)));
    else
        addPair(grid, QStringLiteral("Coordinates"), QStringLiteral("no point: not on the map"));
    if (where.borderDistanceM)
        addPair(grid, QStringLiteral("Border distance"),
                joined({borderDistanceText(where), where.borderPair}));
    for (const incident::Site &site : incident.sites) {
        QStringList words{orUnknown(site.place), site.unitCode, incident::words(site.precision)};
        if (site.count)
            words << QStringLiteral("count %1").arg(*site.count);
        addPair(grid, incident::words(site.role), joined(words));
    }
    return widget;
}

QWidget *casualtySection(const incident::Incident &incident)
{
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(betweenPx);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    const incident::Toll toll = incident::tollOf(incident);
    const std::pair<QString, incident::Range> totals[] = {
        {QStringLiteral("Killed"), toll.killed},
        {QStringLiteral("Killed without perpetrators"), toll.killedExclPerpetrators},
        {QStringLiteral("Injured"), toll.injured}};
    int row = 0;
    for (const auto &[words, range] : totals) {
        grid->addWidget(plainLabel(words), row, 0, 1, 3);
        QLabel *number = rangeLabel(range);
        QFont bold = number->font();
        bold.setBold(true);
        number->setFont(bold);
        grid->addWidget(number, row++, 3);
    }
    if (incident.casualties.empty())
        return widget;
    grid->addWidget(rule(), row++, 0, 1, 4);
    int column = 0;
    for (const char *head : {"Outcome", "Side", "People", "Count"}) {
        grid->addWidget(columnHead(QString::fromLatin1(head), column == 3), row, column);
        ++column;
    }
    for (const incident::Casualty &each : incident.casualties) {
        ++row;
        const bool isTotal = each.scope == incident::CasualtyScope::Total;
        grid->addWidget(plainLabel(isTotal
                                       ? QString(incident::words(each.outcome) + QStringLiteral(" (total)"))
                                       : incident::words(each.outcome)),
                        row, 0);
        grid->addWidget(plainLabel(incident::words(each.side)), row, 1);
        const QString role =
            each.role == incident::PersonRole::Unknown ? QString() : incident::words(each.role);
        grid->addWidget(plainLabel(orUnknown(joined({each.nationality, role, each.sex, each.ageGroup}))), row,
                        2);
        grid->addWidget(rangeLabel(each.count), row, 3);
        if (!each.text.isEmpty())
            grid->addWidget(noteLabel(each.text), ++row, 0, 1, 4);
    }
    return widget;
}

QWidget *itemSection(const incident::Incident &incident)
{
    if (incident.items.empty())
        return nullptr;
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(betweenPx);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const incident::Item &item : incident.items) {
        grid->addWidget(plainLabel(incident::words(item.role)), row, 0, Qt::AlignTop);
        const QString kind = item.kind.isEmpty()
                                 ? incident::words(item.category)
                                 : QStringLiteral("%1 (%2)").arg(item.kind, incident::words(item.category));
        grid->addWidget(plainLabel(kind), row, 1);
        auto *number = new QLabel;
        number->setTextFormat(Qt::PlainText);
        number->setText(quantityText(item));
        number->setAlignment(Qt::AlignRight | Qt::AlignTop);
        if (number->text() == QLatin1String("-"))
            number->setToolTip(QStringLiteral("not known"));
        grid->addWidget(number, row++, 2);
        const QString more = joined({item.text, sourceName(incident, item.source)}, QStringLiteral(" - "));
        if (!more.isEmpty())
            grid->addWidget(noteLabel(more), row++, 1, 1, 2);
    }
    return widget;
}

namespace {

void addActor(QVBoxLayout *column, const incident::Involvement &actor)
{
    QString words = QStringLiteral("%1: %2").arg(incident::words(actor.role), actor.name);
    if (actor.kind != incident::ActorKind::Unidentified)
        words += QStringLiteral(" (%1)").arg(incident::words(actor.kind));
    column->addWidget(plainLabel(words));
    QString how = incident::words(actor.attribution);
    if (!actor.attributedBy.isEmpty())
        how += QStringLiteral(" by %1").arg(actor.attributedBy);
    if (!actor.deniedBy.isEmpty())
        how += QStringLiteral(", denied by %1").arg(actor.deniedBy);
    column->addWidget(noteLabel(how));
}

} // namespace

QWidget *actorSection(const incident::Incident &incident)
{
    if (incident.actors.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    QMap<QString, std::vector<incident::Involvement>> rivals;
    for (const incident::Involvement &actor : incident.actors) {
        if (actor.hypothesisGroup.isEmpty())
            addActor(column, actor);
        else
            rivals[actor.hypothesisGroup].push_back(actor);
    }
    for (auto it = rivals.begin(); it != rivals.end(); ++it) {
        std::stable_sort(it->begin(), it->end(), [](const auto &a, const auto &b) {
            return a.hypothesisRank.value_or(INT_MAX) < b.hypothesisRank.value_or(INT_MAX);
        });
        column->addWidget(headingLabel(QStringLiteral("Rival hypotheses: %1").arg(fieldWords(it.key()))));
        for (const incident::Involvement &actor : *it)
            addActor(column, actor);
    }
    return widget;
}

QWidget *movementSection(const incident::Incident &incident)
{
    if (incident.movements.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    for (const incident::Movement &movement : incident.movements) {
        column->addWidget(
            plainLabel(QStringLiteral("%1: %2 to %3")
                           .arg(incident::words(movement.kind), movementEndText(movement.origin),
                                movementEndText(movement.destination))));
        QString how = incident::words(movement.attribution);
        if (!movement.attributedBy.isEmpty())
            how += QStringLiteral(" by %1").arg(movement.attributedBy);
        column->addWidget(
            noteLabel(joined({how, sourceName(incident, movement.source), QStringLiteral("route unknown")})));
    }
    return widget;
}

QWidget *linkSection(const incident::Incident &incident, const std::function<void(const QString &)> &follow)
{
    if (incident.links.empty())
        return nullptr;
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    for (const incident::Link &link : incident.links) {
        const QString words = QStringLiteral("%1: go to it").arg(incident::words(link.kind));
        QToolButton *button = flatButton(words);
        button->setObjectName(QStringLiteral("link"));
        button->setToolTip(plainToolTip(link.toUid));
        QObject::connect(button, &QToolButton::clicked, widget, [follow, uid = link.toUid] { follow(uid); });
        column->addWidget(button, 0, Qt::AlignLeft);
        if (!link.note.isEmpty())
            column->addWidget(noteLabel(link.note));
    }
    return widget;
}

namespace {

/// An instant of the store (ISO 8601, UTC) on this machine's clock; what is none stays as it is.
QString localTime(const QString &utc)
{
    const QDateTime at = QDateTime::fromString(utc, Qt::ISODateWithMs);
    return at.isValid() ? at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm t")) : utc;
}

} // namespace

QWidget *handlingSection(const incident::Incident &incident)
{
    QGridLayout *grid = nullptr;
    QWidget *widget = pairsWidget(&grid);
    addPair(grid, QStringLiteral("Series"), incident.series.join(QStringLiteral(", ")));
    addPair(grid, QStringLiteral("Tags"), incident.tags.join(QStringLiteral(", ")));
    addPair(grid, QStringLiteral("Marking"), incident.marking);
    addPair(grid, QStringLiteral("Handling"), incident::words(incident.handling));
    addPair(grid, QStringLiteral("Reviewed"), joined({incident.reviewedBy, localTime(incident.reviewedAt)}));
    addPair(grid, QStringLiteral("Assigned to"), incident.assignedTo);
    addPair(grid, QStringLiteral("Follow up on"), incident.followUpOn);
    addPair(grid, QStringLiteral("Native id"), incident.nativeId);
    addPair(grid, QStringLiteral("Created"), joined({localTime(incident.createdAt), incident.createdBy}));
    addPair(grid, QStringLiteral("Changed"), joined({localTime(incident.updatedAt), incident.updatedBy}));
    addPair(grid, QStringLiteral("Revision"), QString::number(incident.revision));
    for (const incident::Attachment &attachment : incident.attachments)
        addPair(grid, QStringLiteral("Attachment"),
                joined({attachment.name, attachment.mediaType,
                        QStringLiteral("%1 bytes").arg(attachment.sizeBytes)}));
    return widget;
}

QWidget *missingSection(const incident::Incident &incident)
{
    const QStringList missing = incident::missingOf(incident);
    return missing.isEmpty() ? nullptr : plainLabel(missing.join(QStringLiteral(", ")));
}

} // namespace marz::ui
