#pragma once

#include "tests/support/layerbytes.h"

#include <QMap>

/// GeoTIFFs byte by byte, also such as no program would write.
namespace marz::test {

/// A field of a TIFF directory.
struct TiffField {
    quint16 type = 3; ///< 2 = text, 3 = 16 bits, 4 = 32 bits, 12 = Float64
    quint32 count = 1;
    QByteArray value;
};

inline TiffField shorts(std::initializer_list<quint16> values)
{
    TiffField field{3, static_cast<quint32>(values.size()), {}};
    for (const quint16 value : values)
        field.value += little(value);
    return field;
}

inline TiffField longs(const QList<quint32> &values)
{
    TiffField field{4, static_cast<quint32>(values.size()), {}};
    for (const quint32 value : values)
        field.value += little(value);
    return field;
}

inline TiffField reals(std::initializer_list<double> values)
{
    return {12, static_cast<quint32>(values.size()), doubles(values)};
}

inline TiffField text(const QByteArray &value)
{
    return {2, static_cast<quint32>(value.size() + 1), value + '\0'};
}

enum TiffTag : quint16 {
    TiffWidth = 256,
    TiffHeight = 257,
    TiffBits = 258,
    TiffCompression = 259,
    TiffPhotometric = 262,
    TiffOffsets = 273,
    TiffSamples = 277,
    TiffRowsPerStrip = 278,
    TiffByteCounts = 279,
    TiffSampleFormat = 339,
    TiffPixelScale = 33550,
    TiffTiepoint = 33922,
    TiffGeoKeys = 34735,
    TiffMetadata = 42112,
    TiffNoData = 42113
};

/// A TIFF of one directory: pixels follow the header of eight bytes, the directory follows them.
struct Tiff {
    QMap<quint16, TiffField> fields;
    QByteArray pixels;
    qint64 nextDirectory = 0; ///< -1 = itself

    QByteArray bytes() const
    {
        const auto directoryAt = static_cast<quint32>(8 + pixels.size());
        QByteArray directory = little(static_cast<quint16>(fields.size()));
        QByteArray beside;
        const auto besideAt = static_cast<quint32>(directoryAt + 2 + 12 * fields.size() + 4);
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            directory += little(field.key()) + little(field->type) + little(field->count);
            if (field->value.size() <= 4) {
                directory += field->value.leftJustified(4, '\0');
            } else {
                directory += little(static_cast<quint32>(besideAt + beside.size()));
                beside += field->value;
            }
        }
        directory += little(static_cast<quint32>(nextDirectory < 0 ? directoryAt : nextDirectory));
        return QByteArray("II*\0", 4) + little(directoryAt) + pixels + directory + beside;
    }
};

/// 64 x 64 grey pixels in four strips, from 61 to 62 degrees east and 31 to 32 degrees north.
inline Tiff greyTiff()
{
    Tiff tiff;
    for (int i = 0; i < 64 * 64; ++i)
        tiff.pixels += static_cast<char>(i % 251);
    tiff.fields = {{TiffWidth, shorts({64})},
                   {TiffHeight, shorts({64})},
                   {TiffBits, shorts({8})},
                   {TiffCompression, shorts({1})},
                   {TiffPhotometric, shorts({1})},
                   {TiffOffsets, longs({8, 8 + 1024, 8 + 2048, 8 + 3072})},
                   {TiffSamples, shorts({1})},
                   {TiffRowsPerStrip, shorts({16})},
                   {TiffByteCounts, longs({1024, 1024, 1024, 1024})},
                   {TiffPixelScale, reals({1.0 / 64, 1.0 / 64, 0})},
                   {TiffTiepoint, reals({0, 0, 0, 61, 32, 0})},
                   {TiffGeoKeys, shorts({1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326})}};
    return tiff;
}

/// greyTiff() of Float32 heights.
inline Tiff heightTiff(float height)
{
    Tiff tiff = greyTiff();
    tiff.pixels.clear();
    for (int i = 0; i < 64 * 64; ++i)
        tiff.pixels += little(height);
    tiff.fields[TiffBits] = shorts({32});
    tiff.fields[TiffSampleFormat] = shorts({3});
    tiff.fields[TiffOffsets] = longs({8, 8 + 4096, 8 + 8192, 8 + 12288});
    tiff.fields[TiffByteCounts] = longs({4096, 4096, 4096, 4096});
    return tiff;
}

} // namespace marz::test
