#pragma once

#include "io/layerdata.h"

#include <QByteArray>
#include <QByteArrayView>

namespace marz::io {

/// A feature as bytes between two processes of one machine: everything lies in them as it lies in memory.
void appendFeature(QByteArray &out, const Feature &feature);

/// Takes the feature that @p bytes begin with off them. Every count is checked before room is made: false
/// when the bytes are not what appendFeature() makes.
bool takeFeature(QByteArrayView &bytes, Feature &feature);

} // namespace marz::io
