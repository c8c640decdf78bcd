#include "session/jobs.h"

#include "base/error.h"

#include <QPointer>

namespace marz::session {

struct Jobs::Job {
    Running state;
    base::CancelToken cancel;
    std::thread thread;
};

Jobs::Jobs(QObject *parent) : QObject(parent) {}

Jobs::~Jobs()
{
    cancelAll();
    for (const std::unique_ptr<Job> &job : m_jobs) {
        if (job->thread.joinable())
            job->thread.join();
    }
}

int Jobs::start(const QString &name,
                std::function<void(const base::CancelToken &, const base::Progress &)> work,
                std::function<void(const QString &error)> done)
{
    const int id = m_nextId++;
    auto job = std::make_unique<Job>();
    job->state = {id, name, -1, {}};
    const base::CancelToken cancel = job->cancel;
    const base::Progress progress = [this, id](double fraction, const QString &what) {
        QMetaObject::invokeMethod(this, [this, id, fraction, what] {
            for (const std::unique_ptr<Job> &running : m_jobs) {
                if (running->state.id == id) {
                    running->state.fraction = fraction;
                    running->state.what = what;
                    Q_EMIT jobsChanged();
                }
            }
        });
    };
    job->thread = std::thread([this, id, cancel, progress, work = std::move(work), done = std::move(done)] {
        QString error;
        try {
            work(cancel, progress);
        } catch (const base::Error &e) {
            error = e.message();
        } catch (const std::exception &e) {
            error = QString::fromUtf8(e.what());
        }
        QMetaObject::invokeMethod(this, [this, id, done, error] {
            const auto it =
                std::find_if(m_jobs.begin(), m_jobs.end(),
                             [id](const std::unique_ptr<Job> &each) { return each->state.id == id; });
            if (it != m_jobs.end()) {
                (*it)->thread.join();
                m_jobs.erase(it);
            }
            Q_EMIT jobsChanged();
            if (done)
                done(error);
        });
    });
    m_jobs.push_back(std::move(job));
    Q_EMIT jobsChanged();
    return id;
}

void Jobs::cancel(int id)
{
    for (const std::unique_ptr<Job> &job : m_jobs) {
        if (job->state.id == id)
            job->cancel.cancel();
    }
}

void Jobs::cancelAll()
{
    for (const std::unique_ptr<Job> &job : m_jobs)
        job->cancel.cancel();
}

std::vector<Jobs::Running> Jobs::running() const
{
    std::vector<Running> all;
    for (const std::unique_ptr<Job> &job : m_jobs)
        all.push_back(job->state);
    return all;
}

} // namespace marz::session
