#pragma once

#include "store/store.h"

namespace marz::store {

class Connection;

/// See Store::recordMatches().
RecordMatches matchRecords(const Connection &connection, const incident::Filter &filter);

/// See Store::search().
std::vector<qint64> searchIncidents(const Connection &connection, const QString &words, int limit);

} // namespace marz::store
