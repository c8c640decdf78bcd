#pragma once

#include "map/layerstyle.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace marz::ui {

class LayerScaleField;

/// Names of a layer, and the scales at which it and its names are shown. The rest of the style is passed
/// through.
class LayerLabelPage : public QWidget
{
    Q_OBJECT
public:
    LayerLabelPage(const QStringList &fields, double presentScale, QWidget *parent = nullptr);

    /// Writes what this page is about into @p style.
    void apply(map::LayerStyle &style) const;
    /// Does not tell.
    void setStyle(const map::LayerStyle &style);

Q_SIGNALS:
    void styleChanged();

private:
    QComboBox *m_field;
    QSpinBox *m_size, *m_priority;
    LayerScaleField *m_labelScales, *m_scales;
    bool m_isFilling = false;
};

} // namespace marz::ui
