#include "ui/windowstate.h"

#include "base/error.h"
#include "incident/filtertext.h"
#include "session/commands.h"
#include "session/workspace.h"

#include <QFileInfo>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

#include <cmath>

namespace marz::ui {

namespace {

constexpr QSize firstSize{1400, 900};
constexpr QSize firstMapSize{860, 520}; ///< what the docks leave of it
constexpr geo::GeoBox firstView{66.8, 36.0, 75.2, 39.6};
constexpr int recentAtMost = 8;
constexpr int titleBarPx = 40; ///< what window managers put above a window, at most

/// Takes a POSIX shell's quotes off: "--text 'a b'" -> "--text", "a b".
QStringList shellWords(const QString &line)
{
    QStringList words;
    QString word;
    bool isInWord = false;
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            isInWord = true;
        } else if (c == u'\\' && i + 1 < line.size()) {
            word += line[++i];
            isInWord = true;
        } else if (c.isSpace()) {
            if (isInWord)
                words << word;
            word.clear();
            isInWord = false;
        } else {
            word += c;
            isInWord = true;
        }
    }
    if (isInWord)
        words << word;
    return words;
}

/// The filter of a command line; throws base::Error as filterFromWords() does.
incident::Filter filterOf(const QString &commandLine)
{
    static const QStringList flagNames = {QStringLiteral("certainly"), QStringLiteral("undated"),
                                          QStringLiteral("unlocated")};
    QMap<QString, QStringList> options;
    QStringList flags;
    const QStringList words = shellWords(commandLine);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!words[i].startsWith(QLatin1String("--")))
            continue;
        const QString name = words[i].section(u'=', 0, 0).mid(2);
        if (flagNames.contains(name))
            flags << name;
        else if (words[i].contains(u'=')) // a value that begins with a dash
            options[name] << words[i].section(u'=', 1);
        else if (i + 1 < words.size())
            options[name] << words[++i];
    }
    return session::filterFromWords(options, flags);
}

} // namespace

void saveWindowPlace(const QMainWindow &window)
{
    QSettings().setValue(QStringLiteral("window/geometry"), window.saveGeometry());
}

void restoreWindowPlace(QMainWindow &window)
{
    if (window.restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray()))
        return;
    const QSize room = window.screen() ? window.screen()->availableSize() : firstSize;
    window.resize(firstSize.boundedTo(room));
}

void showFitted(QMainWindow &window)
{
    const QSize room = window.screen() ? window.screen()->availableSize() : firstSize;
    const bool fits = window.width() <= room.width() && window.height() + titleBarPx <= room.height();
    if (fits || window.isFullScreen())
        window.show();
    else
        window.showMaximized();
}

void saveSession(session::Workspace &workspace)
{
    QSettings settings;
    const map::Viewport &view = workspace.view().viewport();
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    settings.setValue(QStringLiteral("view/lon"), centre.lon);
    settings.setValue(QStringLiteral("view/lat"), centre.lat);
    settings.setValue(QStringLiteral("view/unitsPerPx"), view.unitsPerPx());
    settings.setValue(QStringLiteral("view/crs"), view.crs().code());
    if (workspace.geodata())
        settings.setValue(QStringLiteral("layers"), workspace.layers().saved());
    const session::StoreSummary &summary = workspace.store().summary();
    if (!summary.isOpen)
        return;
    settings.setValue(QStringLiteral("store/last"), summary.isSample ? QString() : summary.path);
    settings.setValue(QStringLiteral("filter/store"), summary.path);
    settings.setValue(QStringLiteral("filter/words"),
                      incident::filterCommandLine(workspace.filter().filter()));
}

void restoreView(session::Workspace &workspace)
{
    const QSettings settings;
    const geo::LonLat centre{settings.value(QStringLiteral("view/lon"), 999).toDouble(),
                             settings.value(QStringLiteral("view/lat"), 999).toDouble()};
    const double unitsPerPx = settings.value(QStringLiteral("view/unitsPerPx")).toDouble();
    geo::Crs crs = workspace.view().viewport().crs();
    try {
        if (const QString code = settings.value(QStringLiteral("view/crs")).toString(); !code.isEmpty())
            crs = geo::Crs::fromCode(code);
    } catch (const base::Error &) { // what was remembered is no CRS of this PROJ: the usual one
    }
    const geo::MapPoint at = geo::isValid(centre) ? crs.toMap(centre) : geo::MapPoint{NAN, NAN};
    if (std::isfinite(at.x) && std::isfinite(unitsPerPx) && unitsPerPx > 0)
        workspace.view().setViewport(map::Viewport(crs, at, unitsPerPx, firstMapSize));
    else
        workspace.view().setViewport(map::Viewport::showing(firstView, crs, firstMapSize));
    workspace.view().rest();
}

void restoreLayers(session::Workspace &workspace)
{
    workspace.layers().restore(QSettings().value(QStringLiteral("layers")).toByteArray());
}

void restoreFilter(session::Workspace &workspace)
{
    const QSettings settings;
    if (settings.value(QStringLiteral("filter/store")).toString() != workspace.store().summary().path)
        return;
    try {
        workspace.filter().setFilter(filterOf(settings.value(QStringLiteral("filter/words")).toString()));
    } catch (const base::Error &error) {
        Q_EMIT workspace.store().failed(
            QStringLiteral("The filter of the last time cannot be used any more, so everything is shown. %1")
                .arg(error.message()));
    }
}

QString lastStore()
{
    return QSettings().value(QStringLiteral("store/last")).toString();
}

QStringList recentStores()
{
    QStringList found;
    for (const QString &path : QSettings().value(QStringLiteral("store/recent")).toStringList()) {
        if (QFileInfo::exists(path))
            found << path;
    }
    return found;
}

void rememberStore(const QString &path)
{
    QStringList recent = recentStores();
    recent.removeAll(path);
    recent.prepend(path);
    QSettings settings;
    settings.setValue(QStringLiteral("store/recent"), QStringList(recent.mid(0, recentAtMost)));
    settings.setValue(QStringLiteral("store/last"), path);
}

} // namespace marz::ui
