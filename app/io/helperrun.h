#pragma once

#include "base/error.h"
#include "base/job.h"
#include "io/frames.h"

#include <functional>
#include <memory>

class QProcess;

namespace marz::io {

/// One helper process from start to end.
class HelperRun
{
public:
    /// Starts @p program and hands it @p request, which must outlive this. Throws base::Error(Failed).
    HelperRun(const QString &program, const HelperRequest &request);
    ~HelperRun();
    HelperRun(const HelperRun &) = delete;
    HelperRun &operator=(const HelperRun &) = delete;

    /// Hands every frame to @p take until the answer ends. Throws when it fails, hangs, dies or is cancelled.
    void run(const base::CancelToken &cancel, const std::function<void(const Frame &)> &take);

private:
    const HelperRequest &m_request;
    std::unique_ptr<QProcess> m_process;
};

/// What messages call the thing that is read.
QString nameOf(const HelperRequest &request);

/// Of an answer that is no answer to @p request.
base::Error unreadable(const HelperRequest &request);

} // namespace marz::io
