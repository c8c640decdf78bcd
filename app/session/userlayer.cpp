#include "session/userlayer.h"

#include <QFileInfo>

namespace marz::session {

QString layerNameOf(const LayerSource &source)
{
    const QString file = QFileInfo(source.path).completeBaseName();
    return source.layer.isEmpty() ? file : source.layer;
}

} // namespace marz::session
