#pragma once

#include "map/layerstyle.h"
#include "session/userlayer.h"

#include <QWidget>

#include <memory>

namespace marz::ui {

/// How a raster looks: its own colours, or heights as tints and hillshade; and at which scales it is shown.
class RasterStylePage : public QWidget
{
    Q_OBJECT
public:
    /// @p facts may be null for a layer that could not be read; @p presentScale is the N of the map's 1:N.
    RasterStylePage(const session::RasterFacts *facts, double presentScale, QWidget *parent = nullptr);
    ~RasterStylePage() override;

    const map::LayerStyle &style() const;
    /// Does not tell.
    void setStyle(const map::LayerStyle &style);

Q_SIGNALS:
    void styleChanged();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
