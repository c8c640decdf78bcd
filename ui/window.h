#pragma once

#include <QStringList>

namespace marz::ui {

/// Opens the window on the store named in @p arguments, else the last one, else the sample; runs until it is
/// closed.
int runWindow(const QStringList &arguments);

} // namespace marz::ui
