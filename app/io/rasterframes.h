#pragma once

class QJsonObject;

namespace marz::io {

struct HelperRequest;

/// Puts view, look and tiles of @p request into @p object.
void putRasterRequest(QJsonObject &object, const HelperRequest &request);
/// The way back. What is not there or makes no sense stays as it is in a new request.
void takeRasterRequest(const QJsonObject &object, HelperRequest &request);

} // namespace marz::io
