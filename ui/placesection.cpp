#include "ui/placesection.h"

#include "geo/coordinatetext.h"
#include "session/recordverbs.h"
#include "session/workspace.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {
constexpr int shortestSearch = 2;
}

PlaceSection::PlaceSection(session::Workspace &workspace, QWidget *parent)
    : FormSection(tr("Place"), parent), m_workspace(workspace)
{
    m_search = addText(tr("Find place"),
                       tr("A name in any spelling or script, or coordinates in degrees, DMS, UTM or MGRS"),
                       "placeSearch");
    m_search->setClearButtonEnabled(true);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("placeSuggestions"));
    m_list->setAccessibleName(tr("Places found"));
    m_list->setMaximumHeight(132);
    m_list->hide();
    body()->addWidget(m_list);
    connect(m_search, &QLineEdit::textEdited, this, &PlaceSection::suggest);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { take(std::max(0, m_list->currentRow())); });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { take(m_list->row(item)); });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { take(m_list->row(item)); });

    auto *pick = new QPushButton(tr("Point at it on the map"), this);
    pick->setObjectName(QStringLiteral("pickPlace"));
    pick->setWhatsThis(tr("The next click on the map is the place; its radius is 20 pixels at that scale"));
    connect(pick, &QPushButton::clicked, this, &PlaceSection::placePickRequested);
    body()->addWidget(pick);

    m_place = addText(tr("Place as reported"), tr("The words of the source"), "place");
    connect(m_place, &QLineEdit::textEdited, this, [this] { m_isPlaceTyped = true; });
    m_coordinates = addText(tr("Coordinates"),
                            tr("Representative point; empty when nothing finer than the country is known"),
                            "coordinates");
    m_precision = addCodes<incident::PlacePrecision>(tr("Precision"), tr("How exactly the sources place it"),
                                                     "placePrecision");
    m_basis = addCodes<incident::PlaceBasis>(tr("Basis"), tr("How the point was found"), "placeBasis");
    m_radius = addText(tr("Uncertainty radius, km"), tr("How far off the point may be"), "placeRadius");
    m_country = addText(tr("Country"), tr("ISO 3166-1 alpha-3, such as TJK"), "country");
    m_unit = addText(tr("Region"), tr("ISO 3166-2 code, such as TJ-KT"), "admin1Code");
    m_district = addText(tr("District"), tr("Name of the district"), "admin2");
}

void PlaceSection::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void PlaceSection::suggest(const QString &text)
{
    m_list->clear();
    m_found.clear();
    if (text.trimmed().size() >= shortestSearch && m_workspace.geodata())
        m_found = session::suggestPlaces(text.trimmed(), *m_workspace.geodata());
    for (const session::PlaceSuggestion &each : m_found)
        m_list->addItem(each.detail.isEmpty()
                            ? each.label
                            : QString(each.label + QStringLiteral("  (") + each.detail + u')'));
    m_list->setVisible(!m_found.empty());
    if (!m_found.empty()) {
        Q_EMIT revealRequested(m_list);
        Q_EMIT revealRequested(m_search);
    }
}

void PlaceSection::take(int row)
{
    if (row < 0 || row >= static_cast<int>(m_found.size()))
        return;
    const incident::Where where = m_found[static_cast<std::size_t>(row)].where;
    const QString words = m_search->text().trimmed();
    m_list->hide();
    m_search->clear();
    takeWhere(where, words);
    if (where.point)
        m_workspace.view().showPosition(*where.point, 600);
    Q_EMIT edited();
}

void PlaceSection::showWhere(const incident::Where &where)
{
    m_where = where;
    m_place->setText(where.place);
    m_coordinates->setText(
        where.point ? geo::coordinateText(*where.point, geo::CoordinateForm::DecimalDegrees) : QString());
    chooseCode(m_precision, incident::code(where.precision));
    chooseCode(m_basis, incident::code(where.basis));
    m_radius->setText(where.radiusM ? QString::number(*where.radiusM / 1000) : QString());
    m_country->setText(where.country);
    m_unit->setText(where.admin1Code);
    m_district->setText(where.admin2);
}

