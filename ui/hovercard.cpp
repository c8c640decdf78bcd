#include "ui/hovercard.h"

#include "incident/statistics.h"
#include "incident/vocabulary.h"

#include <QLabel>
#include <QVBoxLayout>

namespace marz::ui {

namespace {
constexpr int cardWidthPx = 300;
constexpr int offsetPx = 14;
} // namespace

HoverCard::HoverCard(QWidget *map) : QFrame(map), m_title(new QLabel(this)), m_lines(new QLabel(this))
{
    setObjectName(QStringLiteral("hoverCard"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_lines}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::ToolTipText);
        layout->addWidget(label);
    }
    hide();
}

QString HoverCard::linesOf(const incident::Incident &incident, const incident::Vocabulary &vocabulary,
                           int others)
{
    QStringList lines;
    if (incident.workflow == incident::Workflow::Withdrawn)
        lines << tr("WITHDRAWN");
    lines << vocabulary.typeLabel(incident.eventType);
    lines << (incident.when.text.isEmpty() ? incident::whenText(incident.when) : incident.when.text);
    const QString place = incident.where.place.isEmpty() ? tr("place not named") : incident.where.place;
    lines << tr("%1 (%2)").arg(place, incident::words(incident.where.precision));
    const incident::Toll toll = incident::tollOf(incident);
    QStringList people;
    if (!toll.killed.isUnknown())
        people << tr("%1 killed").arg(incident::rangeText(toll.killed));
    if (!toll.injured.isUnknown())
        people << tr("%1 injured").arg(incident::rangeText(toll.injured));
    lines << (people.isEmpty() ? tr("Killed and injured: not known")
                               : tr("Reported: %1").arg(people.join(QStringLiteral(", "))));
    lines << incident::words(incident.verification);
    if (incident.workflow == incident::Workflow::Draft)
        lines << tr("Draft");
    if (others > 0)
        lines << tr("%n more at this place", nullptr, others);
    return lines.join(u'\n');
}

void HoverCard::showIncident(const incident::Incident &incident, const incident::Vocabulary &vocabulary,
                             int others, QPoint at)
{
    m_title->setText(incident.title.isEmpty() ? vocabulary.typeLabel(incident.eventType) : incident.title);
    QFont font = m_title->font();
    font.setStrikeOut(incident.workflow == incident::Workflow::Withdrawn);
    m_title->setFont(font);
    m_lines->setText(linesOf(incident, vocabulary, others));
    setFixedWidth(std::min(cardWidthPx, std::max(160, parentWidget()->width() - 16)));
    ensurePolished();
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    resize(width(), height);
    QPoint corner = at + QPoint(offsetPx, offsetPx);
    if (corner.x() + width() > parentWidget()->width() - 4)
        corner.setX(at.x() - offsetPx - width());
    if (corner.y() + height > parentWidget()->height() - 4)
        corner.setY(at.y() - offsetPx - height);
    move(std::max(4, corner.x()), std::max(4, corner.y()));
    show();
    raise();
}

} // namespace marz::ui
