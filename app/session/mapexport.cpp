#include "session/mapexport.h"

#include "base/error.h"
#include "io/replacefile.h"
#include "io/sourcefiles.h"
#include "map/rasterpainter.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace marz::session {

namespace {

constexpr int largestSidePx = 30'000;

const char *imageFormat(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("png"))
        return "PNG";
    if (suffix == QLatin1String("jpg") || suffix == QLatin1String("jpeg"))
        return "JPEG";
    throw base::Error(base::ErrorKind::Invalid,
                      QStringLiteral("Marz cannot write '%1' as an image.").arg(path),
                      QStringLiteral("End the name in .png or .jpg."));
}

QByteArray encoded(const QImage &image, const char *format, const QString &path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    // PNG is lossless at any "quality": 70 is zlib's level 2, as small on a map's even areas as the usual 6
    // and twice as fast.
    writer.setQuality(qstrcmp(format, "JPEG") == 0 ? 92 : 70);
    if (!writer.write(image))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 could not be encoded: %2.").arg(path, writer.errorString()));
    return bytes;
}

/// Compared band by band: a whole copy in one format would take the memory of the picture twice more.
bool isSamePicture(const QImage &a, const QImage &b)
{
    constexpr int bandPx = 256;
    for (int top = 0; top < a.height(); top += bandPx) {
        const QRect band(0, top, a.width(), std::min(bandPx, a.height() - top));
        if (a.copy(band).convertToFormat(QImage::Format_RGB32) !=
            b.copy(band).convertToFormat(QImage::Format_RGB32))
            return false;
    }
    return true;
}

} // namespace

void writePicture(const QString &path, const QByteArray &encoded, const QImage &drawn)
{
    // Qt refuses to decode more than 128 MB unless told otherwise; this process decodes its own pictures
    // only.
    QImageReader::setAllocationLimit(0);
    QBuffer buffer;
    buffer.setData(encoded);
    QImageReader reader(&buffer, imageFormat(path));
    const QImage back = reader.read();
    const bool isLossless = qstrcmp(imageFormat(path), "PNG") == 0;
    if (back.size() != drawn.size() || (isLossless && !isSamePicture(back, drawn)))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 was not written: encoded, the picture is not what was drawn. "
                                         "What was there before is unchanged.")
                              .arg(path),
                          QStringLiteral("Choose a smaller size or fewer dots per inch."));
    io::replaceFile(path, encoded);
}

QImage exportImage(const MapExport &prepared, const base::CancelToken &cancel, QStringList *warnings)
{
    const map::Page &page = prepared.page;
    if (page.sizePx.width() < 100 || page.sizePx.height() < 100 || page.sizePx.width() > largestSidePx ||
        page.sizePx.height() > largestSidePx)
        throw base::Error(base::ErrorKind::Ambiguous, // wrong usage: the size was asked for
                          QStringLiteral("A picture of %1 x %2 pixels is not possible.")
                              .arg(page.sizePx.width())
                              .arg(page.sizePx.height()),
                          QStringLiteral("Choose 100 to %1 pixels a side.").arg(largestSidePx));
    QImage image(page.sizePx, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("There is not enough memory for this picture."),
                          QStringLiteral("Choose a smaller size or fewer dots per inch."));
    const int dotsPerMetre = static_cast<int>(std::lround(page.dpi / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.fill(Qt::white);
    map::Scene scene = prepared.scene;
    const QStringList missing = map::drawPictures(scene.layers, prepared.framed, cancel);
    if (warnings)
        *warnings = missing;
    map::Renderer renderer;
    QPainter painter(&image);
    map::drawPage(painter, page, renderer, scene, prepared.framed, cancel);
    painter.end();
    cancel.throwIfCancelled();
    return image;
}

MapExportReport exportMap(const MapExport &prepared, const base::CancelToken &cancel)
{
    QElapsedTimer clock;
    clock.start();
    const QString &path = prepared.choice.path;
    const char *format = imageFormat(path);
    QStringList inUse;
    for (const QString &each : prepared.choice.inUse)
        inUse += io::filesReadWith(each);
    io::requireReplaceable(path, inUse);
    MapExportReport report;
    const QImage image = exportImage(prepared, cancel, &report.warnings);
    writePicture(path, encoded(image, format, path), image);

    const map::OffMap off = map::offMap(prepared.scene, prepared.framed);
    report.path = path;
    report.sizePx = image.size();
    report.extent = prepared.framed.geoBox();
    report.incidentsDrawn = off.drawn;
    report.incidentsNotOnMap = off.coarse + off.unlocated + off.outside;
    report.seconds = double(clock.elapsed()) / 1000;
    return report;
}

} // namespace marz::session
