#include "ui/toolcard.h"

#include "geo/measuretext.h"
#include "session/workspace.h"
#include "ui/mapmenu.h"
#include "ui/parts.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLabel>
#include <QLayout>
#include <QToolButton>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int cardWidthPx = 264;
constexpr int marginPx = 12;
constexpr int aboveScaleBarPx = 40;
constexpr int reachPx = 12; ///< kept free around a vertex, so that it can be caught

/// A flat button that leaves the keys to the map when it is clicked.
QToolButton *cardButton(const QString &icon, const QString &words, const char *name, QWidget *parent)
{
    QToolButton *button = iconButton(icon, words, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// Plain words that the mouse goes through.
QLabel *words(QWidget *parent, bool isNote = false)
{
    QLabel *label = isNote ? noteLabel({}, parent) : plainLabel({}, parent);
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QString nameOf(const session::MarkedPlace &place)
{
    return place.name.isEmpty() ? geo::coordinateText(place.position, shownCoordinateForm())
                                : place.name.simplified();
}

QString valuesOf(const session::Measured &measured, double metresPerPx)
{
    QStringList lines;
    if (!measured.sides.empty())
        lines << ToolCard::tr("Last side %1 at %2 true")
                     .arg(geo::lengthText(measured.sides.back().lengthM, metresPerPx),
                          geo::azimuthText(measured.sides.back().azimuthDeg));
    if (measured.areaM2)
        lines << ToolCard::tr("Area %1").arg(
            geo::areaText(*measured.areaM2, *measured.perimeterM * metresPerPx));
    else if (measured.crossesItself)
        lines << ToolCard::tr("No area: the outline crosses itself");
    if (measured.perimeterM)
        lines << ToolCard::tr("Perimeter %1").arg(geo::lengthText(*measured.perimeterM, metresPerPx));
    return lines.join(u'\n');
}

QString linkText(const session::BorderLink &link)
{
    return ToolCard::tr("%1 at %2 to the border %3")
        .arg(session::borderDistanceText(link), geo::azimuthText(link.azimuthDeg), link.pair);
}

} // namespace

ToolCard::ToolCard(session::Workspace &workspace, QWidget *map)
    : QFrame(map), m_workspace(workspace), m_measure(measureSection()), m_marks(new QWidget(this)),
      m_rows(new QVBoxLayout(m_marks)), m_note(words(this, true))
{
    setObjectName(QStringLiteral("toolCard"));
    setAccessibleName(tr("Measured and marked"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setCursor(Qt::ArrowCursor);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(betweenPx, insidePx, insidePx, betweenPx);
    column->setSpacing(insidePx);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(insidePx);
    m_note->setText(tr("To look at only: neither stored nor exported."));
    column->addWidget(m_measure);
    column->addWidget(m_marks);
    column->addWidget(m_note);
    connect(&workspace.measuring(), &session::Measuring::measuringChanged, this, &ToolCard::showMeasured);
    connect(&workspace.marks(), &session::MapMarks::marksChanged, this, &ToolCard::showMarks);
    connect(&workspace.view(), &session::ViewState::viewportChanged, this, [this] {
        if (!m_workspace.measuring().isEmpty())
            showMeasured(); // as precisely as this scale shows it; the card keeps off the vertices
    });
    map->installEventFilter(this);
    hide();
    showMarks();
    showMeasured();
}

QWidget *ToolCard::measureSection()
{
    auto *section = new QWidget(this);
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    m_total = headingLabel({}, 1.2, section);
    m_total->setObjectName(QStringLiteral("measuredTotal"));
    m_total->setTextInteractionFlags(Qt::NoTextInteraction);
    m_total->setFocusPolicy(Qt::NoFocus);
    head->addWidget(m_total, 1);
    auto *copy =
        cardButton(QStringLiteral("edit-copy"), tr("Copy as text (Ctrl+C)"), "copyMeasured", section);
    auto *clear = cardButton(QStringLiteral("dialog-close"), tr("Clear the measurement (Esc)"),
                             "clearMeasured", section);
    head->addWidget(copy);
    head->addWidget(clear);
    column->addLayout(head);
    m_values = words(section);
    m_values->setObjectName(QStringLiteral("measuredValues"));
    column->addWidget(m_values);
    connect(copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(
            session::measuredText(m_workspace.measuring().measured(), shownCoordinateForm()));
        Q_EMIT copied(tr("the measurement"));
    });
    connect(clear, &QToolButton::clicked, this, [this] { m_workspace.measuring().clear(); });
    return section;
}

void ToolCard::showMeasured()
{
    const session::Measuring &measuring = m_workspace.measuring();
    std::vector<geo::LonLat> vertices = measuring.vertices();
    if (measuring.looseEnd())
        vertices.push_back(*measuring.looseEnd());
    const session::Measured measured = session::measure(vertices);
    const double metresPerPx = m_workspace.view().viewport().groundMetresPerPx();
    m_total->setText(measured.sides.empty() ? tr("Measure") : geo::lengthText(measured.totalM, metresPerPx));
    m_total->setAccessibleName(tr("Measured length %1").arg(m_total->text()));
    m_values->setText(valuesOf(measured, metresPerPx));
    m_values->setVisible(!m_values->text().isEmpty());
    m_measure->setVisible(!measuring.isEmpty());
    place();
}

void ToolCard::showMarks()
{
    emptyLayout(m_rows);
    const session::MapMarks::Content &marks = m_workspace.marks().content();
    for (std::size_t i = 0; i < marks.rings.size(); ++i)
        addRings(i);
    for (std::size_t i = 0; i < marks.links.size(); ++i)
        addLink(i);
    m_marks->setVisible(!marks.isEmpty());
    place();
}

QWidget *ToolCard::addRow(const QString &text, const QString &detail)
{
    auto *row = new QWidget(m_marks);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    QLabel *first = words(row);
    first->setText(text);
    QLabel *second = words(row, true);
    second->setText(detail);
    texts->addWidget(first);
    texts->addWidget(second);
    line->addLayout(texts, 1);
    m_rows->addWidget(row);
    return row;
}

void ToolCard::addRings(std::size_t i)
{
    const session::RangeRings rings = m_workspace.marks().content().rings[i];
    QString detail = tr("around %1").arg(nameOf(rings.place));
    if (rings.place.uncertaintyM > 0)
        detail += tr(", known to within %1").arg(geo::lengthText(rings.place.uncertaintyM));
    QWidget *row = addRow(tr("Rings %1").arg(session::radiiText(rings.radiiM)), detail);
    auto *keep =
        cardButton(QStringLiteral("document-save"), tr("Keep as annotation, for exports"), "keepRings", row);
    auto *remove = cardButton(QStringLiteral("dialog-close"), tr("Remove these rings"), "removeRings", row);
    row->layout()->addWidget(keep);
    row->layout()->addWidget(remove);
    row->show(); // its card may be seen already
    connect(keep, &QToolButton::clicked, this, [this, rings] { Q_EMIT keepRequested(rings); });
    connect(
        remove, &QToolButton::clicked, this, [this, i] { m_workspace.marks().removeRings(i); },
        Qt::QueuedConnection); // the row goes with it
}

void ToolCard::addLink(std::size_t i)
{
    const session::BorderLink link = m_workspace.marks().content().links[i];
    QString detail = tr("from %1").arg(nameOf(link.place));
    if (link.place.uncertaintyM > 0)
        detail += tr(", known to within %1").arg(geo::lengthText(link.place.uncertaintyM));
    detail +=
        tr("; border lines are good to about %1").arg(session::kilometresText(places::boundaryAccuracyM));
    QWidget *row = addRow(linkText(link), detail);
    auto *copy = cardButton(QStringLiteral("edit-copy"), tr("Copy as text"), "copyLink", row);
    auto *remove = cardButton(QStringLiteral("dialog-close"), tr("Remove this line"), "removeLink", row);
    row->layout()->addWidget(copy);
    row->layout()->addWidget(remove);
    row->show();
    connect(copy, &QToolButton::clicked, this, [this, link] {
        const QString point = geo::coordinateText(link.borderPoint, shownCoordinateForm());
        QString text = tr("%1, at %2, from %3").arg(linkText(link), point, nameOf(link.place));
        QApplication::clipboard()->setText(text.replace(geo::unitSpace, u' '));
        Q_EMIT copied(tr("the way to the border"));
    });
    connect(
        remove, &QToolButton::clicked, this, [this, i] { m_workspace.marks().removeLink(i); },
        Qt::QueuedConnection);
}

bool ToolCard::event(QEvent *event)
{
    const bool isHandled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        place(); // what is inside needs another height
    return isHandled;
}

bool ToolCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void ToolCard::place()
{
    const bool hasContent = !m_workspace.measuring().isEmpty() || !m_workspace.marks().content().isEmpty();
    setVisible(hasContent);
    if (!hasContent)
        return;
    // From the inside to the outside: what was filled just now has not told its parent yet.
    for (QWidget *row : m_marks->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (row->layout())
            row->layout()->activate();
    }
    m_marks->layout()->activate();
    m_measure->layout()->activate();
    setFixedWidth(std::clamp(parentWidget()->width() - 2 * marginPx, 1, cardWidthPx));
    layout()->activate();
    resize(width(),
           std::min(layout()->totalHeightForWidth(width()), parentWidget()->height() - 2 * marginPx));
    move(freeCorner());
    raise();
}

/// The upper left corner unless a measured vertex is under it; then the first of the others without one. The
/// lower left one has the scale bar.
QPoint ToolCard::freeCorner() const
{
    const QSize room = parentWidget()->size() - size() - QSize(marginPx, marginPx);
    const QPoint corners[] = {{marginPx, marginPx},
                              {room.width(), marginPx},
                              {room.width(), room.height()},
                              {marginPx, room.height() - aboveScaleBarPx}};
    const map::Viewport &view = m_workspace.view().viewport();
    const std::vector<geo::LonLat> &vertices = m_workspace.measuring().vertices();
    const auto isFree = [&](QPoint corner) {
        const QRectF card = QRectF(corner, size()).adjusted(-reachPx, -reachPx, reachPx, reachPx);
        return std::none_of(vertices.begin(), vertices.end(),
                            [&](geo::LonLat each) { return card.contains(view.lonLatToScreen(each)); });
    };
    if (isFree(pos()) && std::find(std::begin(corners), std::end(corners), pos()) != std::end(corners))
        return pos(); // it does not jump about for nothing
    const auto found = std::find_if(std::begin(corners), std::end(corners), isFree);
    return found == std::end(corners) ? corners[0] : *found;
}

} // namespace marz::ui
