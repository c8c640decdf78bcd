#include "io/featurebytes.h"

#include <cstring>

namespace marz::io {

namespace {

constexpr quint32 nullText = 0xFFFFFFFF; ///< as the length of a text that is null
constexpr qsizetype lengthBytes = sizeof(quint32);

void appendLength(QByteArray &out, std::size_t length)
{
    const auto value = static_cast<quint32>(length);
    out.append(reinterpret_cast<const char *>(&value), lengthBytes);
}

template <typename T>
void appendArray(QByteArray &out, const std::vector<T> &values)
{
    appendLength(out, values.size());
    out.append(reinterpret_cast<const char *>(values.data()),
               static_cast<qsizetype>(values.size() * sizeof(T)));
}

bool takeLength(QByteArrayView &bytes, quint32 &length)
{
    if (bytes.size() < lengthBytes)
        return false;
    std::memcpy(&length, bytes.data(), lengthBytes);
    bytes = bytes.sliced(lengthBytes);
    return true;
}

template <typename T>
bool takeArray(QByteArrayView &bytes, std::vector<T> &values)
{
    quint32 count = 0;
    if (!takeLength(bytes, count) || count > static_cast<std::size_t>(bytes.size()) / sizeof(T))
        return false;
    values.resize(count);
    const auto size = static_cast<qsizetype>(count * sizeof(T));
    if (count > 0)
        std::memcpy(values.data(), bytes.data(), static_cast<std::size_t>(size));
    bytes = bytes.sliced(size);
    return true;
}

bool takeTexts(QByteArrayView &bytes, QStringList &texts)
{
    quint32 count = 0;
    texts.clear();
    if (!takeLength(bytes, count) || count > bytes.size() / lengthBytes)
        return false;
    texts.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        quint32 length = 0;
        if (!takeLength(bytes, length))
            return false;
        if (length == nullText) {
            texts.append(QString());
            continue;
        }
        const qsizetype size = qsizetype(length) * qsizetype(sizeof(QChar));
        if (size > bytes.size())
            return false;
        QString text(length, Qt::Uninitialized);
        if (length > 0)
            std::memcpy(text.data(), bytes.data(), static_cast<std::size_t>(size));
        texts.append(std::move(text));
        bytes = bytes.sliced(size);
    }
    return true;
}

/// Rising ends, the last of them @p total.
bool areEnds(const std::vector<std::uint32_t> &ends, std::size_t total)
{
    std::uint32_t before = 0;
    for (const std::uint32_t end : ends) {
        if (end <= before)
            return false;
        before = end;
    }
    return ends.empty() ? total == 0 : ends.back() == total;
}

} // namespace

void appendFeature(QByteArray &out, const Feature &feature)
{
    out.append(static_cast<char>(feature.geometry.kind));
    appendArray(out, feature.geometry.vertices);
    appendArray(out, feature.geometry.partEnds);
    appendArray(out, feature.geometry.polygonEnds);
    appendLength(out, static_cast<std::size_t>(feature.fields.size()));
    for (const QString &text : feature.fields) {
        appendLength(out, text.isNull() ? nullText : static_cast<std::size_t>(text.size()));
        out.append(reinterpret_cast<const char *>(text.constData()), text.size() * qsizetype(sizeof(QChar)));
    }
}

bool takeFeature(QByteArrayView &bytes, Feature &feature)
{
    geo::Geometry &geometry = feature.geometry;
    if (bytes.isEmpty() || static_cast<quint8>(bytes[0]) > static_cast<quint8>(geo::GeometryKind::Polygon))
        return false;
    geometry.kind = static_cast<geo::GeometryKind>(bytes[0]);
    bytes = bytes.sliced(1);
    if (!takeArray(bytes, geometry.vertices) || !takeArray(bytes, geometry.partEnds) ||
        !takeArray(bytes, geometry.polygonEnds))
        return false;
    const std::size_t polygonParts =
        geometry.kind == geo::GeometryKind::Polygon ? geometry.partEnds.size() : 0;
    return areEnds(geometry.partEnds, geometry.vertices.size()) &&
           areEnds(geometry.polygonEnds, polygonParts) && takeTexts(bytes, feature.fields);
}

} // namespace marz::io
