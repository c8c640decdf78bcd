#include "io/layertexts.h"

#include "io/shapefilecheck.h"
#include "io/textdecode.h"

#include <QFileInfo>
#include <QtEndian>

#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdlib>

namespace marz::io {

namespace {

constexpr qint64 bytesToJudge = 4 << 20; ///< of a table, to see its encoding
constexpr qint64 maxCpgBytes = 100;

/// Code pages by the language byte of a dBASE table, as dBASE and Visual FoxPro write it; 0 = it says
/// nothing.
int codePageOf(unsigned char language)
{
    struct Page {
        unsigned char language;
        int codePage;
    };
    static constexpr Page pages[] = {
        {0x01, 437},  {0x02, 850},  {0x03, 1252}, {0x08, 865},  {0x09, 437}, {0x0A, 850}, {0x0B, 437},
        {0x0D, 437},  {0x0E, 850},  {0x0F, 437},  {0x10, 850},  {0x11, 437}, {0x12, 850}, {0x13, 932},
        {0x14, 850},  {0x15, 437},  {0x16, 850},  {0x17, 865},  {0x18, 437}, {0x19, 437}, {0x1A, 850},
        {0x1B, 437},  {0x1C, 863},  {0x1D, 850},  {0x1F, 852},  {0x22, 852}, {0x23, 852}, {0x24, 860},
        {0x25, 850},  {0x26, 866},  {0x37, 850},  {0x40, 852},  {0x4D, 936}, {0x4E, 949}, {0x4F, 950},
        {0x50, 874},  {0x58, 1252}, {0x59, 1252}, {0x64, 852},  {0x65, 866}, {0x66, 865}, {0x67, 861},
        {0x6A, 737},  {0x6B, 857},  {0x6C, 863},  {0x78, 950},  {0x79, 949}, {0x7A, 936}, {0x7B, 932},
        {0x7C, 874},  {0x7D, 1255}, {0x7E, 1256}, {0x86, 737},  {0x87, 852}, {0x88, 857}, {0xC8, 1250},
        {0xC9, 1251}, {0xCA, 1254}, {0xCB, 1253}, {0xCC, 1257},
    };
    for (const Page &page : pages) {
        if (page.language == language)
            return page.codePage;
    }
    return 0;
}

QString isoDate(const OGRFeature &feature, int index)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone))
        return QString::fromUtf8(feature.GetFieldAsString(index));
    const QString date = QString::asprintf("%04d-%02d-%02d", year, month, day);
    const QString time = QString::asprintf("%02d:%02d:%02d", hour, minute, static_cast<int>(second));
    switch (feature.GetFieldDefnRef(index)->GetType()) {
    case OFTDate:
        return date;
    case OFTTime:
        return time;
    default:
        break;
    }
    QString offset;
    if (zone == 100) {
        offset = QStringLiteral("Z");
    } else if (zone > 1) {
        const int minutes = (zone - 100) * 15; // GDAL counts quarters of an hour, 100 = UTC
        offset = QString::asprintf("%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                                   std::abs(minutes) % 60);
    }
    return date % u'T' % time % offset;
}

/// @p bytes without the beginning of a UTF-8 character that the width of a field cut off.
QByteArray withoutCutCharacter(const QByteArray &bytes)
{
    qsizetype begin = bytes.size() - 1;
    while (begin >= 0 && (static_cast<unsigned char>(bytes[begin]) & 0xC0U) == 0x80U)
        --begin;
    if (begin < 0)
        return bytes;
    const auto lead = static_cast<unsigned char>(bytes[begin]);
    const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return bytes.size() - begin < length ? bytes.left(begin) : bytes;
}

} // namespace

LayerTexts::LayerTexts(const Source &source, LayerStatistics &statistics) : m_statistics(statistics)
{
    if (source.encoding.isEmpty()) {
        if (source.format == Format::Shapefile)
            judgeShapefile(source);
        return;
    }
    TextCodec codec = TextCodec::chosen(source.name, source.encoding);
    if (source.format != Format::Shapefile) {
        m_notes += QStringLiteral("Files of this kind are always UTF-8: the encoding %1 was not used.")
                       .arg(codec.name());
    } else if (!codec.isUtf8()) {
        m_codec = std::move(codec);
    }
}

