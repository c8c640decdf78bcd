#pragma once

#include "store/store.h"

namespace marz::store {

class Connection;

/// See Store::verify().
std::vector<VerifyProblem> verifyStore(const Connection &connection, const incident::Vocabulary &vocabulary,
                                       const base::CancelToken &cancel);

} // namespace marz::store
