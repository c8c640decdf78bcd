#pragma once

#include "map/symbolshape.h"

#include <QHash>
#include <QImage>

namespace marz::map {

/// Ready-made symbols by style, size and device pixel ratio.
class SpriteCache
{
public:
    /// The sprite's middle pixel is its place. @p families must outlive the call only.
    const QImage &sprite(const SymbolStyle &style, double sizePx, double devicePixelRatio);

private:
    QHash<QString, QImage> m_sprites;
};

} // namespace marz::map