QStringList LayerTexts::openOptions(const Source &source)
{
    return source.format == Format::Shapefile ? QStringList{QStringLiteral("ENCODING=")} : QStringList{};
}

void LayerTexts::judgeShapefile(const Source &source)
{
    if (const QString cpg = sideFile(source.path, QStringLiteral("cpg")); !cpg.isEmpty()) {
        QByteArray said = firstBytesOf(cpg, maxCpgBytes);
        if (said.startsWith("\xEF\xBB\xBF"))
            said = said.mid(3);
        said = said.simplified();
        if (std::optional<TextCodec> named = TextCodec::named(QString::fromUtf8(said))) {
            if (!named->isUtf8())
                m_codec = std::move(named);
            return;
        }
        m_notes +=
            QStringLiteral("%1 names no encoding that is known (\"%2\"); the table's own bytes were judged.")
                .arg(QFileInfo(cpg).fileName(), QString::fromUtf8(said.left(40)));
    }
    const QByteArray table = firstBytesOf(sideFile(source.path, QStringLiteral("dbf")), bytesToJudge);
    if (table.size() < 32)
        return;
    if (const int codePage = codePageOf(static_cast<unsigned char>(table[29])); codePage != 0) {
        m_codec = TextCodec::named(QStringLiteral("CP%1").arg(codePage));
        if (m_codec)
            return;
    }
    const auto begin = qFromLittleEndian<quint16>(table.constData() + 8); // of the records
    const QString looks = decodedText(table.mid(begin)).encoding;
    if (!looks.startsWith(QLatin1String("windows-")))
        return;
    m_codec = TextCodec::named(looks);
    m_notes +=
        QStringLiteral("The file does not name the encoding of its texts; they were read as %1. Choose "
                       "another one if names look wrong.")
            .arg(encoding());
}

QString LayerTexts::encoding() const
{
    return m_codec ? m_codec->name() : QStringLiteral("UTF-8");
}

QStringList LayerTexts::fieldNames(const OGRFeatureDefn &definition) const
{
    QStringList names;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const QByteArray bytes(definition.GetFieldDefn(i)->GetNameRef());
        bool doubtful = false;
        names += m_codec ? m_codec->decoded(bytes) : decodedCell(withoutCutCharacter(bytes), &doubtful);
    }
    return names;
}

QStringList LayerTexts::cells(const OGRFeature &feature)
{
    const int count = feature.GetFieldCount();
    QStringList out;
    out.reserve(count);
    for (int i = 0; i < count; ++i)
        out.append(cell(feature, i));
    return out;
}

QString LayerTexts::cell(const OGRFeature &feature, int index)
{
    if (!feature.IsFieldSetAndNotNull(index))
        return {};
    switch (feature.GetFieldDefnRef(index)->GetType()) {
    case OFTReal:
        return QString::number(feature.GetFieldAsDouble(index), 'g', 15);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        return isoDate(feature, index);
    default:
        break;
    }
    const QString out = text(feature.GetFieldAsString(index));
    return out.isNull() ? QStringLiteral("") : out;
}

QString LayerTexts::text(const char *bytes)
{
    bool doubtful = false;
    if (m_codec) {
        const QString out = m_codec->decoded(QByteArrayView(bytes), &doubtful);
        m_statistics.brokenCells += doubtful;
        return out;
    }
    QString out = decodedCell(bytes, &doubtful);
    if (!doubtful)
        return out;
    bool isDoubtfulToo = false;
    QString whole = decodedCell(withoutCutCharacter(bytes), &isDoubtfulToo);
    if (!isDoubtfulToo)
        return whole;
    ++m_statistics.doubtfulCells;
    return out;
}

} // namespace marz::io
