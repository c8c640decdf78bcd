#pragma once

#include <QPixmap>
#include <QWidget>

namespace marz::test {

/// Saves a picture of @p widget in the folder $MARZ_SHOTS, to be looked at; does nothing when it is not set.
inline void shoot(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("MARZ_SHOTS");
    if (!folder.isEmpty())
        widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace marz::test
