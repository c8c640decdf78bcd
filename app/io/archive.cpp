#include "io/archive.h"

#include "base/error.h"
#include "io/shapefilecheck.h"
#include "io/tablelimits.h"
#include "io/zipmember.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtEndian>

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <memory>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

// PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12, 4.3.14, 4.3.16 and 4.5.3.
constexpr qint64 endBytes = 22;
constexpr qint64 maxCommentBytes = 65'535;
constexpr qsizetype entryHeadBytes = 46;
constexpr qint64 maxEntries = 10'000;
constexpr qint64 maxDirectoryBytes = 16 << 20;
constexpr qsizetype maxShapefiles = 500;

Error notWhole(const Source &archive)
{
    return Error(
        ErrorKind::Damaged,
        QStringLiteral("%1 is not a whole ZIP archive: its directory cannot be read.").arg(archive.name),
        QStringLiteral("Copy or download it again."));
}

Error tooMany(const Source &archive)
{
    return Error(
        ErrorKind::Invalid,
        QStringLiteral("%1 holds more than %2 files.").arg(archive.name, QString::number(maxEntries)),
        QStringLiteral("Unpack it and open the file you need."));
}

template <typename T>
T littleAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.constData() + at);
}

/// The size behind 0xFFFFFFFF, from the extra field of ZIP64.
qint64 longSize(const QByteArray &extra)
{
    qsizetype at = 0;
    while (at + 4 <= extra.size()) {
        const auto id = littleAt<quint16>(extra, at);
        const auto length = littleAt<quint16>(extra, at + 2);
        if (id == 1 && length >= 8 && at + 12 <= extra.size())
            return std::max<qint64>(0, littleAt<qint64>(extra, at + 4));
        at += 4 + length;
    }
    return 0xFFFFFFFFLL;
}

bool leadsOut(const QByteArray &name)
{
    QByteArray path = name;
    path.replace('\\', '/');
    return path.startsWith('/') || path.contains('\0') || path.split('/').contains("..") ||
           (path.size() > 1 && path[1] == ':');
}

/// The bytes of the central directory, and how many entries it should hold.
QByteArray directoryBytes(QFile &file, const Source &archive)
{
    const qint64 tailBytes = std::min(file.size(), endBytes + maxCommentBytes);
    file.seek(file.size() - tailBytes);
    const QByteArray tail = file.read(tailBytes);
    const qsizetype end = tail.lastIndexOf("PK\x05\x06");
    if (end < 0 || tail.size() - end < endBytes)
        throw notWhole(archive);
    const auto length = littleAt<quint32>(tail, end + 12);
    const auto begin = littleAt<quint32>(tail, end + 16);
    if (length > maxDirectoryBytes || littleAt<quint16>(tail, end + 10) > maxEntries)
        throw tooMany(archive);
    const QByteArray bytes = file.seek(begin) ? file.read(length) : QByteArray();
    if (bytes.size() != qsizetype(length))
        throw notWhole(archive);
    return bytes;
}

/// Members as GDAL names them, in the archive's order.
QStringList memberNames(const Source &archive)
{
    const QString root = pathInArchive(archive.path);
    const CPLStringList names(VSIReadDirRecursive(QFile::encodeName(root).constData()));
    QStringList out;
    for (int i = 0; i < names.size(); ++i) {
        const QString name = QFile::decodeName(names[i]);
        const bool isClutter = name.startsWith(QLatin1String("__MACOSX/")) ||
                               name.section(u'/', -1).startsWith(QLatin1String("._"));
        if (!isClutter && !name.endsWith(u'/'))
            out.append(name);
    }
    return out;
}

QStringList endingWith(const QStringList &names, QLatin1String ending)
{
    QStringList out;
    for (const QString &name : names) {
        if (name.endsWith(ending, Qt::CaseInsensitive))
            out.append(name);
    }
    return out;
}

/// Throws when more comes out of @p member than the archive's directory says: a parser would take it whole.
void requireClaimedSize(const Source &archive, const QString &member)
{
    const QString path = pathInArchive(archive.path, member);
    VSIStatBufL status;
    const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(
        VSIFOpenL(QFile::encodeName(path).constData(), "rb"), VSIFCloseL);
    if (!file || VSIStatL(QFile::encodeName(path).constData(), &status) != 0)
        return; // GDAL says what is wrong
    std::vector<char> chunk(1 << 16);
    qint64 total = 0;
    while (const std::size_t read = VSIFReadL(chunk.data(), 1, chunk.size(), file.get())) {
        total += static_cast<qint64>(read);
        if (total > static_cast<qint64>(status.st_size)) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 unpacks to more than it says, as no honest archive does.")
                            .arg(archive.name),
                        QStringLiteral("Nothing was opened. Ask where it comes from."));
        }
    }
}

Source partOf(const Source &archive, const QString &member, Format format)
{
    Source part = archive;
    part.path = pathInArchive(archive.path, member);
    part.member = member;
    part.format = format;
    return part;
}

Error nothingInside(const Source &archive, const QStringList &names, const QString &what)
{
    const QString held =
        names.isEmpty()
            ? QStringLiteral("It is empty.")
            : QStringLiteral("It holds %1%2: unpack it and open the file you need.")
                  .arg(names.mid(0, 3).join(QStringLiteral(", ")),
                       names.size() > 3 ? QStringLiteral(" and %1 more").arg(names.size() - 3) : QString());
    return Error(ErrorKind::Invalid, QStringLiteral("%1 holds no %2.").arg(archive.name, what), held);
}

