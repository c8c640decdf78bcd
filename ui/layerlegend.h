#pragma once

#include "map/userlayerpainter.h"

#include <QWidget>

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

Q_SIGNALS:
    void classToggled(int number, bool isVisible);

private:
    void fit();

    QToolButton *m_head;
    QListWidget *m_list;
    bool m_isFilling = false;
};

} // namespace marz::ui
