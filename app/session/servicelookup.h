#pragma once

#include "base/job.h"
#include "base/taskqueue.h"
#include "session/tileservice.h"

#include <QObject>

#include <memory>
#include <vector>

namespace marz::session {

class ActivityNotes;

/// A layer of a WMS as it can be chosen.
struct OfferedLayer {
    QString name;
    QString title;
    QStringList above; ///< titles of the groups that it stands in, the outermost first
    QString obstacle;  ///< why it cannot be drawn, a plain sentence; empty = it can
};

/// What a WMS offers.
struct OfferedService {
    ServiceWords words; ///< all but the layers
    QString title;
    std::vector<OfferedLayer> layers;
};

/// Asks a WMS at an address as it was typed. @p notes may be null. Blocks: call it on a worker. Throws
/// base::Error, Cancelled too.
OfferedService lookUpService(const QString &typed, std::shared_ptr<ActivityNotes> notes,
                             const base::CancelToken &cancel);

/// The same in the background, one at a time.
class ServiceLookup : public QObject
{
    Q_OBJECT
public:
    /// @p notes may be null.
    explicit ServiceLookup(std::shared_ptr<ActivityNotes> notes, QObject *parent = nullptr);
    ~ServiceLookup() override; ///< stops it

    /// One that is under way is stopped first.
    void start(const QString &typed);
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void found(const marz::session::OfferedService &service);
    /// A problem and what to do; empty when it was cancelled.
    void failed(const QString &problem);

private:
    std::shared_ptr<ActivityNotes> m_notes;
    base::CancelToken m_cancel;
    int m_run = 0; ///< answers of earlier ones are dropped
    bool m_isRunning = false;
    base::TaskQueue m_queue; // last: joins first
};

} // namespace marz::session
