#include "io/tablereader.h"

#include "base/csv.h"
#include "base/error.h"
#include "io/gdalsetup.h"
#include "io/tablehead.h"
#include "io/textdecode.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>

#include <ogrsf_frmts.h>

#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr std::size_t rowsForHead = 20;

QString sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

bool isBlank(const QStringList &cells)
{
    return std::all_of(cells.begin(), cells.end(),
                       [](const QString &cell) { return cell.trimmed().isEmpty(); });
}

bool isHxlTags(const QStringList &cells)
{
    return !isBlank(cells) && std::all_of(cells.begin(), cells.end(), [](const QString &cell) {
        return cell.trimmed().isEmpty() || cell.trimmed().startsWith(u'#');
    });
}

/// Holds rows back until the header is judged, then passes them on.
class RowFeed
{
public:
    RowFeed(const Source &source, TableData header, qint64 maxRows, const TableSink &sink)
        : m_source(source), m_header(std::move(header)), m_maxRows(maxRows), m_sink(sink)
    {
    }

    void take(qint64 number, QStringList &&cells)
    {
        if (isBlank(cells))
            return;
        if (m_begun) {
            pass(number, std::move(cells));
            return;
        }
        m_heldNumbers.push_back(number);
        m_held.push_back(std::move(cells));
        if (m_held.size() == rowsForHead)
            begin();
    }

    TableEnd end(QStringList warnings)
    {
        if (!m_begun)
            begin();
        if (m_rows == 0)
            warnings += QStringLiteral("The table holds no row.");
        if (m_longRows > 0) {
            warnings += QStringLiteral("%1 rows have more cells than the header (the first is row %2); they "
                                       "are kept in columns with a number.")
                            .arg(m_longRows)
                            .arg(m_firstLongRow);
        }
        return {m_header.columns, m_headWarnings + warnings};
    }

private:
    void begin()
    {
        m_begun = true;
        TableHead head = headOf(m_held);
        m_header.columns = head.columns;
        m_headWarnings = head.warnings;
        m_sink.begin(m_header);
        for (std::size_t i = static_cast<std::size_t>(head.headerRow + 1); i < m_held.size(); ++i) {
            if (i == static_cast<std::size_t>(head.headerRow + 1) && head.headerRow >= 0 &&
                isHxlTags(m_held[i])) {
                m_headWarnings += QStringLiteral("The row of HXL tags below the header was passed over.");
                continue;
            }
            pass(m_heldNumbers[i], std::move(m_held[i]));
        }
        m_held.clear();
    }

    void pass(qint64 number, QStringList &&cells)
    {
        if (++m_rows > m_maxRows) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 holds more than %2 rows.").arg(m_source.name).arg(m_maxRows),
                        QStringLiteral("Split it into smaller files."));
        }
        while (cells.size() > m_header.columns.size() && cells.last().isEmpty())
            cells.removeLast();
        if (cells.size() > m_header.columns.size()) {
            if (m_longRows == 0)
                m_firstLongRow = number;
            ++m_longRows;
            while (m_header.columns.size() < cells.size())
                m_header.columns.append(columnName(m_header.columns.size()));
        }
        m_sink.row(number, std::move(cells));
    }

    const Source &m_source;
    TableData m_header;
    qint64 m_maxRows;
    const TableSink &m_sink;
    bool m_begun = false;
    std::vector<QStringList> m_held;
    std::vector<qint64> m_heldNumbers;
    qint64 m_rows = 0;
    qint64 m_longRows = 0;
    qint64 m_firstLongRow = 0;
    QStringList m_headWarnings;
};

TableEnd readCsvInto(const Source &source, qint64 maxRows, const TableSink &sink)
{
    QFile file(source.path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::Failed,
                    QStringLiteral("%1 cannot be read: %2.").arg(source.name, file.errorString()),
                    QStringLiteral("Check that the disk is connected."));
    }
    DecodedText decoded = decodedText(file.readAll());
    TableData header;
    header.format = QStringLiteral("csv");
    header.encoding = decoded.encoding;
    header.sha256 = sha256Of(source.path);
    QStringList warnings;
    if (!decoded.warning.isEmpty())
        warnings += decoded.warning;
    RowFeed feed(source, header, maxRows, sink);
    base::CsvReader reader(decoded.text, separatorOf(decoded.text));
    QStringList cells;
    while (reader.next(cells))
        feed.take(reader.line(), std::move(cells));
    if (reader.openQuoteLine() > 0) {
        warnings += QStringLiteral("A quotation mark in line %1 is never closed: everything after it became "
                                   "one cell. Mend that line and read the file again.")
                        .arg(reader.openQuoteLine());
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
    static const QRegularExpression real(QStringLiteral("^-?(\\d+\\.\\d+|\\d+(\\.\\d+)?[eE][-+]?\\d+)$"));
    if (!real.match(text).hasMatch())
        return text;
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return text;
    if (std::abs(value) < 1e15 && value == std::floor(value))
        return QString::number(static_cast<qint64>(value));
    return text.size() > 15 || text.contains(u'e', Qt::CaseInsensitive) ? QString::number(value, 'g', 15)
                                                                        : text;
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
    if (chosen)
        return chosen;
    if (name.isEmpty())
        throw Error(ErrorKind::Invalid, QStringLiteral("%1 has no sheet with rows.").arg(source.name),
                    QStringLiteral("Check that it was saved with its content."));
    throw Error(ErrorKind::NotFound, QStringLiteral("%1 has no sheet \"%2\".").arg(source.name, name),
                QStringLiteral("Its sheets are %1.").arg(header.sheets.join(QStringLiteral(", "))));
}

TableEnd readWorkbookInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink)
{
    setUpGdal();
    GdalMessages messages;
    const DatasetPtr dataset = openVector(source.path, source.drivers);
    if (!dataset) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 cannot be opened: it is damaged or not what its name says (%2).")
                        .arg(source.name,
                             messages.last().isEmpty() ? QStringLiteral("no reason given") : messages.last()),
                    QStringLiteral("Open it in the program that made it and save it again."));
    }
    TableData header;
    header.format = source.format == Format::Xlsx ? QStringLiteral("xlsx") : QStringLiteral("ods");
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
        warnings += QStringLiteral("Sheet \"%1\" was read; the file holds %2.")
                        .arg(header.sheet, header.sheets.join(QStringLiteral(", ")));
    for (const QString &text : messages.texts())
        warnings += QStringLiteral("GDAL: ") % text;
    return feed.end(warnings);
}

} // namespace

TableEnd readTableInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink)
{
    switch (source.format) {
    case Format::Csv:
        return readCsvInto(source, maxRows, sink);
    case Format::Xlsx:
    case Format::Ods:
        return readWorkbookInto(source, sheet, maxRows, sink);
    default:
        break;
    }
    throw Error(ErrorKind::Invalid, QStringLiteral("%1 is a map layer, not a table.").arg(source.name),
                QStringLiteral("Add it as a layer, or give a .csv, .xlsx or .ods file."));
}

} // namespace marz::io
