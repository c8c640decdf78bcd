#pragma once

#include "base/job.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace marz::session {

/// Long work off the GUI thread: each job has a name, progress and cancel, shown in the status bar.
class Jobs : public QObject
{
    Q_OBJECT
public:
    struct Running {
        int id = 0;
        QString name;
        double fraction = -1; ///< 0..1, negative = unknown
        QString what;
    };

    explicit Jobs(QObject *parent = nullptr);
    ~Jobs() override; ///< cancels and waits

    /// Runs @p work on a thread of its own. @p done is called on this object's thread with the error message,
    /// empty on success ("Stopped." after cancel).
    int start(const QString &name,
              std::function<void(const base::CancelToken &, const base::Progress &)> work,
              std::function<void(const QString &error)> done);
    void cancel(int id);
    void cancelAll();
    std::vector<Running> running() const;

Q_SIGNALS:
    void jobsChanged();

private:
    struct Job;
    std::vector<std::unique_ptr<Job>> m_jobs;
    int m_nextId = 1;
};

} // namespace marz::session
