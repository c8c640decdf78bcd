#pragma once

#include "map/rasterlayer.h"
#include "map/userlayerpainter.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QToolButton;

namespace marz::ui {

/// The classes of a layer with their pictures; folds away. A class is switched off and on by its box.
class LayerLegend : public QWidget
{
    Q_OBJECT
public:
    explicit LayerLegend(QWidget *parent = nullptr);

    /// Hidden while @p style is null or has one class.
    void showClasses(const QString &name, const map::LayerStyle *style, map::SwatchKinds kinds);

    /// The tints of a raster between the values that they span.
    void showTints(const QString &name, const map::RasterTints &tints);

Q_SIGNALS:
    void classToggled(int number, bool isVisible);

private:
    void fit();

    QToolButton *m_head;
    QListWidget *m_list;
    QWidget *m_tints;
    QLabel *m_ramp, *m_low, *m_high;
    bool m_isFilling = false;
    bool m_isOfTints = false;
};

} // namespace marz::ui
