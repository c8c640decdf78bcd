#include "map/spritecache.h"

#include "map/sprites.h"

namespace marz::map {

const QImage &SpriteCache::sprite(const SymbolStyle &style, double sizePx, double devicePixelRatio)
{
    static const incident::Family unknown{{}, {}, QStringLiteral("#8C8C8C"), QStringLiteral("dot")};
    const incident::Family &family = style.family ? *style.family : unknown;
    const QString key = QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
                            .arg(family.colour, family.shape)
                            .arg(static_cast<int>(style.verification))
                            .arg(int{style.isCoarse})
                            .arg(int{style.isPossible})
                            .arg(sizePx)
                            .arg(devicePixelRatio);
    const auto known = m_sprites.constFind(key);
    if (known != m_sprites.constEnd())
        return *known;
    return *m_sprites.insert(
        key, symbol(family, style.verification, style.isCoarse, sizePx, devicePixelRatio, style.isPossible));
}

} // namespace marz::map
