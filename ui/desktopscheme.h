#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QVariant>

#include <optional>

namespace marz::ui {

/// Whether the desktop prefers dark windows, as the settings portal of freedesktop.org says (namespace
/// org.freedesktop.appearance, key color-scheme): Qt 6.4 does not ask it.
class DesktopScheme : public QObject
{
    Q_OBJECT
public:
    explicit DesktopScheme(QObject *parent = nullptr);

    /// Nothing where there is no portal or no preference.
    std::optional<bool> isDark() const { return m_isDark; }
    /// What the portal's answer means: 1 dark, 2 light, anything else nothing; the value may be wrapped in
    /// variants.
    static std::optional<bool> meaningOf(QVariant answer);

Q_SIGNALS:
    /// The preference was changed while the program runs.
    void changed(bool isDark);

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    std::optional<bool> m_isDark;
};

} // namespace marz::ui
