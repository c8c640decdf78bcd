#include "io/zipmember.h"

#include "io/rowfeed.h"
#include "io/tablelimits.h"

#include <QFile>
#include <QFileInfo>

#include <cpl_vsi.h>

#include <array>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// UTF-8 takes up to four bytes for a character; an entity such as &amp; five.
constexpr qint64 maxPieceBytes = 8 * qint64(maxCellChars);

/// Counts the rows of each sheet in the XML of an OpenDocument spreadsheet, whatever its line ends.
class OdsRows
{
public:
    explicit OdsRows(const Source &source) : m_source(source) {}

    /// The tag that begins at @p tag; at most as long as a name.
    void take(QByteArrayView tag)
    {
        if (tag.startsWith("<table:table ") || tag.startsWith("<table:table>"))
            m_rows = 0;
        if (!tag.startsWith("<table:table-row ") && !tag.startsWith("<table:table-row>") &&
            !tag.startsWith("<table:table-row/"))
            return;
        if (++m_rows > maxSheetRows) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 holds more than %2 rows in a sheet.")
                            .arg(m_source.name, QString::number(maxSheetRows)),
                        QStringLiteral("Split it into smaller files."));
        }
    }
    qint64 rows() const { return m_rows; }

private:
    const Source &m_source;
    qint64 m_rows = 0;
};

} // namespace

QString pathInArchive(const QString &archivePath, const QString &member)
{
    // Braces tell GDAL where the archive's own name ends; a name with braces must do without.
    const bool hasBraces = archivePath.contains(u'{') || archivePath.contains(u'}');
    const QString root =
        (hasBraces ? QStringLiteral("/vsizip/%1") : QStringLiteral("/vsizip/{%1}")).arg(archivePath);
    return member.isEmpty() ? root : root % u'/' % member;
}

void ZipMember::Closer::operator()(void *file) const
{
    VSIFCloseL(static_cast<VSILFILE *>(file));
}

ZipMember::ZipMember(const Source &archive, const QString &member)
    : m_maxTotal(maxTableBytes(QFileInfo(archive.path).size()))
{
    m_file.reset(VSIFOpenL(QFile::encodeName(pathInArchive(archive.path, member)).constData(), "rb"));
    if (m_file)
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ZipMember::~ZipMember() = default;

qint64 ZipMember::readData(char *data, qint64 maxBytes)
{
    m_isPieceTooLong = m_isPieceTooLong || m_sinceRestart > maxPieceBytes;
    if (m_isPieceTooLong || isTooLarge())
        return -1;
    const auto read = static_cast<qint64>(
        VSIFReadL(data, 1, static_cast<std::size_t>(maxBytes), static_cast<VSILFILE *>(m_file.get())));
    m_total += read;
    m_sinceRestart += read;
    return read > 0 ? read : -1;
}

Error unpacksTooLarge(const Source &archive)
{
    return Error(ErrorKind::Invalid,
                 QStringLiteral("%1 unpacks to more than a hundred times its size.").arg(archive.name),
                 QStringLiteral("Save the rows and columns you need as a new file and open that."));
}

void checkOds(const Source &source)
{
    ZipMember content(source, QStringLiteral("content.xml"));
    if (!content.isOpen())
        return; // GDAL says what is wrong
    constexpr qsizetype nameBytes = 32;
    std::array<char, 1 << 16> chunk = {};
    QByteArray kept;
    OdsRows rows(source);
    while (true) {
        const qint64 read = content.read(chunk.data(), static_cast<qint64>(chunk.size()));
        const bool isEnd = read <= 0;
        if (!isEnd)
            kept.append(chunk.data(), read);
        qsizetype at = kept.indexOf('<');
        while (at >= 0 && (isEnd || kept.size() - at >= nameBytes)) {
            rows.take(QByteArrayView(kept).sliced(at, std::min(nameBytes, kept.size() - at)));
            content.restart();
            at = kept.indexOf('<', at + 1);
        }
        kept = at < 0 ? QByteArray() : kept.mid(at);
        if (isEnd)
            break;
    }
    if (content.isPieceTooLong())
        throw cellTooLong(source.name, QStringLiteral("row %1").arg(rows.rows()),
                          QStringLiteral("some column"));
    if (content.isTooLarge())
        throw unpacksTooLarge(source);
}

} // namespace marz::io
