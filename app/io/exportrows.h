#pragma once

#include "incident/incident.h"
#include "incident/vocabulary.h"

#include <QStringList>

namespace marz::io {

/// The columns of every table that Marz writes, in order; guessMapping() knows them again.
const QStringList &exportColumns();

/// One cell for each of exportColumns(); unknown is empty.
QStringList exportRow(const incident::Incident &incident, const incident::Vocabulary &vocabulary);

} // namespace marz::io
