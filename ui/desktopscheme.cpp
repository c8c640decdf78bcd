#include "ui/desktopscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace marz::ui {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString object = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString space = QStringLiteral("org.freedesktop.appearance");
const QString key = QStringLiteral("color-scheme");
/// A portal that is slower than this is not waited for: the window comes first.
constexpr int patienceMs = 200;

} // namespace

DesktopScheme::DesktopScheme(QObject *parent) : QObject(parent)
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return; // Qt would start a bus of its own
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage question =
        QDBusMessage::createMethodCall(service, object, interface, QStringLiteral("Read"));
    question << space << key;
    const QDBusMessage answer = bus.call(question, QDBus::Block, patienceMs);
    if (answer.type() == QDBusMessage::ReplyMessage)
        m_isDark = meaningOf(answer.arguments().value(0));
    bus.connect(service, object, interface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
}

std::optional<bool> DesktopScheme::meaningOf(QVariant answer)
{
    for (int depth = 0; depth < 4 && answer.canConvert<QDBusVariant>(); ++depth)
        answer = answer.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint value = answer.toUInt(&isNumber);
    if (!isNumber || (value != 1 && value != 2))
        return std::nullopt;
    return value == 1;
}

void DesktopScheme::settingChanged(const QString &changedSpace, const QString &changedKey,
                                   const QDBusVariant &value)
{
    if (changedSpace != space || changedKey != key)
        return;
    m_isDark = meaningOf(QVariant::fromValue(value));
    if (m_isDark)
        Q_EMIT changed(*m_isDark);
}

} // namespace marz::ui
