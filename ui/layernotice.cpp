#include "ui/layernotice.h"

#include "session/userlayers.h"
#include "ui/flowlayout.h"
#include "ui/parts.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

using session::LayerState;

LayerNotice::LayerNotice(QWidget *parent) : QFrame(parent), m_text(plainLabel({}, this))
{
    setObjectName(QStringLiteral("layerNotice"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(insidePx, insidePx, insidePx, insidePx);
    column->setSpacing(insidePx);
    column->addWidget(m_text);
    auto *buttons = new FlowLayout(nullptr, insidePx, insidePx);
    const auto add = [&](const char *name, const QString &words, void (LayerNotice::*ask)(const QString &)) {
        QToolButton *button = flatButton(words, this);
        button->setObjectName(QLatin1String(name));
        button->setAutoRaise(false);
        buttons->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, ask] { Q_EMIT(this->*ask)(m_id); });
        return button;
    };
    m_show = add("showTroubled", tr("Go to it"), &LayerNotice::showRequested);
    m_online = add("allowHost", tr("Go online"), &LayerNotice::onlineRequested);
    m_locate = add("locateLayer", tr("Locate file..."), &LayerNotice::locateRequested);
    m_crs = add("chooseCrs", tr("Coordinate system..."), &LayerNotice::crsRequested);
    m_reload = add("reloadLayer", tr("Reload"), &LayerNotice::reloadRequested);
    m_cancel = add("cancelLayer", tr("Cancel"), &LayerNotice::cancelRequested);
    m_remove = add("removeTroubled", tr("Remove"), &LayerNotice::removeRequested);
    column->addLayout(buttons);
    hide();
}

void LayerNotice::showLayer(const session::UserLayers &layers, const QString &id, const QString &name)
{
    m_id = id;
    const session::UserLayer *layer = layers.layer(id);
    const bool isReading =
        layer && (layer->state == LayerState::Loading || layer->state == LayerState::Waiting);
    const bool isChanged = layer && layer->isShown() && layer->isChangedOnDisk;
    const bool isPartly = layer && layer->isShown() && !layer->drawingProblem.isEmpty();
    setVisible(layer && (layer->isInTrouble() || isReading || isChanged || isPartly));
    if (!layer)
        return;
    m_text->setText(isReading   ? tr("%1 is being read.").arg(name)
                    : isChanged ? tr("The file of %1 was changed on disk.").arg(name)
                    : isPartly  ? QStringLiteral("%1: %2").arg(name, layer->drawingProblem)
                                : QStringLiteral("%1: %2").arg(name, layer->reason));
    m_show->hide();
    m_online->setVisible(layer->state == LayerState::Offline);
    const bool isMissing = layer->state == LayerState::Missing;
    m_locate->setVisible(isMissing || layer->state == LayerState::Failed);
    m_crs->setVisible(layer->state == LayerState::NeedsCrs);
    m_reload->setVisible(isChanged || isPartly || layer->state == LayerState::Failed || isMissing);
    m_cancel->setVisible(isReading);
    m_remove->setVisible(layer->isInTrouble());
}

void LayerNotice::showOthers(const QString &words, const QString &way, const QString &first)
{
    m_id = first;
    m_text->setText(words);
    setVisible(!words.isEmpty());
    m_show->setText(way);
    m_show->setAccessibleName(way);
    m_show->show();
    for (QToolButton *each : {m_online, m_locate, m_crs, m_reload, m_cancel, m_remove})
        each->hide();
}

} // namespace marz::ui
