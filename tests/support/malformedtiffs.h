#pragma once

#include "tests/support/malformedraster.h"

#include <limits>

/// GeoTIFFs that are cut off, contradict themselves or lead elsewhere.
namespace marz::test::malformed {

inline void addTiffs(Rasters &rows, const QByteArray &url)
{
    const QString file = QStringLiteral("a.tif");
    const auto row = [&](const char *name, RasterVerdict verdict, const QString &says,
                         const QByteArray &bytes) {
        rows += {name, file, verdict, says, bytesIn(file, bytes)};
    };
    const auto changed = [](const std::function<void(Tiff &)> &change) {
        Tiff tiff = greyTiff();
        change(tiff);
        return tiff.bytes();
    };
    const auto with = [&](quint16 tag, const TiffField &field) {
        return changed([&](Tiff &t) { t.fields[tag] = field; });
    };
    const QByteArray good = greyTiff().bytes();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    using V = RasterVerdict;

    row("tif of no bytes", V::Refused, "a.tif is empty", {});
    row("tif of a header alone", V::Refused, "a.tif cannot be opened", good.left(8));
    row("BigTIFF of a header alone", V::Refused, "a.tif cannot be opened",
        QByteArray("II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0", 16));
    row("tif cut in its pixels", V::Refused, "a.tif cannot be opened", good.left(2000));
    row("tif cut in its directory", V::Refused, "a.tif cannot be opened", good.left(8 + 4096 + 60));
    row("tif cut behind its directory", V::Refused, "a.tif", good.left(8 + 4096 + 2 + 12 * 12 + 4));
    row("tif whose directory follows itself", V::Drawn, {}, changed([](Tiff &t) { t.nextDirectory = -1; }));
    row("tif whose next directory is nowhere", V::Drawn, {},
        changed([](Tiff &t) { t.nextDirectory = 0xFFFFFFF0; }));
    row("tif of pixels beyond its end", V::Undrawn, "a.tif cannot be read",
        with(TiffOffsets, longs({0x7FFFFFF0, 0x7FFFFFF0, 0x7FFFFFF0, 0x7FFFFFF0})));
    row("tif of some pixels beyond its end", V::Drawn, "Parts of a.tif cannot be read",
        with(TiffOffsets, longs({8, 8 + 1024, 0x7FFFFFF0, 8 + 3072})));
    row("tif of absurd strips", V::Drawn, {}, with(TiffByteCounts, longs({0xFFFFFFFF, 0, 0x80000000, 1})));
    row("tif of 2^31 by 2^31 pixels", V::Refused, "a.tif", changed([](Tiff &t) {
            t.fields[TiffWidth] = longs({0x7FFFFFFF});
            t.fields[TiffHeight] = longs({0x7FFFFFFF});
        }));
    row("tif of 2^32 pixels in a strip", V::Undrawn, "a.tif cannot be read", changed([](Tiff &t) {
            t.fields[TiffPixelScale] = reals({1e-4, 1e-4, 0});
            t.fields[TiffWidth] = longs({65'000});
            t.fields[TiffHeight] = longs({65'000});
            t.fields[TiffRowsPerStrip] = longs({65'000});
            t.fields[TiffOffsets] = longs({8});
            t.fields[TiffByteCounts] = longs({4096});
        }));
    row("tif of no width", V::Refused, "a.tif", with(TiffWidth, shorts({0})));
    row("tif of 65535 bands", V::Undrawn, "a.tif cannot be read", with(TiffSamples, shorts({65'535})));
    row("tif of 7 bits", V::Drawn, {}, with(TiffBits, shorts({7})));
    row("tif of 255 bits", V::Refused, "a.tif", with(TiffBits, shorts({255})));
    row("tif of numbers that are none", V::Refused, "a.tif cannot be opened",
        with(TiffSampleFormat, shorts({99})));
    row("tif of complex numbers", V::Refused, "complex numbers", changed([](Tiff &t) {
            t.fields[TiffBits] = shorts({64});
            t.fields[TiffSampleFormat] = shorts({6});
            t.fields[TiffRowsPerStrip] = shorts({64});
            t.fields[TiffOffsets] = longs({8});
            t.fields[TiffByteCounts] = longs({4096});
        }));
    row("tif of an unknown compression", V::Refused, "a.tif", with(TiffCompression, shorts({4711})));
    row("tif of no JPEG", V::Undrawn, "a.tif cannot be read", with(TiffCompression, shorts({7})));
    row("tif of no deflate", V::Undrawn, "a.tif cannot be read", with(TiffCompression, shorts({8})));
    row("tif that unpacks to a thousand times its size", V::Drawn, {}, changed([](Tiff &t) {
            t.pixels = qCompress(QByteArray(20'000 * 10'000, '\0'), 9).mid(4);
            t.fields[TiffCompression] = shorts({8});
            t.fields[TiffWidth] = longs({20'000});
            t.fields[TiffHeight] = longs({10'000});
            t.fields[TiffRowsPerStrip] = longs({10'000});
            t.fields[TiffOffsets] = longs({8});
            t.fields[TiffByteCounts] = longs({static_cast<quint32>(t.pixels.size())});
            t.fields[TiffPixelScale] = reals({1e-4, 1e-4, 0});
        }));
    row("tif of a scale that is no number", V::Refused, "a.tif", with(TiffPixelScale, reals({nan, nan, 0})));
    row("tif of an infinite scale", V::Refused, "a.tif",
        with(TiffPixelScale, reals({infinite, infinite, 0})));
    row("tif of no scale", V::Refused, "a.tif", with(TiffPixelScale, reals({0, 0, 0})));
    row("tif of an infinite place", V::Refused, "a.tif",
        with(TiffTiepoint, reals({0, 0, 0, infinite, 32, 0})));
    row("tif far beyond the pole", V::Refused, "lies nowhere on Earth",
        with(TiffTiepoint, reals({0, 0, 0, 61, 50'000, 0})));
    row("tif without a place", V::Refused, "does not say where on Earth it lies", changed([](Tiff &t) {
            t.fields.remove(TiffPixelScale);
            t.fields.remove(TiffTiepoint);
        }));
    row("tif of metres without a CRS", V::NeedsCrs, "does not name its coordinate system",
        changed([](Tiff &t) {
            t.fields.remove(TiffGeoKeys);
            t.fields[TiffTiepoint] = reals({0, 0, 0, 420'000, 4'250'000, 0});
        }));
    row("tif of a CRS that is none", V::Drawn, {},
        with(TiffGeoKeys, shorts({1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 31'999})));
    row("tif of broken geo keys", V::Drawn, {}, with(TiffGeoKeys, shorts({1, 1, 0, 60'000, 1024, 9, 9, 9})));
    row("tif whose heights are no numbers", V::Drawn, "No value was found",
        heightTiff(std::numeric_limits<float>::quiet_NaN()).bytes());
    row("tif of infinite heights", V::Drawn, "No value was found",
        heightTiff(std::numeric_limits<float>::infinity()).bytes());
    row("tif of a nodata that is text", V::Drawn, {}, with(TiffNoData, text("none at all")));
    row("tif of metadata that is no XML", V::Drawn, {},
        with(TiffMetadata, text(QByteArray("<GDALMetadata>").repeated(50'000))));
    const auto overview = [&](const QByteArray &where) {
        return with(TiffMetadata, text("<GDALMetadata><Item name=\"OVERVIEW_FILE\" domain=\"OVERVIEWS\">" +
                                       where + "</Item></GDALMetadata>"));
    };
    row("tif with overviews from the network", V::Drawn, {}, overview("/vsicurl/" + url));
    row("tif with overviews from a device", V::Drawn, {}, overview("/dev/zero"));
    row("tif with overviews from a description", V::Drawn, {},
        overview("&lt;VRTDataset rasterXSize='32' rasterYSize='32'&gt;&lt;VRTRasterBand dataType='Byte' "
                 "band='1'&gt;&lt;SimpleSource&gt;&lt;SourceFilename&gt;/vsicurl/" +
                 url +
                 "&lt;/SourceFilename&gt;&lt;/SimpleSource&gt;&lt;/VRTRasterBand&gt;&lt;/VRTDataset&gt;"));
}

} // namespace marz::test::malformed
