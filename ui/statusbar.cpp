#include "ui/statusbar.h"

#include "session/workspace.h"
#include "ui/crsmenu.h"
#include "ui/mapmenu.h"
#include "ui/onlinelight.h"
#include "ui/scalefield.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QToolButton>
#include <QWidgetAction>

namespace marz::ui {

namespace {

constexpr int offeredScales[] = {50'000,    100'000,   250'000,   500'000,
                                 1'000'000, 2'500'000, 5'000'000, 10'000'000};

/// "EPSG:32642", "Equal area"; marked where the centre lies outside the area of use.
QString crsText(const map::Viewport &view)
{
    const geo::Crs &crs = view.crs();
    const geo::LonLat centre = crs.toLonLat(view.centre());
    const bool isInUse = geo::isValid(centre) && crs.areaOfUse().contains(centre);
    const QString text = crs.epsg() != 0 ? crs.code() : crs.name().section(u',', 0, 0);
    return isInUse ? text : StatusBar::tr("%1 (outside its area)").arg(text);
}

QToolButton *flatButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

} // namespace

StatusBar::StatusBar(session::Workspace &workspace, QWidget *parent)
    : QStatusBar(parent), m_workspace(workspace), m_form(shownCoordinateForm()), m_position(flatButton(this)),
      m_scale(flatButton(this)), m_crs(flatButton(this)), m_rendering(new QLabel(this)),
      m_job(new QLabel(this)), m_progress(new QProgressBar(this)), m_cancel(flatButton(this)),
      m_offMap(flatButton(this)), m_online(new OnlineLight(workspace.online(), this))
{
    setSizeGripEnabled(false);
    m_position->setObjectName(QStringLiteral("position"));
    m_position->setToolTip(tr("Click: decimal, degrees-minutes-seconds, UTM, MGRS. Right-click: copy"));
    m_position->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *menu = new QMenu(m_position);
    connect(menu->addAction(QIcon::fromTheme(QStringLiteral("edit-copy")), tr("Copy the coordinates")),
            &QAction::triggered, this, &StatusBar::copyPosition);
    connect(m_position, &QWidget::customContextMenuRequested, menu,
            [this, menu](QPoint at) { menu->popup(m_position->mapToGlobal(at)); });
    m_position->setMinimumWidth(
        fontMetrics().horizontalAdvance(QStringLiteral("37°58'48.0\"N 070°12'00.0\"E")) + 24);
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setToolTip(tr("Scale at the centre of the map; click to choose or type one"));
    m_scale->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("1:10,000,000")) + 24);
    m_scale->setPopupMode(QToolButton::InstantPopup);
    m_crs->setObjectName(QStringLiteral("crs"));
    m_crs->setPopupMode(QToolButton::InstantPopup);
    m_crs->setMenu(new CrsMenu(workspace, this));
    m_rendering->setContentsMargins(8, 0, 8, 0);
    m_rendering->setTextFormat(Qt::PlainText);
    m_rendering->setForegroundRole(QPalette::PlaceholderText);
    m_job->setTextFormat(Qt::PlainText);
    m_progress->setFixedSize(120, 14);
    m_progress->setTextVisible(false);
    m_cancel->setText(tr("Cancel"));
    m_offMap->setObjectName(QStringLiteral("offMap"));
    m_offMap->setToolTip(tr("Incidents without a symbol of their own: click for the list"));

    addWidget(m_position);
    addWidget(m_scale);
    addWidget(m_crs);
    addWidget(m_rendering);
    for (QWidget *each : std::initializer_list<QWidget *>{m_job, m_progress, m_cancel, m_online, m_offMap})
        addPermanentWidget(each);

    fillScaleMenu();
    connect(m_position, &QToolButton::clicked, this, &StatusBar::cycleForm);
    connect(m_offMap, &QToolButton::clicked, this, &StatusBar::offMapRequested);
    connect(m_cancel, &QToolButton::clicked, this, [this] { m_workspace.jobs().cancelAll(); });
    connect(&workspace.view(), &session::ViewState::viewportChanged, this, [this] {
        showScale();
        if (!m_pointer)
            showPosition();
    });
    connect(&workspace.jobs(), &session::Jobs::jobsChanged, this, &StatusBar::showJobs);
    connect(&workspace.filtered(), &session::FilteredView::filteredChanged, this, &StatusBar::showOffMap);
    connect(m_online, &OnlineLight::stopRequested, &workspace.userLayers(),
            &session::UserLayers::hideServices);
    connect(&workspace.layers(), &session::LayerList::layersChanged, this, &StatusBar::showServices);
    showScale();
    showPosition();
    showOffMap();
    showJobs();
    showRendering(false);
}

void StatusBar::showPointer(geo::LonLat position)
{
    m_pointer = position;
    showPosition();
}

void StatusBar::hidePointer()
{
    m_pointer.reset();
    showPosition();
}

void StatusBar::showRendering(bool isRendering)
{
    m_isRendering = isRendering;
    showDrawing();
}

