#pragma once

#include <QtGlobal>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace marz::test {

/// Listens on a port of this computer, to see that nobody comes.
class Listener
{
public:
    Listener()
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_fd, 16) != 0 ||
            ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("cannot listen");
        m_port = ntohs(address.sin_port);
    }
    ~Listener() { ::close(m_fd); }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    quint16 port() const { return m_port; }
    /// Somebody has connected, or does within @p waitMs.
    bool wasCalled(int waitMs = 0) const
    {
        pollfd poll = {m_fd, POLLIN, 0};
        return ::poll(&poll, 1, waitMs) > 0;
    }

private:
    int m_fd = -1;
    quint16 m_port = 0;
};

} // namespace marz::test
