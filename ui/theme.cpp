#include "ui/theme.h"

#include "ui/darkstyle.h"
#include "ui/desktopscheme.h"

#include <QAction>
#include <QApplication>
#include <QFontDatabase>
#include <QIcon>
#include <QSettings>
#include <QStandardPaths>
#include <QToolTip>
#include <QVariant>
#include <QWidget>

namespace marz::ui {

namespace {

constexpr const char *desktopIsDark = "marzDesktopIsDark";
constexpr double fontPt = 10;

QPalette paletteOf(map::Theme theme)
{
    const bool isDark = theme == map::Theme::Dark;
    const auto pick = [isDark](const char *light, const char *dark) {
        return QColor(QLatin1String(isDark ? dark : light));
    };
    const QColor window = pick("#F3F2F0", "#26292D");
    const QColor base = pick("#FFFFFF", "#1D2023");
    const QColor text = pick("#24272B", "#E2DFD9");
    const QColor faint = pick("#73706A", "#9A968E");
    const QColor disabled = pick("#A5A29C", "#6A6E74");
    const QColor accent = pick("#1F6FB2", "#5AA7E0");
    const QColor onAccent = pick("#FFFFFF", "#11161B");

    QPalette palette(text, window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, pick("#F8F7F5", "#222529"));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, pick("#F7F6F4", "#2E3236"));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, pick("#B3261E", "#F2968F"));
    palette.setColor(QPalette::ToolTipBase, pick("#FFFFFF", "#33373C"));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, pick("#FFFFFF", "#3A3F44"));
    palette.setColor(QPalette::Midlight, pick("#E9E7E3", "#32363B"));
    palette.setColor(QPalette::Mid, pick("#C6C2BA", "#454A50"));
    palette.setColor(QPalette::Dark, pick("#A19D95", "#17191B"));
    palette.setColor(QPalette::Shadow, pick("#6B6862", "#0E0F11"));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, pick("#C6C2BA", "#454A50"));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

} // namespace

map::Theme currentTheme()
{
    const QString chosen = QSettings().value(QStringLiteral("theme")).toString();
    if (chosen == QLatin1String("light"))
        return map::Theme::Light;
    if (chosen == QLatin1String("dark"))
        return map::Theme::Dark;
    return qApp->property(desktopIsDark).toBool() ? map::Theme::Dark : map::Theme::Light;
}

void applyTheme(QApplication &app)
{
    if (!app.property(desktopIsDark).isValid()) {
        // Asked once: afterwards the application's palette is ours.
        const QPalette desktop = app.palette();
        const bool isPaletteDark =
            desktop.color(QPalette::Window).lightness() < desktop.color(QPalette::WindowText).lightness();
        const auto *scheme = new DesktopScheme(&app);
        app.setProperty(desktopIsDark, scheme->isDark().value_or(isPaletteDark));
        QObject::connect(scheme, &DesktopScheme::changed, &app, [&app](bool isDark) {
            app.setProperty(desktopIsDark, isDark);
            applyTheme(app);
        });
        app.setStyle(new DarkStyle);
        QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
        font.setPointSizeF(fontPt);
        app.setFont(font);
    }
    const map::Theme theme = currentTheme();
    // A platform without a desktop of its own (offscreen, minimal) knows no icon folders.
    const QStringList folders = QStandardPaths::locateAll(
        QStandardPaths::GenericDataLocation, QStringLiteral("icons"), QStandardPaths::LocateDirectory);
    QStringList searched = QIcon::themeSearchPaths();
    for (const QString &folder : folders) {
        if (!searched.contains(folder))
            searched << folder;
    }
    QIcon::setThemeSearchPaths(searched);
    QIcon::setThemeName(theme == map::Theme::Dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    const QPalette palette = paletteOf(theme);
    app.setPalette(palette);
    QToolTip::setPalette(palette);
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        for (QAction *each : window->findChildren<QAction *>()) {
            const QString icon = each->property("iconName").toString();
            if (!icon.isEmpty())
                each->setIcon(QIcon::fromTheme(icon));
        }
    }
}

} // namespace marz::ui
