#include "ui/layercolour.h"

#include <QColorDialog>
#include <QPainter>

namespace marz::ui {

LayerColour::LayerColour(const QString &words, QWidget *parent) : QToolButton(parent), m_words(words)
{
    setIconSize(QSize(36, 16));
    connect(this, &QToolButton::clicked, this, &LayerColour::choose);
}

void LayerColour::setColour(const QColor &colour)
{
    m_colour = colour;
    const double ratio = devicePixelRatioF();
    QPixmap pixmap(iconSize() * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(palette().color(QPalette::Base));
    QPainter painter(&pixmap);
    painter.fillRect(QRect(QPoint(), iconSize()), colour);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(QRect(QPoint(), iconSize() - QSize(1, 1)));
    painter.end();
    setIcon(QIcon(pixmap));
    const QString name =
        QStringLiteral("%1 %2, %3 %").arg(m_words, colour.name()).arg(colour.alpha() * 100 / 255);
    setToolTip(name);
    setAccessibleName(name);
}

void LayerColour::choose()
{
    const QColor chosen = QColorDialog::getColor(m_colour, this, m_words, QColorDialog::ShowAlphaChannel);
    if (!chosen.isValid())
        return;
    setColour(chosen);
    Q_EMIT colourChosen(chosen);
}

} // namespace marz::ui
