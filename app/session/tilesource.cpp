#include "session/tilesource.h"

#include "base/error.h"
#include "net/answercache.h"
#include "net/downloads.h"
#include "session/activitynotes.h"
#include "session/helperturn.h"
#include "session/rasterfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <map>
#include <set>

namespace marz::session {

namespace {

constexpr qint64 largestTile = qint64(2) << 20;
constexpr qint64 largestFetch = qint64(64) << 20; ///< as much as the helper takes
constexpr int mostAbove = 3;                      ///< zooms above that a missing tile is looked for in

/// What an answer that is no picture says in place of it: the words of a page or of a WMS, in a line.
QString wordsOf(const QByteArray &bytes)
{
    QString words = QString::fromUtf8(bytes.left(4000));
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    words = words.remove(tags).simplified().left(150);
    return words;
}

/// Why @p bytes of @p host are no tile; looked at from outside, decoded by the helper alone.
QString refusalOf(const QByteArray &bytes, const QString &host)
{
    const bool isPicture = bytes.startsWith("\x89PNG") || bytes.startsWith("\xFF\xD8\xFF") ||
                           (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP");
    if (isPicture)
        return {};
    const bool isText = bytes.trimmed().startsWith('<') || bytes.trimmed().startsWith('{');
    const QString words = isText ? wordsOf(bytes) : QString();
    if (words.isEmpty())
        return QStringLiteral("%1 sent something that is no PNG, JPEG or WebP picture. Check the address.")
            .arg(host);
    return QStringLiteral("%1 sent words in place of a picture: '%2'. Check the address and the layer.")
        .arg(host, words);
}

net::DownloadRules rulesFor(const TileService &service, const TileSourceSetup &setup)
{
    net::DownloadRules rules;
    rules.host = net::Host::of(service.address());
    rules.userAgent = QStringLiteral("Marz/") + QCoreApplication::applicationVersion();
    rules.folder = tileCacheOf(setup.cacheFolder, service);
    rules.answerBytes = largestTile;
    rules.allBytes = largestFetch;
    rules.refusal = [host = service.host()](const QByteArray &bytes) { return refusalOf(bytes, host); };
    return rules;
}

/// "12 of 40 tiles were not fetched: tiles.example does not answer. Try again later. The map shows ..."
QStringList summed(const std::vector<net::Download> &fetched)
{
    std::size_t failed = 0, old = 0;
    QString why;
    for (const net::Download &each : fetched) {
        failed += each.came == net::Came::Failed;
        old += each.came == net::Came::Old;
        if (why.isEmpty())
            why = each.problem;
    }
    if (failed + old == 0)
        return {};
    QString text = failed + old == fetched.size() ? QStringLiteral("The tiles were not fetched: %1").arg(why)
                                                  : QStringLiteral("%1 of %2 tiles were not fetched: %3")
                                                        .arg(failed + old)
                                                        .arg(fetched.size())
                                                        .arg(why);
    if (old > 0)
        text += QStringLiteral(" The map shows what was fetched before.");
    return {text};
}

} // namespace

SharedDownloads::SharedDownloads() = default;
SharedDownloads::~SharedDownloads() = default;

std::shared_ptr<net::Downloads> SharedDownloads::of(const net::DownloadRules &rules)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<net::Downloads> &known = m_downloads[rules.host.fullText() % u' ' % rules.folder];
    if (!known)
        known = std::make_shared<net::Downloads>(rules);
    return known;
}

void SharedDownloads::forget()
{
    const std::lock_guard lock(m_mutex);
    for (auto &[origin, downloads] : m_downloads)
        downloads->forgetMissing();
}

TileSource::TileSource(const TileService &service, const TileSourceSetup &setup)
    : m_service(service), m_notes(setup.notes), m_helper(setup.helperProgram),
      m_downloads(setup.shared->of(rulesFor(service, setup)))
{
}

TileSource::~TileSource() = default;

map::RasterPicture TileSource::picture(const map::Viewport &view, const base::CancelToken &cancel) const
{
    const std::vector<TileNumber> tiles = tilesFor(view, m_service);
    QStringList problems;
    std::vector<io::RasterTile> drawn;
    if (!tiles.empty())
        drawn = drawable(tiles, fetch(tiles, cancel, problems));
    if (drawn.empty()) {
        map::RasterPicture blank;
        blank.image = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
        blank.image.fill(Qt::transparent);
        blank.view = view;
        blank.problems = problems;
        return blank;
    }
    const HelperTurn turn(cancel); // not while it is fetched: a slow host must not hold up the others
    map::RasterPicture picture = pictureOf(m_helper.drawTiles(drawn, rasterViewOf(view), cancel), view);
    picture.problems = problems + picture.problems;
    return picture;
}

std::vector<net::Download> TileSource::fetch(const std::vector<TileNumber> &tiles,
                                             const base::CancelToken &cancel, QStringList &problems) const
{
    std::vector<QUrl> urls;
    urls.reserve(tiles.size());
    for (const TileNumber &tile : tiles)
        urls.push_back(tileUrl(m_service, tile));
    ActivityNote note(m_notes, m_service.host());
    std::vector<net::Download> fetched = m_downloads->fetch(urls, cancel, [&] { note.begin(); });
    problems = summed(fetched);
    note.setProblem(problems.join(u' '));
    return fetched;
}

std::vector<io::RasterTile> TileSource::drawable(const std::vector<TileNumber> &tiles,
                                                 const std::vector<net::Download> &fetched) const
{
    std::vector<io::RasterTile> own;
    std::vector<TileNumber> missing;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const TileNumber &tile = tiles[i];
        if (fetched[i].hasBytes())
            own.push_back({tileBox(tile), fetched[i].bytes,
                           QStringLiteral("Tile %1/%2/%3").arg(tile.zoom).arg(tile.x).arg(tile.y)});
        else if (fetched[i].came == net::Came::Failed)
            missing.push_back(tile);
    }
    std::vector<io::RasterTile> all = keptAbove(missing); // below the others
    std::move(own.begin(), own.end(), std::back_inserter(all));
    return all;
}

