#pragma once

#include "session/userlayer.h"

#include <QByteArray>
#include <QJsonObject>

#include <vector>

namespace marz::session {

/// A user's layer as a store keeps it.
struct SavedLayer {
    QString id; ///< map::ReferenceLayer::id
    QString name;
    LayerSource source;
    std::shared_ptr<const map::LayerStyle> style; ///< null = none was made yet
};

/// A style as JSON, and back. What is missing, absurd or of another kind becomes the usual value: a store may
/// come from anybody.
QJsonObject styleJson(const map::LayerStyle &style);
map::LayerStyle styleOf(const QJsonObject &json);

/// A layer as JSON with its path relative to @p storeFolder, and, for files that stay behind when the store
/// moves, as it is.
QJsonObject layerJson(const SavedLayer &layer, const QString &storeFolder);
/// Nothing when there is no usable path or id. The path relative to the store comes first; the other one is
/// taken when only that is there.
std::optional<SavedLayer> layerOf(const QJsonObject &json, const QString &storeFolder);

/// Whether a path can be that of a file of the user's: absolute, no driver's prefix ("/vsicurl/...", "PG:"),
/// no device, nothing that the kernel makes up.
bool isPlainPath(const QString &path);

} // namespace marz::session
