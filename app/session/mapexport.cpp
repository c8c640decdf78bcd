#include "session/mapexport.h"

#include "base/error.h"
#include "incident/filtertext.h"
#include "io/exporters.h"

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

QString countLine(const Filtered &filtered, const map::OffMap &offMap)
{
    QString line = QStringLiteral("%1 of %2 incidents").arg(filtered.total).arg(filtered.index->size());
    if (filtered.total != filtered.certain)
        line += QStringLiteral(" (%1 certain, %2 possible)")
                    .arg(filtered.certain)
                    .arg(filtered.total - filtered.certain);
    line += QStringLiteral(": %1 drawn").arg(offMap.drawn);
    QStringList apart;
    if (offMap.outside > 0)
        apart << QStringLiteral("%1 outside the frame").arg(offMap.outside);
    if (offMap.coarse > 0)
        apart << QStringLiteral("%1 known only to a province or coarser").arg(offMap.coarse);
    if (offMap.unlocated > 0)
        apart << QStringLiteral("%1 without a place").arg(offMap.unlocated);
    if (filtered.undated > 0)
        apart << QStringLiteral("%1 undated").arg(filtered.undated);
    if (!apart.isEmpty())
        line += QStringLiteral("; ") + apart.join(QStringLiteral(", "));
    return line + u'.';
}

QString sourcesLine(const QStringList &publishers)
{
    constexpr qsizetype shown = 12;
    QStringList names = publishers;
    names.removeDuplicates();
    QString line = QStringLiteral("Sources: ");
    if (names.isEmpty())
        line += QStringLiteral("none recorded");
    else
        line += names.mid(0, shown).join(QStringLiteral(", "));
    if (names.size() > shown)
        line += QStringLiteral(" and %1 more").arg(names.size() - shown);
    return line + QStringLiteral(
                      ". Boundaries: Natural Earth; rivers and lakes: GSHHG; places: GeoNames and others.");
}

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

void restrictToProfile(Filtered &filtered, const std::vector<incident::Incident> &shown,
                       incident::Profile profile)
{
    index::Mask mask = *filtered.mask;
    for (const incident::Incident &each : shown) {
        const std::optional<index::Row> row = filtered.index->rowOf(each.fid);
        if (row && !io::redacted(each, profile))
            mask.set(*row, incident::Match::None);
    }
    filtered.mask = std::make_shared<const index::Mask>(std::move(mask));
    recount(filtered);
}

map::Page pageFor(const MapExportChoice &choice, const Filtered &filtered, const incident::Filter &filter,
                  const map::OffMap &offMap, const QStringList &publishers)
{
    map::Page page;
    page.sizePx = choice.sizePx;
    page.dpi = choice.dpi;
    page.title = choice.title;
    page.filterWords =
        QStringLiteral("Shown: %1.").arg(incident::filterWords(filter, filtered.index->vocabulary()));
    page.countLine = countLine(filtered, offMap);
    page.sourcesLine = sourcesLine(publishers);
    page.disclaimer = choice.disclaimer.trimmed().isEmpty() ? map::defaultDisclaimer() : choice.disclaimer;
    page.profileLine = QStringLiteral("Profile: %1").arg(incident::words(choice.profile));
    page.marking = choice.marking;
    page.watermark = choice.watermark;
    page.hasLegend = choice.hasLegend;
    return page;
}

QImage pageImage(const map::Page &page, const map::Scene &scene, const map::Viewport &view,
                 const base::CancelToken &cancel)
{
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
    map::drawPage(painter, page, renderer, scene, view, cancel);
    painter.end();
    cancel.throwIfCancelled();
    return image;
}

MapExportReport exportMap(const MapExportChoice &choice, const map::Page &page, const map::Scene &scene,
                          const map::Viewport &view, const base::CancelToken &cancel)
{
    QElapsedTimer clock;
    clock.start();
    const char *format = imageFormat(choice.path);
    const QImage image = pageImage(page, scene, view, cancel);
    writeWhole(choice.path, encoded(image, format, choice.path));
    checkWritten(choice.path, image, qstrcmp(format, "PNG") == 0);

    const map::Viewport framed = pageView(page, view);
    const map::OffMap off = map::offMap(scene, framed);
    MapExportReport report;
    report.path = choice.path;
    report.sizePx = image.size();
    report.extent = framed.geoBox();
    report.incidentsDrawn = off.drawn;
    report.incidentsNotOnMap = off.coarse + off.unlocated + off.outside;
    report.seconds = double(clock.elapsed()) / 1000;
    return report;
}

map::Viewport pageView(const map::Page &page, const map::Viewport &view)
{
    return map::viewOnPage(page, view);
}

} // namespace marz::session
