#include "ui/offmaptray.h"

#include "session/workspace.h"
#include "ui/parts.h"

#include <QHeaderView>
#include <QMap>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr std::size_t maxLines = 300; ///< of one country in one group
constexpr int delayMs = 60;

/// Why an incident is in the tray.
enum Group { Undated, CountryOnly, ProvinceOnly, GroupCount };

const char *const groupWords[] = {"Undated", "Without a point", "Known only to the province"};

using ByCountry = QMap<QString, std::vector<index::Row>>;

std::array<ByCountry, GroupCount> groupsOf(const session::Filtered &filtered)
{
    std::array<ByCountry, GroupCount> groups;
    const index::IncidentIndex &rows = *filtered.index;
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (rows.isUndated(row) && filtered.maskAnyDay->matches(row))
            groups[Undated][rows.country(row)].push_back(row);
        if (!filtered.mask->matches(row))
            continue;
        if (!rows.isLocated(row))
            groups[CountryOnly][rows.country(row)].push_back(row);
        else if (rows.placePrecision(row) >= incident::PlacePrecision::Province)
            groups[ProvinceOnly][rows.country(row)].push_back(row);
    }
    return groups;
}

std::size_t sizeOf(const ByCountry &countries)
{
    std::size_t size = 0;
    for (const std::vector<index::Row> &rows : countries)
        size += rows.size();
    return size;
}

} // namespace

struct OffMapTray::Impl
{
    OffMapTray *q;
    session::Workspace &workspace;
    QTreeWidget *tree = new QTreeWidget;
    QLabel *head = plainLabel({});
    QTimer later;

    Impl(OffMapTray *tray, session::Workspace &space) : q(tray), workspace(space) {}

    void build();
    void fill();
    void addCountry(QTreeWidgetItem *group, const QString &code, const std::vector<index::Row> &rows,
                    const index::IncidentIndex &index);
};

void OffMapTray::Impl::build()
{
    tree->setObjectName(QStringLiteral("offMap"));
    tree->setAccessibleName(QStringLiteral("Not on the map"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    head->setObjectName(QStringLiteral("offMapHead"));
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(betweenPx, betweenPx, betweenPx, betweenPx);
    column->setSpacing(insidePx);
    column->addWidget(head);
    column->addWidget(tree, 1);
    const auto choose = [this](const QTreeWidgetItem *item) {
        if (const qint64 fid = item->data(0, Qt::UserRole).toLongLong(); fid != 0)
            workspace.selection().selectIncident(fid);
    };
    QObject::connect(tree, &QTreeWidget::itemClicked, q, choose);
    QObject::connect(tree, &QTreeWidget::itemActivated, q, choose);
    later.setSingleShot(true);
    later.setInterval(delayMs);
    QObject::connect(&later, &QTimer::timeout, q, [this] { fill(); });
    QObject::connect(&workspace.filtered(), &session::FilteredView::filteredChanged, q, [this] { later.start(); });
    QObject::connect(&workspace, &session::Workspace::geodataLoaded, q, [this] { later.start(); });
}

void OffMapTray::Impl::addCountry(QTreeWidgetItem *group, const QString &code, const std::vector<index::Row> &rows,
                                  const index::IncidentIndex &index)
{
    const places::Country *country = workspace.geodata() ? workspace.geodata()->boundaries.country(code) : nullptr;
    const QString name = code.isEmpty() ? QStringLiteral("country not known")
        : country                       ? QStringLiteral("%1 (%2)").arg(country->name, code)
                                        : code;
    auto *item = new QTreeWidgetItem(group, {name, countText(rows.size())});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    for (std::size_t i = 0; i < rows.size() && i < maxLines; ++i) {
        const index::Row row = rows[rows.size() - 1 - i]; // newest first
        const QString title = workspace.store().title(index.fid(row));
        const QString day = index.isUndated(row) ? QStringLiteral("undated")
                                                 : QDate::fromJulianDay(index.dayStart(row)).toString(Qt::ISODate);
        auto *line = new QTreeWidgetItem(item, {QStringLiteral("%1  %2").arg(day, title), QString()});
        line->setData(0, Qt::UserRole, index.fid(row));
        line->setToolTip(0, plainToolTip(title));
    }
    if (rows.size() > maxLines) {
        auto *more = new QTreeWidgetItem(item, {QStringLiteral("and %1 more").arg(countText(rows.size() - maxLines)), QString()});
        more->setFlags(Qt::NoItemFlags);
    }
}

void OffMapTray::Impl::fill()
{
    const session::Filtered &filtered = workspace.filtered().filtered();
    const std::array<ByCountry, GroupCount> groups = groupsOf(filtered);
    tree->clear();
    for (int group = 0; group < GroupCount; ++group) {
        const ByCountry &countries = groups[static_cast<std::size_t>(group)];
        auto *item = new QTreeWidgetItem(tree, {QString::fromLatin1(groupWords[group]), countText(sizeOf(countries))});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        for (auto it = countries.begin(); it != countries.end(); ++it)
            addCountry(item, it.key(), it.value(), *filtered.index);
    }
    tree->expandAll();
    const std::size_t notOnMap = filtered.unlocated + filtered.coarse;
    head->setText(notOnMap + filtered.undated == 0
                      ? QStringLiteral("Everything that the filter shows has a date and a place on the map.")
                      : QStringLiteral("%1 of %2 are not on the map as a symbol; %3 have no date.")
                            .arg(countText(notOnMap), countText(filtered.total), countText(filtered.undated)));
}

OffMapTray::OffMapTray(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    m_impl->build();
    m_impl->fill();
}

OffMapTray::~OffMapTray() = default;

} // namespace marz::ui