std::vector<Source> kmlPart(const Source &archive, const QStringList &names, QStringList &notes)
{
    QStringList kml = endingWith(names, QLatin1String(".kml"));
    if (kml.isEmpty())
        throw nothingInside(archive, names, QStringLiteral("KML"));
    // The root document is the first in the root of the archive (OGC 07-147r2, annex C); doc.kml by custom.
    const auto depth = [](const QString &name) {
        return name == QLatin1String("doc.kml") ? -1 : static_cast<int>(name.count(u'/'));
    };
    std::stable_sort(kml.begin(), kml.end(),
                     [&](const QString &a, const QString &b) { return depth(a) < depth(b); });
    if (kml.size() > 1)
        notes += QStringLiteral("Only %1 was read; the archive also holds %2.")
                     .arg(kml.first(), kml.mid(1, 5).join(QStringLiteral(", ")));
    requireClaimedSize(archive, kml.first());
    return {partOf(archive, kml.first(), Format::Kml)};
}

std::vector<Source> shapefileParts(const Source &archive, const QStringList &names, QStringList &notes)
{
    const QStringList shapefiles = endingWith(names, QLatin1String(".shp"));
    if (shapefiles.isEmpty())
        throw nothingInside(archive, names, QStringLiteral("shapefile"));
    std::vector<Source> parts;
    QStringList alone;
    for (const QString &member : shapefiles.mid(0, maxShapefiles)) {
        Source part = partOf(archive, member, Format::Shapefile);
        if (sideFile(part.path, QStringLiteral("shx")).isEmpty())
            alone.append(member);
        else
            parts.push_back(std::move(part));
    }
    if (parts.empty()) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 is incomplete: the .shx file of %2 is missing in it.")
                        .arg(archive.name, alone.first()),
                    QStringLiteral("Pack all files of the shapefile (.shp, .shx, .dbf, .prj) together."));
    }
    if (!alone.isEmpty())
        notes += QStringLiteral("Without a .shx file beside it, %1 in the archive was not read.")
                     .arg(alone.mid(0, 5).join(QStringLiteral(", ")));
    if (shapefiles.size() > maxShapefiles)
        notes += QStringLiteral("Only the first %1 of %2 shapefiles in the archive can be chosen.")
                     .arg(maxShapefiles)
                     .arg(shapefiles.size());
    return parts;
}

} // namespace

std::vector<ZipEntry> zipDirectory(const Source &archive)
{
    QFile file(archive.path);
    if (!file.open(QIODevice::ReadOnly))
        throw notWhole(archive);
    const QByteArray bytes = directoryBytes(file, archive);
    std::vector<ZipEntry> entries;
    qint64 total = 0;
    qsizetype at = 0;
    while (at + entryHeadBytes <= bytes.size() && bytes.mid(at, 4) == "PK\x01\x02") {
        const auto nameBytes = littleAt<quint16>(bytes, at + 28);
        const auto extraBytes = littleAt<quint16>(bytes, at + 30);
        const auto commentBytes = littleAt<quint16>(bytes, at + 32);
        ZipEntry entry;
        entry.name = bytes.mid(at + entryHeadBytes, nameBytes);
        entry.isEncrypted = (littleAt<quint16>(bytes, at + 8) & 1U) != 0;
        entry.bytes = littleAt<quint32>(bytes, at + 24);
        if (entry.bytes == 0xFFFFFFFFLL)
            entry.bytes = longSize(bytes.mid(at + entryHeadBytes + nameBytes, extraBytes));
        if (leadsOut(entry.name)) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 names a file outside itself (%2), as no honest archive does.")
                            .arg(archive.name, QString::fromUtf8(entry.name.left(80))),
                        QStringLiteral("Nothing was opened. Ask where it comes from."));
        }
        total += entry.bytes;
        if (total < 0 || total > maxTableBytes(file.size()))
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 unpacks to more than a hundred times its size, as no honest map "
                                       "layer does.")
                            .arg(archive.name),
                        QStringLiteral("Nothing was unpacked. Ask where it comes from."));
        entries.push_back(std::move(entry));
        if (qint64(entries.size()) > maxEntries)
            throw tooMany(archive);
        at += entryHeadBytes + nameBytes + extraBytes + commentBytes;
    }
    if (at != bytes.size())
        throw notWhole(archive);
    return entries;
}

std::vector<Source> partsOf(const Source &source, QStringList &notes)
{
    if (!source.isZip)
        return {source};
    const std::vector<ZipEntry> entries = zipDirectory(source);
    if (std::any_of(entries.begin(), entries.end(), [](const ZipEntry &e) { return e.isEncrypted; })) {
        throw Error(ErrorKind::Invalid, QStringLiteral("%1 is encrypted.").arg(source.name),
                    QStringLiteral("Unpack it with its password and open the file in it."));
    }
    const QStringList names = memberNames(source);
    return source.format == Format::Kml ? kmlPart(source, names, notes)
                                        : shapefileParts(source, names, notes);
}

} // namespace marz::io
