#include "net/answerproblem.h"

#include <QNetworkReply>

#include <algorithm>

namespace marz::net {

namespace {

constexpr int longestRestS = 60 * 60;
constexpr int usualRestS = 60;
constexpr qint64 megabyte = 1 << 20;

/// A server that could not be talked to at all.
AnswerProblem connectionProblem(const QNetworkReply &reply, const QString &host)
{
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return {QStringLiteral("There is no host %1, or this computer is offline. Check the address and the "
                               "connection.")
                    .arg(host),
                Onward::Stop};
    case QNetworkReply::ConnectionRefusedError:
        return {QStringLiteral("%1 refuses connections. Check the address and its port.").arg(host),
                Onward::Stop};
    case QNetworkReply::OperationCanceledError: // the transfer timeout
    case QNetworkReply::TimeoutError:
        return {QStringLiteral("%1 does not answer. Try again later.").arg(host), Onward::Stop};
    case QNetworkReply::SslHandshakeFailedError:
        return {
            QStringLiteral("%1 could not show that it is what it says (%2), so nothing was fetched. Check "
                           "the address and the clock of this computer, and ask who runs the server.")
                .arg(host, reply.errorString().simplified().left(120)),
            Onward::Stop};
    case QNetworkReply::RemoteHostClosedError:
        return {QStringLiteral("%1 closed the connection early. Try again later.").arg(host), Onward::Strike};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return {QStringLiteral("The proxy of this computer does not let Marz through to %1. Ask who runs it.")
                    .arg(host),
                Onward::Stop};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {QStringLiteral("What %1 answers is not HTTP. Check the address and its port.").arg(host),
                Onward::Strike};
    default:
        return {QStringLiteral("%1 could not be reached (%2). Check the connection.")
                    .arg(host, reply.errorString().simplified().left(120)),
                Onward::Stop};
    }
}

int restOf(const QNetworkReply &reply)
{
    bool isNumber = false;
    const int seconds = reply.rawHeader("Retry-After").trimmed().toInt(&isNumber);
    return isNumber ? std::clamp(seconds, 1, longestRestS) : usualRestS;
}

} // namespace

AnswerProblem problemOf(const QNetworkReply &reply, const Host &host)
{
    const QString name = host.text();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A status that came with its body cut off is no answer either.
    if (status == 0 || (status >= 200 && status < 300))
        return connectionProblem(reply, name);
    if (status == 401 || status == 403)
        return {QStringLiteral("%1 does not let Marz in (HTTP %2). Check the key in the address, and whether "
                               "it may be used.")
                    .arg(name)
                    .arg(status),
                Onward::Strike};
    if (status == 407)
        return {QStringLiteral("The proxy of this computer wants a password, which Marz does not send. Ask "
                               "who runs it."),
                Onward::Stop};
    if (status == 429 || (status == 503 && reply.hasRawHeader("Retry-After"))) {
        const int rest = restOf(reply);
        return {QStringLiteral("%1 %2 and is left alone for %3 seconds.")
                    .arg(name, status == 429 ? QStringLiteral("was asked too often")
                                             : QStringLiteral("is too busy"))
                    .arg(rest),
                Onward::Stop, rest};
    }
    if (status >= 500)
        return {QStringLiteral("%1 has a fault of its own (HTTP %2). Try again later.").arg(name).arg(status),
                Onward::Strike};
    return {QStringLiteral("%1 does not understand the request (HTTP %2). Check the address.")
                .arg(name)
                .arg(status),
            Onward::Strike};
}

AnswerProblem elsewhereProblem(const QUrl &target, const Host &host)
{
    const Host other = Host::of(target);
    if (other.name == host.name && other.isValid())
        return {QStringLiteral("%1 sends on to %2. Type the address so if you want that.")
                    .arg(host.fullText(), other.fullText()),
                Onward::Stop};
    const QString named = other.isValid() ? other.text() : target.toDisplayString().left(120);
    return {QStringLiteral("%1 sends on to another host, %2, which was not asked. Type that address if you "
                           "want it.")
                .arg(host.text(), named),
            Onward::Strike};
}

AnswerProblem tooLargeProblem(qint64 limitBytes, const Host &host)
{
    return {QStringLiteral("%1 sent more than %2 MB for one address, which was stopped. Check the address.")
                .arg(host.text())
                .arg(std::max<qint64>(1, limitBytes / megabyte)),
            Onward::Strike};
}

AnswerProblem tooMuchProblem(qint64 limitBytes, const Host &host)
{
    return {QStringLiteral(
                "%1 sent more than %2 MB for one view, so the rest was not fetched. Zoom in, or export "
                "fewer pixels.")
                .arg(host.text())
                .arg(std::max<qint64>(1, limitBytes / megabyte)),
            Onward::Stop};
}

} // namespace marz::net
