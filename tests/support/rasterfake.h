#pragma once

#include "base/error.h"
#include "map/rasterlayer.h"
#include "map/scene.h"

#include <QColor>
#include <QMutex>
#include <QSemaphore>

/// Raster layers that are drawn in the test itself.
namespace marz::test {

/// One colour everywhere; counts how often it is asked, can be held up and can fail.
class FakeRaster : public map::RasterSource
{
public:
    explicit FakeRaster(QColor colour, QString credits = {}) : m_colour(colour), m_credits(std::move(credits))
    {
    }

    map::RasterPicture picture(const map::Viewport &view, const base::CancelToken &cancel) const override
    {
        ++asked;
        while (!gate.tryAcquire(1, 5))
            cancel.throwIfCancelled();
        gate.release();
        if (fails)
            throw base::Error(base::ErrorKind::Failed, QStringLiteral("The picture is torn."));
        map::RasterPicture made;
        made.image = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
        made.image.fill(m_colour);
        made.view = view;
        if (isPartial)
            made.problems << QStringLiteral("3 of 9 tiles are missing.");
        return made;
    }
    QString attribution() const override { return m_credits; }

    mutable std::atomic_int asked = 0;
    mutable QSemaphore gate{1}; ///< taken: whoever draws waits
    std::atomic_bool fails = false;
    std::atomic_bool isPartial = false;

private:
    QColor m_colour;
    QString m_credits;
};

inline map::ReferenceLayer rasterLayer(std::shared_ptr<const map::RasterSource> source,
                                       const QString &id = QStringLiteral("user:raster"))
{
    map::ReferenceLayer layer;
    layer.id = id;
    layer.name = QStringLiteral("Picture");
    layer.role = map::LayerRole::User;
    layer.style = std::make_shared<const map::LayerStyle>();
    layer.raster = std::move(source);
    return layer;
}

} // namespace marz::test