/// A WMS draws a layer that may let through what is below: its coarse pictures would show twice.
std::vector<io::RasterTile> TileSource::keptAbove(const std::vector<TileNumber> &missing) const
{
    std::set<TileNumber> wanted; // coarse ones first
    std::vector<io::RasterTile> found;
    if (m_service.kind() == ServiceKind::Wms)
        return found;
    std::map<TileNumber, QByteArray> kept;
    for (const TileNumber &tile : missing) {
        std::optional<TileNumber> above = tileAbove(tile);
        for (int i = 0; i < mostAbove && above; ++i, above = tileAbove(*above)) {
            const bool isNew = wanted.insert(*above).second;
            if (std::optional<QByteArray> bytes =
                    isNew ? m_downloads->kept(tileUrl(m_service, *above)) : std::nullopt)
                kept.emplace(*above, std::move(*bytes));
            if (kept.contains(*above))
                break;
        }
    }
    for (auto &[tile, bytes] : kept)
        found.push_back({tileBox(tile), std::move(bytes),
                         QStringLiteral("Tile %1/%2/%3").arg(tile.zoom).arg(tile.x).arg(tile.y)});
    return found;
}

QString usualTileCache()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/tiles");
}

QString tileCacheOf(const QString &cacheFolder, const TileService &service)
{
    if (cacheFolder.isEmpty())
        return {};
    static const QRegularExpression others(QStringLiteral("[^a-z0-9.-]"));
    const QUrl address = service.address();
    const QString host = service.host().replace(u':', u'~').replace(others, QStringLiteral("_"));
    return QStringLiteral("%1/%2_%3").arg(cacheFolder, address.scheme(), host);
}

qint64 tileCacheBytes(const QString &cacheFolder)
{
    qint64 bytes = 0;
    for (const QString &folder : QDir(cacheFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        bytes += net::keptBytes(QDir(cacheFolder).filePath(folder));
    return bytes;
}

void clearTileCache(const QString &cacheFolder)
{
    net::forgetAll(cacheFolder);
}

} // namespace marz::session
