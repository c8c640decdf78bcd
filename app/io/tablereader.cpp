#include "io/tablereader.h"

#include "base/csv.h"
#include "base/error.h"
#include "io/gdalsetup.h"
#include "io/rowfeed.h"
#include "io/sheetcell.h"
#include "io/tablehead.h"
#include "io/tablelimits.h"
#include "io/textcodec.h"
#include "io/textdecode.h"
#include "io/workbook.h"
#include "io/zipmember.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>

#include <ogrsf_frmts.h>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// Enough to see how a text separates its cells.
constexpr qsizetype charsToJudge = 1'000'000;

QString sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

/// Marks the last row, whose quoted cell swallowed the rest of the file; returns the warning. Throws when
/// that cell is larger than a cell may be.
QString openQuote(const Source &source, const base::CsvReader &reader, const QStringList &cells,
                  RowFeed &feed)
{
    const qint64 line = reader.openQuoteLine();
    const QString what =
        QStringLiteral("a quotation mark in line %1 is never closed: everything after it, %2 characters, "
                       "became one cell")
            .arg(line)
            .arg(cells.last().size());
    const QString advice =
        QStringLiteral("Close or remove the quotation mark in line %1 and read the file again.").arg(line);
    if (cells.last().size() > maxCellChars)
        throw Error(ErrorKind::Damaged, source.name % QStringLiteral(": ") % what % u'.', advice);
    feed.refuse(reader.line(), cells.size() - 1, QStringLiteral("encoding"),
                what % QStringLiteral("; close or remove it"));
    return source.name % QStringLiteral(": ") % what % QStringLiteral("; that row is refused. ") % advice;
}

/// In the encoding that the user chose, or that the bytes look like.
DecodedText textOf(const Source &source, const QByteArray &bytes)
{
    if (source.encoding.isEmpty())
        return decodedText(bytes);
    const TextCodec codec = TextCodec::chosen(source.name, source.encoding);
    bool isBroken = false;
    DecodedText out{codec.decoded(bytes, &isBroken), codec.name(), {}};
    if (isBroken)
        out.warning = QStringLiteral("Some characters do not fit the encoding %1 and are shown as \uFFFD. "
                                     "Choose another encoding.")
                          .arg(codec.name());
    return out;
}

TableEnd readCsvInto(const Source &source, qint64 maxRows, const TableSink &sink)
{
    QFile file(source.path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::Failed,
                    QStringLiteral("%1 cannot be read: %2.").arg(source.name, file.errorString()),
                    QStringLiteral("Check that the disk is connected."));
    }
    DecodedText decoded = textOf(source, file.readAll());
    TableData header;
    header.format = QStringLiteral("csv");
    header.encoding = decoded.encoding;
    header.sha256 = sha256Of(source.path);
    QStringList warnings;
    if (!decoded.warning.isEmpty())
        warnings += decoded.warning;
    RowFeed feed(source, header, maxRows, sink);
    base::CsvReader reader(decoded.text, separatorOf(decoded.text.left(charsToJudge)));
    QStringList cells;
    while (reader.next(cells)) {
        if (reader.openQuoteLine() > 0)
            warnings += openQuote(source, reader, cells, feed);
        feed.take(reader.line(), std::move(cells));
    }
    return feed.end(warnings);
}

/// A cell as GDAL gives it: dates with hyphens, numbers in their shortest form.
QString cellText(const char *raw)
{
    bool doubtful = false;
    QString text = decodedCell(raw, &doubtful);
    static const QRegularExpression date(
        QStringLiteral("^(\\d{4})/(\\d\\d)/(\\d\\d)( \\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)?$"));
    if (text.size() >= 10 && text[4] == u'/' && date.match(text).hasMatch()) {
        text[4] = u'-';
        text[7] = u'-';
        if (text.endsWith(QLatin1String(" 00:00:00")))
            text.chop(9);
        return text;
    }
    return shortestNumber(text);
}

Error noSheet(const Source &source, const QString &name, const QStringList &sheets)
{
    if (name.isEmpty())
        return Error(ErrorKind::Invalid, QStringLiteral("%1 has no sheet with rows.").arg(source.name),
                     QStringLiteral("Check that it was saved with its content."));
    return Error(ErrorKind::NotFound, QStringLiteral("%1 has no sheet \"%2\".").arg(source.name, name),
                 QStringLiteral("Its sheets are %1.").arg(sheets.join(QStringLiteral(", "))));
}

