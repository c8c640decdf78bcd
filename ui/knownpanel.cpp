#include "ui/knownpanel.h"

#include "session/recordverbs.h"
#include "session/workspace.h"

#include <QDate>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace marz::ui {

KnownPanel::KnownPanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_title(new QLabel(this)), m_list(new QListWidget(this)),
      m_join(new QPushButton(tr("Add the report as a source to it"), this)),
      m_show(new QPushButton(tr("Show it"), this))
{
    setObjectName(QStringLiteral("knownPanel"));
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_list->setObjectName(QStringLiteral("knownCandidates"));
    m_list->setAccessibleName(tr("Incidents that may be the same"));
    m_list->setMaximumHeight(96);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_join);
    buttons->addWidget(m_show);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 8);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    connect(m_join, &QPushButton::clicked, this, [this] {
        if (currentFid() != 0)
            Q_EMIT joinRequested(currentFid());
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (currentFid() != 0)
            m_workspace.goToIncident(currentFid());
    });
    hide();
}

qint64 KnownPanel::currentFid() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toLongLong() : 0;
}

void KnownPanel::clear()
{
    m_list->clear();
    hide();
}

void KnownPanel::look(const incident::Incident &incident)
{
    const qint64 before = currentFid();
    m_list->clear();
    const std::shared_ptr<const index::IncidentIndex> rows = m_workspace.store().index();
    for (const session::KnownCandidate &candidate : session::alreadyKnown(incident, *rows)) {
        const std::optional<index::Row> row = rows->rowOf(candidate.fid);
        if (!row)
            continue;
        QString text = rows->isUndated(*row)
                           ? tr("undated")
                           : QDate::fromJulianDay(rows->dayStart(*row)).toString(Qt::ISODate);
        text += QStringLiteral("  ") + m_workspace.store().title(candidate.fid);
        QStringList apart;
        if (candidate.distanceM >= 0)
            apart << tr("%1 km away").arg(candidate.distanceM / 1000, 0, 'f', 0);
        if (candidate.daysApart)
            apart << tr("%1 days apart").arg(*candidate.daysApart);
        text += QStringLiteral("  (%1)").arg(apart.join(QStringLiteral(", ")));
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, candidate.fid);
        if (candidate.fid == before)
            m_list->setCurrentItem(item);
    }
    m_title->setText(tr("Already known? %n candidate(s)", nullptr, m_list->count()));
    if (m_list->count() > 0 && !m_list->currentItem())
        m_list->setCurrentRow(0);
    setVisible(m_list->count() > 0);
}

} // namespace marz::ui
