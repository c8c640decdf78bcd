#include "session/servicelookup.h"

#include "base/error.h"
#include "net/capabilities.h"
#include "net/downloads.h"
#include "net/wmsrequest.h"
#include "session/activitynotes.h"

#include <QCoreApplication>

namespace marz::session {

namespace {

constexpr qsizetype namedCrs = 6;

QString obstacleOf(const net::WmsLayer &layer)
{
    if (layer.hasWebMercator())
        return {};
    QString offered = layer.crs.mid(0, namedCrs).join(QStringLiteral(", "));
    if (layer.crs.size() > namedCrs)
        offered += QStringLiteral(" ...");
    return QStringLiteral("It is not offered in Web Mercator (EPSG:3857), which Marz needs, but in: %1.")
        .arg(offered.isEmpty() ? QStringLiteral("nothing") : offered);
}

OfferedService offered(const net::WmsCapabilities &found)
{
    OfferedService service;
    service.words.kind = ServiceKind::Wms;
    service.words.url = QString::fromLatin1(found.getMap.toEncoded());
    service.words.version = found.version;
    service.words.format = found.format();
    service.words.attribution = found.attribution;
    service.words.maxZoom = 24;
    service.title = found.title;
    for (const net::WmsLayer &each : found.layers)
        service.layers.push_back({each.name, each.title, each.above, obstacleOf(each)});
    return service;
}

} // namespace

OfferedService lookUpService(const QString &typed, std::shared_ptr<ActivityNotes> notes,
                             const base::CancelToken &cancel)
{
    const ServiceWords words = typedService(typed);
    const QUrl address(words.url, QUrl::StrictMode);
    net::DownloadRules rules;
    rules.host = net::Host::of(address);
    rules.userAgent = QStringLiteral("Marz/") + QCoreApplication::applicationVersion();
    const net::Downloads downloads(rules);
    ActivityNote note(std::move(notes), rules.host.text());
    std::optional<base::Error> first;
    for (const char *version : {"1.3.0", "1.1.1"}) {
        const QUrl url = net::capabilitiesUrl(address, QLatin1String(version));
        const net::Download answer = downloads.fetch({url}, cancel, [&] { note.begin(); }).front();
        try {
            if (answer.came == net::Came::Missing)
                throw base::Error(base::ErrorKind::NotFound,
                                  QStringLiteral("%1 has nothing at this address.").arg(rules.host.text()),
                                  QStringLiteral("Check it: that of a WMS often ends in /wms? or /ows?."));
            if (!answer.hasBytes())
                throw base::Error(base::ErrorKind::Failed, answer.problem);
            OfferedService service = offered(net::capabilitiesOf(answer.bytes, rules.host));
            note.setProblem({});
            return service;
        } catch (const base::Error &error) {
            if (!first)
                first = error; // what it says in the newer version tells more
        }
    }
    note.setProblem(first->message());
    throw *first;
}

ServiceLookup::ServiceLookup(std::shared_ptr<ActivityNotes> notes, QObject *parent)
    : QObject(parent), m_notes(std::move(notes))
{
}

ServiceLookup::~ServiceLookup()
{
    m_cancel.cancel();
}

void ServiceLookup::start(const QString &typed)
{
    m_cancel.cancel();
    m_cancel = base::CancelToken();
    m_isRunning = true;
    m_queue.post([this, typed, cancel = m_cancel, run = ++m_run] {
        std::optional<OfferedService> service;
        QString problem;
        try {
            service = lookUpService(typed, m_notes, cancel);
        } catch (const base::Error &error) {
            problem = error.message();
        }
        QMetaObject::invokeMethod(this, [this, run, service, problem] {
            if (run != m_run || !m_isRunning)
                return;
            m_isRunning = false;
            if (service)
                Q_EMIT found(*service);
            else
                Q_EMIT failed(problem);
        });
    });
}

void ServiceLookup::cancel()
{
    m_cancel.cancel();
    if (!std::exchange(m_isRunning, false))
        return;
    Q_EMIT failed({});
}

} // namespace marz::session
