#pragma once

#include "map/scene.h"

#include <QPalette>

class QApplication;

namespace marz::ui {

/// Light or dark as the desktop says (its settings portal, else its palette; followed while the program
/// runs), or as the user chose (settings key "theme": auto, light, dark).
map::Theme currentTheme();
/// Fusion with the palette of docs (accent #1F6FB2 / #5AA7E0), font and spacing.
void applyTheme(QApplication &app);

} // namespace marz::ui
