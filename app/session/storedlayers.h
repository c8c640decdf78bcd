#pragma once

#include "session/layerjson.h"

#include <QByteArray>
#include <QJsonArray>

#include <vector>

namespace marz::session {

/// The table and the name under which a store keeps its layers.
inline const QString layersTable = QStringLiteral("layers");
inline const QString layersRow = QStringLiteral("window");

/// What a store keeps of its layers.
struct StoredLayers {
    bool isThere = false;        ///< false: the store keeps none, so the others stay as they are
    std::vector<SavedLayer> own; ///< the user's, bottom to top
    QJsonArray rows;             ///< of all layers, for LayerList::restoreRows()
};

/// Reads what stands in layersRow of the store in @p storeFolder. Trusts nothing: what is damaged or too much
/// is left out.
StoredLayers storedLayersOf(const QByteArray &json, const QString &storeFolder);

} // namespace marz::session
