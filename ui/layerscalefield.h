#pragma once

#include "map/layerstyle.h"

#include <QWidget>

class QComboBox;

namespace marz::ui {

/// From which to which scale something is shown: two fields of 1:N, with the map's present scale on offer.
class LayerScaleField : public QWidget
{
    Q_OBJECT
public:
    /// @p name is the object name's beginning; @p presentScale the N of the map.
    LayerScaleField(const QString &name, double presentScale, QWidget *parent = nullptr);

    map::ScaleRange range() const;
    /// Does not tell.
    void setRange(const map::ScaleRange &range);

Q_SIGNALS:
    void rangeChanged();

private:
    QComboBox *m_closest, *m_widest;
};

} // namespace marz::ui