QString sheetChosen(const TableData &header)
{
    return QStringLiteral(
               "Sheet \"%1\" was read, the first that has rows; the file holds %2. Choose the sheet if "
               "it is another.")
        .arg(header.sheet, header.sheets.join(QStringLiteral(", ")));
}

OGRLayer *chosenSheet(GDALDataset &dataset, const Source &source, const QString &name, TableData &header)
{
    OGRLayer *chosen = nullptr;
    for (int i = 0; i < dataset.GetLayerCount(); ++i) {
        OGRLayer *layer = dataset.GetLayer(i);
        if (!layer)
            continue;
        const QString sheet = QString::fromUtf8(layer->GetName());
        header.sheets.append(sheet);
        const bool fits = name.isEmpty() ? layer->GetFeatureCount(TRUE) > 0 : sheet == name;
        if (!chosen && fits)
            chosen = layer;
    }
    if (!chosen)
        throw noSheet(source, name, header.sheets);
    return chosen;
}

TableEnd readOdsInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink)
{
    setUpGdal();
    GdalMessages messages;
    checkOds(source);
    const DatasetPtr dataset = openVector(source.path, source.drivers);
    if (!dataset) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 cannot be opened: it is damaged or not what its name says (%2).")
                        .arg(source.name,
                             messages.last().isEmpty() ? QStringLiteral("no reason given") : messages.last()),
                    QStringLiteral("Open it in the program that made it and save it again."));
    }
    TableData header;
    header.format = QStringLiteral("ods");
    header.encoding = QStringLiteral("utf-8");
    header.sha256 = sha256Of(source.path);
    OGRLayer *layer = chosenSheet(*dataset, source, sheet, header);
    header.sheet = QString::fromUtf8(layer->GetName());
    RowFeed feed(source, header, maxRows, sink);
    layer->ResetReading();
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        QStringList cells;
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            cells.append(feature->IsFieldSetAndNotNull(i) ? cellText(feature->GetFieldAsString(i))
                                                          : QString());
        feed.take(feature->GetFID(), std::move(cells));
    }
    QStringList warnings;
    if (header.sheets.size() > 1 && sheet.isEmpty())
        warnings += sheetChosen(header);
    for (const QString &text : messages.texts())
        warnings += QStringLiteral("GDAL: %1. Check that all rows are there.").arg(text);
    return feed.end(warnings);
}

TableEnd readXlsxInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink)
{
    const Workbook workbook(source);
    TableData header;
    header.format = QStringLiteral("xlsx");
    header.encoding = QStringLiteral("utf-8");
    header.sha256 = sha256Of(source.path);
    header.sheets = workbook.sheets();
    qsizetype index = sheet.isEmpty() ? 0 : header.sheets.indexOf(sheet);
    if (sheet.isEmpty()) {
        while (index < header.sheets.size() && !workbook.hasCells(index))
            ++index;
    }
    if (index < 0 || index >= header.sheets.size())
        throw noSheet(source, sheet, header.sheets);
    header.sheet = header.sheets[index];
    RowFeed feed(source, header, maxRows, sink);
    QStringList warnings = workbook.eachRow(
        index, [&feed](qint64 number, QStringList &&cells) { feed.take(number, std::move(cells)); });
    if (header.sheets.size() > 1 && sheet.isEmpty())
        warnings += sheetChosen(header);
    return feed.end(warnings);
}

} // namespace

TableEnd readTableInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink)
{
    switch (source.format) {
    case Format::Csv:
        return readCsvInto(source, maxRows, sink);
    case Format::Xlsx:
        return readXlsxInto(source, sheet, maxRows, sink);
    case Format::Ods:
        return readOdsInto(source, sheet, maxRows, sink);
    default:
        break;
    }
    throw Error(ErrorKind::Invalid, QStringLiteral("%1 is a map layer, not a table.").arg(source.name),
                QStringLiteral("Add it as a layer, or give a .csv, .xlsx or .ods file."));
}

} // namespace marz::io
