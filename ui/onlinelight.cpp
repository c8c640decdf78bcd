#include "ui/onlinelight.h"

#include "ui/parts.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QWidgetAction>

namespace marz::ui {

namespace {

QColor troubleColour(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? QColor(0xFF, 0xB7, 0x4D)
                                                             : QColor(0x9C, 0x4A, 0x00);
}

/// A ring; filled while something is fetched.
QIcon dot(bool isFilled, const QColor &colour, qreal devicePixelRatio)
{
    constexpr int side = 12;
    QPixmap pixmap(QSize(side, side) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(isFilled ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(2, 2, side - 4, side - 4));
    return pixmap;
}

QString lastAskedText(const session::HostActivity &activity)
{
    if (activity.asking > 0)
        return OnlineLight::tr("being asked now");
    if (!activity.lastAsked.isValid())
        return OnlineLight::tr("not asked yet");
    const bool isToday = activity.lastAsked.date() == QDate::currentDate();
    return OnlineLight::tr("last asked %1")
        .arg(activity.lastAsked.toString(isToday ? QStringLiteral("HH:mm:ss")
                                                 : QStringLiteral("yyyy-MM-dd HH:mm")));
}

} // namespace

OnlineLight::OnlineLight(const session::OnlineActivity &activity, QWidget *parent)
    : QToolButton(parent), m_activity(activity)
{
    setObjectName(QStringLiteral("onlineLight"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &OnlineLight::fillMenu);
    connect(&activity, &session::OnlineActivity::activityChanged, this, &OnlineLight::refresh);
    refresh();
}

void OnlineLight::setServices(const std::vector<ShownService> &services)
{
    if (services == m_services)
        return;
    m_services = services;
    refresh();
}

void OnlineLight::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        refresh(); // the theme changed
}

/// Hosts of the visible layers, and those that are asked besides.
QStringList OnlineLight::hosts() const
{
    QStringList hosts;
    for (const ShownService &each : m_services)
        hosts << each.host;
    for (const session::HostActivity &each : m_activity.hosts()) {
        if (each.asking > 0)
            hosts << each.host;
    }
    hosts.removeDuplicates();
    return hosts;
}

void OnlineLight::refresh()
{
    const QStringList shown = hosts();
    setVisible(!shown.isEmpty());
    if (shown.isEmpty())
        return;
    bool isAsking = false;
    QStringList lines, problems;
    for (const QString &host : shown) {
        const session::HostActivity activity = m_activity.of(host);
        isAsking = isAsking || activity.asking > 0;
        lines << QStringLiteral("%1: %2").arg(host, lastAskedText(activity));
        if (!activity.problem.isEmpty())
            problems << activity.problem;
    }
    QString words =
        shown.size() == 1 ? tr("Online: %1").arg(shown.front()) : tr("Online: %1 hosts").arg(shown.size());
    if (!problems.isEmpty())
        words += tr(" (problem)");
    setText(QString(words).replace(u'&', QStringLiteral("&&")));
    setAccessibleName(isAsking ? tr("%1, fetching").arg(words) : words);
    setAccessibleDescription(problems.join(u' '));
    setToolTip(plainToolTip((lines + problems).join(u'\n')));
    const QPalette usual = parentWidget() ? parentWidget()->palette() : palette();
    const QColor colour = problems.isEmpty() ? usual.color(QPalette::WindowText) : troubleColour(usual);
    setStyleSheet(problems.isEmpty() ? QString()
                                     : QStringLiteral("QToolButton { color: %1 }").arg(colour.name()));
    setIcon(dot(isAsking, colour, devicePixelRatioF()));
}

void OnlineLight::fillMenu()
{
    menu()->clear();
    const auto add = [this](const QString &text) {
        auto *action = new QWidgetAction(menu());
        QLabel *label = plainLabel(text);
        label->setContentsMargins(aroundPx, insidePx, aroundPx, insidePx);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
        action->setDefaultWidget(label);
        action->setText(text);
        menu()->addAction(action);
    };
    for (const ShownService &each : m_services) {
        const session::HostActivity activity = m_activity.of(each.host);
        QString text = QStringLiteral("%1: %2, %3").arg(each.name, each.host, lastAskedText(activity));
        if (!activity.problem.isEmpty())
            text += u'\n' + activity.problem;
        add(text);
    }
    if (m_services.empty())
        add(tr("No online layer is visible."));
    menu()->addSeparator();
    QAction *stop = menu()->addAction(tr("&Stop: turn the online layers off"));
    stop->setObjectName(QStringLiteral("stopOnline"));
    stop->setEnabled(!m_services.empty());
    connect(stop, &QAction::triggered, this, &OnlineLight::stopRequested);
}

} // namespace marz::ui
