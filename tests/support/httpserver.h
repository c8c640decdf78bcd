#pragma once

#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace marz::test {

/// What the server below says to one path.
struct HttpReply {
    enum class End : quint8 {
        Usual,
        Never, ///< nothing is ever sent
        Early, ///< the connection is closed after half of the body
        Unsaid ///< no length is told, the end of the connection is that of the body
    };
    QByteArray body{};
    int status = 200;
    QByteArrayList headers{}; ///< "ETag: \"a\""
    End end = End::Usual;
};

/// A web server of this computer, on the thread that made it: paths it was not told are 404.
class HttpServer : public QTcpServer
{
public:
    HttpServer()
    {
        for (const char *name :
             {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
            qunsetenv(name);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(*socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        listen(QHostAddress::LocalHost);
        m_port = serverPort();
    }
    /// "http://127.0.0.1:PORT" and @p path.
    QString address(const QString &path = {}) const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_port) + path;
    }
    QUrl url(const QString &path) const { return QUrl(address(path)); }
    /// Refuses connections from now on.
    void goOffline()
    {
        close();
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }
    /// How often a path that begins so was asked for.
    int asked(const QByteArray &path = {}) const
    {
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const QByteArray &each) {
            return each.split(' ').value(1).startsWith(path);
        }));
    }

    QHash<QByteArray, HttpReply> replies; ///< by path with its query; "*" = all others
    QByteArrayList requests;              ///< the whole head of each
    int connections = 0;
    int atOnce = 0;     ///< requests of which nothing was sent yet
    int mostAtOnce = 0; ///< the most of them

private:
    void serve(QTcpSocket &socket)
    {
        QByteArray head = socket.property("head").toByteArray() + socket.readAll();
        if (head.startsWith('\x16')) { // TLS, which this one does not speak
            socket.write("HTTP/1.1 400 Speak HTTP\r\n\r\n");
            socket.disconnectFromHost();
            return;
        }
        const qsizetype end = head.indexOf("\r\n\r\n");
        socket.setProperty("head", end < 0 ? head : head.mid(end + 4));
        if (end < 0)
            return;
        head.truncate(end);
        requests << head;
        const QByteArray path = head.split(' ').value(1);
        HttpReply reply = replies.value(path, replies.value("*", {"nothing here", 404, {}, {}}));
        mostAtOnce = std::max(mostAtOnce, ++atOnce);
        if (reply.end == HttpReply::End::Never)
            return;
        --atOnce;
        const QByteArray tag = header(head, "If-None-Match");
        if (!tag.isEmpty() && reply.headers.contains("ETag: " + tag))
            reply = {{}, 304, reply.headers, {}};
        QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + " It\r\n";
        if (reply.end != HttpReply::End::Unsaid)
            text += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
        for (const QByteArray &each : reply.headers)
            text += each + "\r\n";
        socket.write(text + "\r\n");
        socket.write(reply.end == HttpReply::End::Early ? reply.body.left(reply.body.size() / 2)
                                                        : reply.body);
        if (reply.end != HttpReply::End::Usual)
            socket.disconnectFromHost();
    }
    static QByteArray header(const QByteArray &head, const QByteArray &name)
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }

    quint16 m_port = 0; ///< also once it is offline
};

} // namespace marz::test
