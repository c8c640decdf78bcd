#pragma once

#include "incident/change.h"

#include <QString>

#include <vector>

namespace marz::store {
class Store;
}

namespace marz::session {

/// The bundled sample as change sets in the order they must be applied: register, incidents, links.
/// Throws base::Error(Invalid) when the sample's JSON is not what Marz expects.
std::vector<incident::ChangeSet> sampleChanges();

/// Puts the sample into an empty store.
void fillWithSample(store::Store &store);

/// The path of the sample store in @p folder, made there first when it is missing or of another version of
/// the program. Blocks.
QString sampleStore(const QString &folder);

} // namespace marz::session