void PlaceSection::takeWhere(const incident::Where &where, const QString &words)
{
    const QString before = m_place->text().trimmed();
    const bool isCoordinate = geo::parseCoordinate(words).has_value();
    incident::Where taken = where;
    if (!before.isEmpty() && (m_isPlaceTyped || isCoordinate || where.place.isEmpty()))
        taken.place = before;
    else if (isCoordinate)
        taken.place.clear();
    else if (!words.isEmpty() && !where.place.startsWith(words, Qt::CaseInsensitive))
        taken.place = words;
    showWhere(taken);
    Q_EMIT placeTaken(taken);
}

void PlaceSection::showRecord(const incident::Incident &incident)
{
    showWhere(incident.where);
    m_isPlaceTyped = !incident.where.place.isEmpty();
    m_search->clear();
    m_list->hide();
}

std::optional<geo::LonLat> PlaceSection::typedPoint(QString *problem) const
{
    const QString text = m_coordinates->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const bool isUntouched =
        m_where.point && text == geo::coordinateText(*m_where.point, geo::CoordinateForm::DecimalDegrees);
    if (isUntouched)
        return m_where.point; // all digits, not only those shown
    const std::optional<geo::ParsedCoordinate> typed = geo::parseCoordinate(text, problem);
    return typed ? std::optional(typed->position) : std::nullopt;
}

void PlaceSection::fill(incident::Incident &incident) const
{
    incident::Where &where = incident.where;
    where = m_where;
    where.place = m_place->text().trimmed();
    where.point = typedPoint(nullptr);
    where.precision = chosen<incident::PlacePrecision>(m_precision);
    where.basis = chosen<incident::PlaceBasis>(m_basis);
    bool isNumber = false;
    const double km = m_radius->text().trimmed().toDouble(&isNumber);
    const bool isSame = m_where.radiusM && m_radius->text() == QString::number(*m_where.radiusM / 1000);
    if (!isSame)
        where.radiusM = isNumber ? std::optional(km * 1000) : std::nullopt;
    where.country = m_country->text().trimmed().toUpper();
    const QString unit = m_unit->text().trimmed().toUpper();
    if (unit != m_where.admin1Code) {
        where.admin1Code = unit;
        const places::Unit *known =
            m_workspace.geodata() ? m_workspace.geodata()->boundaries.unit(unit) : nullptr;
        where.admin1 = known ? known->name : QString();
        where.adminBasis = incident::AdminBasis::Analyst;
    }
    where.admin2 = m_district->text().trimmed();
    if (where.country != m_where.country || where.admin2 != m_where.admin2)
        where.adminBasis = incident::AdminBasis::Analyst; // else saving would compute it over what was typed
}

QWidget *PlaceSection::fieldOf(const QString &field) const
{
    const QHash<QString, QWidget *> fields{
        {QStringLiteral("lon"), m_coordinates},   {QStringLiteral("lat"), m_coordinates},
        {QStringLiteral("geom"), m_coordinates},  {QStringLiteral("point"), m_coordinates},
        {QStringLiteral("place"), m_place},       {QStringLiteral("place_precision"), m_precision},
        {QStringLiteral("place_basis"), m_basis}, {QStringLiteral("place_radius_m"), m_radius},
        {QStringLiteral("country"), m_country},   {QStringLiteral("admin1"), m_unit},
        {QStringLiteral("admin1_code"), m_unit},  {QStringLiteral("admin2"), m_district}};
    return fields.value(field);
}

bool PlaceSection::owns(const QString &field) const
{
    static const QStringList fields{QStringLiteral("lon"),         QStringLiteral("lat"),
                                    QStringLiteral("geom"),        QStringLiteral("point"),
                                    QStringLiteral("country"),     QStringLiteral("admin1"),
                                    QStringLiteral("admin1_code"), QStringLiteral("admin2")};
    return fields.contains(field) || field.startsWith(QLatin1String("place"));
}

std::vector<incident::Problem> PlaceSection::inputProblems() const
{
    std::vector<incident::Problem> problems;
    QString problem;
    if (!m_coordinates->text().trimmed().isEmpty() && !typedPoint(&problem))
        problems.push_back({QStringLiteral("lat"), problem});
    bool isNumber = false;
    const double km = m_radius->text().trimmed().toDouble(&isNumber);
    if (!m_radius->text().trimmed().isEmpty() && (!isNumber || km <= 0))
        problems.push_back(
            {QStringLiteral("place_radius_m"), tr("The radius is a number of kilometres above 0.")});
    return problems;
}

} // namespace marz::ui
