#include "io/shapefilecheck.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cpl_vsi.h>

#include <memory>

namespace marz::io {

namespace {

constexpr qint64 headerBytes = 100; ///< of .shp and .shx (ESRI Shapefile Technical Description, 1998)
constexpr quint32 shapefileMagic = 9994;

struct FileCloser {
    void operator()(VSILFILE *file) const { VSIFCloseL(file); }
};

bool isInArchive(const QString &path)
{
    return path.startsWith(QLatin1String("/vsizip/"));
}

bool exists(const QString &path)
{
    if (isInArchive(path)) {
        VSIStatBufL status;
        return VSIStatExL(QFile::encodeName(path).constData(), &status, VSI_STAT_EXISTS_FLAG) == 0;
    }
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

qint64 sizeOf(const QString &path)
{
    VSIStatBufL status;
    const bool found = VSIStatExL(QFile::encodeName(path).constData(), &status,
                                  VSI_STAT_EXISTS_FLAG | VSI_STAT_SIZE_FLAG) == 0;
    return found ? static_cast<qint64>(status.st_size) : 0;
}

/// Length in bytes that the header of a .shp or .shx states; empty when it is neither.
std::optional<qint64> statedLength(const QByteArray &header)
{
    if (header.size() < headerBytes || qFromBigEndian<quint32>(header.constData()) != shapefileMagic)
        return std::nullopt;
    return qint64(qFromBigEndian<quint32>(header.constData() + 24)) * 2;
}

} // namespace

QString sideFile(const QString &path, const QString &ending)
{
    const QFileInfo info(path);
    const QString stem = info.path() % u'/' % info.completeBaseName() % u'.';
    for (const QString &form : {ending, ending.toUpper()}) {
        const QString candidate = stem % form;
        if (exists(candidate))
            return candidate;
    }
    return {};
}

QByteArray firstBytesOf(const QString &path, qint64 bytes)
{
    const std::unique_ptr<VSILFILE, FileCloser> file(
        path.isEmpty() ? nullptr : VSIFOpenL(QFile::encodeName(path).constData(), "rb"));
    if (!file)
        return {};
    QByteArray out(std::min(bytes, sizeOf(path)), '\0');
    out.resize(
        static_cast<qsizetype>(VSIFReadL(out.data(), 1, static_cast<std::size_t>(out.size()), file.get())));
    return out;
}

ShapefileCheck checkShapefile(const QString &shpPath)
{
    ShapefileCheck check;
    const auto shpLength = statedLength(firstBytesOf(shpPath, headerBytes));
    check.truncated = !shpLength || *shpLength > sizeOf(shpPath);

    if (const QString path = sideFile(shpPath, QStringLiteral("shx")); path.isEmpty()) {
        check.missing = QFileInfo(shpPath).completeBaseName() % QStringLiteral(".shx");
    } else if (const auto length = statedLength(firstBytesOf(path, headerBytes))) {
        check.truncated = check.truncated || *length > sizeOf(path);
        check.shxRecords = (*length - headerBytes) / 8;
    } else {
        check.truncated = true;
    }
    if (const QString path = sideFile(shpPath, QStringLiteral("dbf")); path.isEmpty()) {
        if (check.missing.isEmpty())
            check.missing = QFileInfo(shpPath).completeBaseName() % QStringLiteral(".dbf");
    } else {
        const QByteArray header = firstBytesOf(path, 32);
        if (header.size() == 32) {
            const qint64 records = qFromLittleEndian<quint32>(header.constData() + 4);
            const qint64 begin = qFromLittleEndian<quint16>(header.constData() + 8);
            const qint64 width = qFromLittleEndian<quint16>(header.constData() + 10);
            check.dbfRecords = records;
            check.hasBrokenTable =
                begin < 33 || width == 0; // a header, one field and the delete mark at least
            check.truncated = check.truncated || begin + records * width > sizeOf(path);
        } else {
            check.truncated = true;
        }
    }
    return check;
}

QString ShapefileCheck::problem() const
{
    if (!missing.isEmpty())
        return QStringLiteral("the file %1 is missing beside it").arg(missing);
    if (truncated)
        return QStringLiteral("it is cut off: a file is shorter than its own header says");
    if (hasBrokenTable)
        return QStringLiteral("the header of its table (.dbf) makes no sense");
    if (shxRecords != dbfRecords) {
        return QStringLiteral("its index holds %1 records and its table %2")
            .arg(shxRecords.value_or(0))
            .arg(dbfRecords.value_or(0));
    }
    return {};
}

} // namespace marz::io
