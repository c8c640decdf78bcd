#include "session/mapexport.h"

#include "base/error.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>

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
    writer.setQuality(qstrcmp(format, "JPEG") == 0 ? 92 : -1);
    if (!writer.write(image))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 could not be encoded: %2.").arg(path, writer.errorString()));
    return bytes;
}

void writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw base::Error(
            base::ErrorKind::Failed,
            QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()),
            QStringLiteral("Choose another folder or free some space; the old file, if any, is unchanged."));
}

/// The file as written must be the picture as drawn: whole, of the size asked, and not blank.
void checkWritten(const QString &path, const QImage &drawn, bool isLossless)
{
    QImageReader reader(path);
    const QImage back = reader.read();
    if (back.isNull() || back.size() != drawn.size())
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 was written but cannot be read back.").arg(path),
                          QStringLiteral("Export again, to another disk if it happens twice."));
    if (isLossless &&
        back.convertToFormat(QImage::Format_RGB32) != drawn.convertToFormat(QImage::Format_RGB32))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 differs from what was drawn.").arg(path),
                          QStringLiteral("Export again, to another disk if it happens twice."));
}

} // namespace

QImage exportImage(const MapExport &prepared, const base::CancelToken &cancel)
{
    const map::Page &page = prepared.page;
    if (page.sizePx.width() < 100 || page.sizePx.height() < 100 || page.sizePx.width() > largestSidePx ||
        page.sizePx.height() > largestSidePx)
        throw base::Error(base::ErrorKind::Invalid,
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
    map::Renderer renderer;
    QPainter painter(&image);
    map::drawPage(painter, page, renderer, prepared.scene, prepared.framed, cancel);
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
    const QImage image = exportImage(prepared, cancel);
    writeWhole(path, encoded(image, format, path));
    checkWritten(path, image, qstrcmp(format, "PNG") == 0);

    const map::OffMap off = map::offMap(prepared.scene, prepared.framed);
    MapExportReport report;
    report.path = path;
    report.sizePx = image.size();
    report.extent = prepared.framed.geoBox();
    report.incidentsDrawn = off.drawn;
    report.incidentsNotOnMap = off.coarse + off.unlocated + off.outside;
    report.seconds = double(clock.elapsed()) / 1000;
    return report;
}

} // namespace marz::session
