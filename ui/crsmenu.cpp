#include "ui/crsmenu.h"

#include "base/error.h"
#include "session/workspace.h"
#include "ui/crsdialog.h"
#include "ui/parts.h"

#include <QActionGroup>
#include <QSettings>

namespace marz::ui {

namespace {

constexpr qsizetype recentMost = 5;

QString recentKey()
{
    return QStringLiteral("view/recentCrs");
}

} // namespace

CrsMenu::CrsMenu(session::Workspace &workspace, QWidget *parent) : QMenu(parent), m_workspace(workspace)
{
    setTitle(tr("Pro&jection"));
    connect(this, &QMenu::aboutToShow, this, &CrsMenu::fill);
    fill(); // so that it is not empty before it was opened once: searching menus finds its words
}

void CrsMenu::fill()
{
    clear();
    const map::Viewport &view = m_workspace.view().viewport();
    geo::LonLat centre = view.crs().toLonLat(view.centre());
    if (!geo::isValid(centre))
        centre = {70, 38.5};
    add(tr("Web Mercator"), geo::Crs::webMercator().code());
    const geo::Crs utm = geo::Crs::utmAt(centre);
    add(tr("UTM zone of the view (%1)").arg(utm.name().section(QStringLiteral("zone "), 1)), utm.code());
    add(tr("Equal area, centred on the view"), geo::Crs::equalAreaAt(centre).code());
    add(tr("Conformal, centred on the view"), geo::Crs::conformalAt(centre).code());
    const QStringList recent = QSettings().value(recentKey()).toStringList();
    if (!recent.isEmpty())
        addSeparator();
    for (const QString &code : recent) {
        try {
            const geo::Crs crs = geo::Crs::fromCode(code);
            add(QStringLiteral("%1  %2").arg(literalText(crs.name()), crs.code()), code);
        } catch (const base::Error &) { // what was remembered is no CRS of this PROJ
        }
    }
    addSeparator();
    connect(addAction(tr("Search by EPSG code or name...")), &QAction::triggered, this, &CrsMenu::search);
}

void CrsMenu::add(const QString &text, const QString &code)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setData(code);
    const QString shown = m_workspace.view().viewport().crs().code();
    const bool isCentred = !code.startsWith(QLatin1String("EPSG:"));
    action->setChecked(isCentred ? shown.section(u':', 0, 0) == code.section(u':', 0, 0) : shown == code);
    connect(action, &QAction::triggered, this, [this, code] { choose(code); });
}

void CrsMenu::search()
{
    const map::Viewport &view = m_workspace.view().viewport();
    CrsDialog dialog(view.crs(), view.crs().toLonLat(view.centre()), parentWidget()->window());
    if (dialog.exec() != QDialog::Accepted || !dialog.chosen())
        return;
    const QString code = dialog.chosen()->code();
    QSettings settings;
    QStringList recent = settings.value(recentKey()).toStringList();
    recent.removeAll(code);
    recent.prepend(code);
    settings.setValue(recentKey(), recent.mid(0, recentMost));
    choose(code);
}

void CrsMenu::choose(const QString &code)
{
    m_workspace.setMapCrs(geo::Crs::fromCode(code));
}

} // namespace marz::ui