void StatusBar::showRastersDue(const QStringList &names)
{
    m_rastersDue = names;
    showDrawing();
}

void StatusBar::showServices()
{
    std::vector<ShownService> shown;
    for (const map::ReferenceLayer &layer : m_workspace.layers().layers()) {
        const session::UserLayer *own = m_workspace.userLayers().layer(layer.id);
        if (own && own->source.service && layer.raster && layer.isVisible)
            shown.push_back({layer.name, own->source.service->host()});
    }
    m_online->setServices(shown);
}

void StatusBar::showDrawing()
{
    constexpr qsizetype longest = 30;
    QString name = m_rastersDue.value(0);
    if (name.size() > longest)
        name = name.left(longest) + QStringLiteral("...");
    m_rendering->setText(m_rastersDue.isEmpty()     ? tr("rendering..")
                         : m_rastersDue.size() == 1 ? tr("drawing %1..").arg(name)
                                                    : tr("drawing %1 layers..").arg(m_rastersDue.size()));
    m_rendering->setVisible(m_isRendering || !m_rastersDue.isEmpty());
}

void StatusBar::showPosition()
{
    const map::Viewport &view = m_workspace.view().viewport();
    const geo::LonLat position = m_pointer.value_or(view.crs().toLonLat(view.centre()));
    const QString text = geo::isValid(position) ? geo::coordinateText(position, m_form) : QStringLiteral("-");
    m_position->setText(text);
    m_position->setAccessibleName(
        (m_pointer ? tr("Position of the pointer: %1") : tr("Centre of the map: %1")).arg(text));
}

void StatusBar::showScale()
{
    const map::Viewport &view = m_workspace.view().viewport();
    m_scale->setText(scaleText(view.scaleDenominator()));
    m_scale->setAccessibleName(tr("Scale %1").arg(m_scale->text()));
    m_crs->setText(crsText(view));
    m_crs->setAccessibleName(tr("Projection: %1").arg(view.crs().name()));
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    const bool isInUse = geo::isValid(centre) && view.crs().areaOfUse().contains(centre);
    m_crs->setToolTip(
        (isInUse
             ? tr("%1; click to choose another projection")
             : tr("%1; the map's centre lies outside its area of use. Click to choose another projection"))
            .arg(view.crs().name())
            .toHtmlEscaped());
}

void StatusBar::fillScaleMenu()
{
    auto *menu = new QMenu(m_scale);
    const auto show = [this](double denominator) {
        m_workspace.view().setViewport(m_workspace.view().viewport().withScale(denominator));
        m_workspace.view().rest();
    };
    auto *typed = new QWidgetAction(menu);
    auto *field = new ScaleField(menu);
    typed->setDefaultWidget(field);
    menu->addAction(typed);
    menu->addSeparator();
    connect(menu, &QMenu::aboutToShow, field, [this, field] {
        field->setText(m_scale->text());
        field->selectAll();
        QMetaObject::invokeMethod(
            field, [field] { field->setFocus(); }, Qt::QueuedConnection);
    });
    connect(field, &ScaleField::scaleRefused, this,
            [this](const QString &advice) { showMessage(advice, 5000); });
    connect(field, &ScaleField::scaleEntered, this, [show, menu](double denominator) {
        show(denominator);
        menu->close();
    });
    for (const int denominator : offeredScales) {
        QAction *action = menu->addAction(scaleText(denominator));
        connect(action, &QAction::triggered, this, [show, denominator] { show(denominator); });
    }
    m_scale->setMenu(menu);
}

void StatusBar::showOffMap()
{
    const session::Filtered &filtered = m_workspace.filtered().filtered();
    const int count = static_cast<int>(filtered.unlocated + filtered.coarse);
    QString text = tr("%1 not on the map").arg(count);
    if (filtered.undated > 0)
        text += tr(", %1 undated").arg(filtered.undated);
    m_offMap->setText(text);
    m_offMap->setVisible(count > 0 || filtered.undated > 0);
}

void StatusBar::showJobs()
{
    const std::vector<session::Jobs::Running> running = m_workspace.jobs().running();
    for (QWidget *each : std::initializer_list<QWidget *>{m_job, m_progress, m_cancel})
        each->setVisible(!running.empty());
    if (running.empty())
        return;
    const session::Jobs::Running &first = running.front();
    QString text = first.what.isEmpty() ? first.name : QStringLiteral("%1: %2").arg(first.name, first.what);
    if (running.size() > 1)
        text += tr(" and %1 more").arg(running.size() - 1);
    m_job->setText(text.simplified().left(60));
    m_progress->setRange(0, first.fraction < 0 ? 0 : 100);
    m_progress->setValue(static_cast<int>(first.fraction * 100));
}

void StatusBar::cycleForm()
{
    m_form = static_cast<geo::CoordinateForm>((static_cast<int>(m_form) + 1) % 4);
    setShownCoordinateForm(m_form);
    showPosition();
}

void StatusBar::copyPosition()
{
    QApplication::clipboard()->setText(m_position->text());
    showMessage(tr("Copied"), 1500);
}

} // namespace marz::ui
