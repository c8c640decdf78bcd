#pragma once

#include <QString>

namespace marz::store {

class Connection;

/// A new UUID v7 (RFC 9562): milliseconds first, so that later ones sort later; lower case with hyphens.
QString newUid();

/// A new short code ("MZ-7K3QF2") that no incident of the store has: six digits of Crockford's base 32.
QString newCode(const Connection &connection);

/// Now as "YYYY-MM-DDTHH:MM:SS.sssZ", at least a millisecond after @p last, so that changes keep their order.
QString nowAfter(const QString &last);

} // namespace marz::store
