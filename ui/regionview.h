#pragma once

#include "session/openstore.h"
#include "session/regionreport.h"

#include <QWidget>

class QScrollArea;

namespace marz::ui {

/// A region under the present filter: names, counts, casualties, types, years, incidents.
class RegionView : public QWidget
{
    Q_OBJECT
public:
    explicit RegionView(QWidget *parent = nullptr);

    void setReport(const session::RegionReport &report, const QString &countryName,
                   const session::OpenStore &store);

Q_SIGNALS:
    void onlyThisRequested(const QString &unitCode);
    void zoomRequested(const QString &unitCode);
    void incidentChosen(qint64 fid);

private:
    QWidget *names(const session::RegionReport &report, const QString &countryName);
    QWidget *counts(const session::RegionReport &report);

    QScrollArea *m_scroll;
    QString m_code;
};

} // namespace marz::ui
