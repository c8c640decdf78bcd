#include "ui/incidentlist.h"

#include "session/openstore.h"
#include "ui/parts.h"

#include <QDate>

namespace marz::ui {

QString dayWords(const index::IncidentIndex &rows, index::Row row)
{
    if (rows.isUndated(row))
        return QStringLiteral("undated");
    const QDate first = QDate::fromJulianDay(rows.dayStart(row));
    switch (rows.timePrecision(row)) {
    case incident::TimePrecision::Year:
        return first.toString(QStringLiteral("yyyy"));
    case incident::TimePrecision::Month:
        return first.toString(QStringLiteral("yyyy-MM"));
    default:
        return first.toString(Qt::ISODate);
    }
}

IncidentList::IncidentList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(QStringLiteral("Incidents"));
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    const auto choose = [this](const QListWidgetItem *item) {
        if (const qint64 fid = item->data(Qt::UserRole).toLongLong(); fid != 0)
            Q_EMIT incidentChosen(fid);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void IncidentList::setIncidents(const std::vector<qint64> &fids, const session::OpenStore &store)
{
    clear();
    const index::IncidentIndex &rows = *store.index();
    for (std::size_t i = 0; i < fids.size() && i < maxLines; ++i) {
        const std::optional<index::Row> row = rows.rowOf(fids[i]);
        if (!row)
            continue;
        const QString title = store.title(fids[i]);
        const QString words = QStringLiteral("%1  %2").arg(
            dayWords(rows, *row), title.isEmpty() ? QStringLiteral("(no title)") : title);
        auto *item = new QListWidgetItem(words, this);
        item->setData(Qt::UserRole, fids[i]);
        item->setToolTip(plainToolTip(title));
        if (rows.familyId(*row) < rows.vocabulary().families().size())
            item->setIcon(
                familyIcon(rows.vocabulary().families()[rows.familyId(*row)], this, rows.verification(*row)));
    }
    if (fids.size() > maxLines) {
        auto *more = new QListWidgetItem(
            QStringLiteral("and %1 more: see the table").arg(countText(fids.size() - maxLines)), this);
        more->setFlags(Qt::NoItemFlags);
    }
    updateGeometry();
}

QSize IncidentList::sizeHint() const
{
    const int lines = std::clamp(count(), 1, 14);
    return {200, lines * std::max(sizeHintForRow(0), fontMetrics().height() + 2) + 4};
}

} // namespace marz::ui
