#include "ui/offmaptray.h"

#include "session/workspace.h"

#include <QHeaderView>
#include <QLabel>
#include <QMap>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace marz::ui {

namespace {
constexpr int fidRole = Qt::UserRole;
}

OffMapTray::OffMapTray(session::Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_tree(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("offMapTray"));
    setWindowTitle(tr("Not on the map"));
    resize(520, 420);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    auto *about = new QLabel(
        tr("Incidents that the filter leaves and that have no symbol of their own. A click selects one."),
        this);
    about->setWordWrap(true);
    column->addWidget(about);
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Incident"), tr("Count")});
    m_tree->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setAccessibleName(tr("Incidents not on the map"));
    column->addWidget(m_tree, 1);

    connect(m_tree, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item) {
        if (const qint64 fid = item->data(0, fidRole).toLongLong())
            m_workspace.selection().selectIncident(fid);
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        if (const qint64 fid = item->data(0, fidRole).toLongLong())
            Q_EMIT incidentOpened(fid);
    });
    connect(&workspace.filtered(), &session::FilteredView::filteredChanged, this, &OffMapTray::fill);
    fill();
}

void OffMapTray::fill()
{
    m_tree->clear();
    const session::Filtered &filtered = m_workspace.filtered().filtered();
    if (!filtered.index || !filtered.mask || !filtered.maskAnyDay)
        return;
    std::vector<qint64> unlocated, coarse, undated;
    const index::IncidentIndex &index = *filtered.index;
    for (index::Row row = 0; row < index.size(); ++row) {
        if (filtered.maskAnyDay->matches(row) && index.isUndated(row))
            undated.push_back(index.fid(row));
        if (!filtered.mask->matches(row))
            continue;
        if (!index.isLocated(row))
            unlocated.push_back(index.fid(row));
        else if (index.placePrecision(row) > incident::PlacePrecision::District)
            coarse.push_back(index.fid(row));
    }
    addGroup(tr("No point: known to the country at most"), unlocated);
    addGroup(tr("Known only to the province or coarser"), coarse);
    addGroup(tr("Undated"), undated);
    m_tree->expandToDepth(0);
}

void OffMapTray::addGroup(const QString &title, const std::vector<qint64> &fids)
{
    auto *group = new QTreeWidgetItem(m_tree, {title, QString::number(fids.size())});
    group->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    QFont bold = m_tree->font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    const index::IncidentIndex &index = *m_workspace.filtered().filtered().index;
    QMap<QString, std::vector<qint64>> byCountry;
    for (const qint64 fid : fids) {
        if (const auto row = index.rowOf(fid))
            byCountry[index.country(*row)].push_back(fid);
    }
    const auto geodata = m_workspace.geodata();
    for (auto it = byCountry.cbegin(); it != byCountry.cend(); ++it) {
        const places::Country *country = geodata ? geodata->boundaries.country(it.key()) : nullptr;
        const QString name = country              ? country->name
                             : it.key().isEmpty() ? tr("country not known")
                                                  : it.key();
        auto *branch = new QTreeWidgetItem(group, {name, QString::number(it.value().size())});
        branch->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        for (const qint64 fid : it.value()) {
            auto *leaf = new QTreeWidgetItem(branch, {m_workspace.store().title(fid).simplified()});
            leaf->setData(0, fidRole, fid);
            leaf->setToolTip(0, leaf->text(0).toHtmlEscaped());
        }
    }
}

} // namespace marz::ui
