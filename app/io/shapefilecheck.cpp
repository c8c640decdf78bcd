#include "io/shapefilecheck.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace marz::io {

namespace {

constexpr qint64 headerBytes = 100; ///< of .shp and .shx (ESRI Shapefile Technical Description, 1998)
constexpr quint32 shapefileMagic = 9994;

QByteArray head(QFile &file, qint64 bytes)
{
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
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
        const QFileInfo file(candidate);
        if (file.exists() || file.isSymLink())
            return candidate;
    }
    return {};
}

ShapefileCheck checkShapefile(const QString &shpPath)
{
    ShapefileCheck check;
    QFile shp(shpPath);
    const auto shpLength = statedLength(head(shp, headerBytes));
    check.truncated = !shpLength || *shpLength > shp.size();

    if (const QString path = sideFile(shpPath, QStringLiteral("shx")); path.isEmpty()) {
        check.missing = QFileInfo(shpPath).completeBaseName() % QStringLiteral(".shx");
    } else {
        QFile shx(path);
        if (const auto length = statedLength(head(shx, headerBytes))) {
            check.truncated = check.truncated || *length > shx.size();
            check.shxRecords = (*length - headerBytes) / 8;
        } else {
            check.truncated = true;
        }
    }
    if (const QString path = sideFile(shpPath, QStringLiteral("dbf")); path.isEmpty()) {
        if (check.missing.isEmpty())
            check.missing = QFileInfo(shpPath).completeBaseName() % QStringLiteral(".dbf");
    } else {
        QFile dbf(path);
        const QByteArray header = head(dbf, 32);
        if (header.size() == 32) {
            const qint64 records = qFromLittleEndian<quint32>(header.constData() + 4);
            const qint64 begin = qFromLittleEndian<quint16>(header.constData() + 8);
            const qint64 width = qFromLittleEndian<quint16>(header.constData() + 10);
            check.dbfRecords = records;
            check.truncated = check.truncated || begin + records * width > dbf.size();
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
    if (shxRecords != dbfRecords) {
        return QStringLiteral("its index holds %1 records and its table %2")
            .arg(shxRecords.value_or(0))
            .arg(dbfRecords.value_or(0));
    }
    return {};
}

} // namespace marz::io
