#pragma once

#include "incident/change.h"

#include <QByteArray>

namespace marz::store {

/// A change set as JSON that loses nothing (attachments' bytes included): for the undo log. The same set
/// gives the same bytes; who, reason and label are not part of it.
QByteArray changeSetJson(const incident::ChangeSet &set);

/// Reads what changeSetJson() wrote; empty when it is not that.
std::optional<incident::ChangeSet> changeSetOfJson(const QByteArray &json);

} // namespace marz::store
