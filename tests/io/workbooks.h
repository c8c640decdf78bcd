#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <cpl_conv.h>

#include <utility>

/// Excel workbooks part by part, also such as Excel would never write.
namespace marz::tests {

using Parts = QList<std::pair<QByteArray, QByteArray>>; ///< name in the archive -> content

inline void writeZip(const QString &path, const Parts &parts)
{
    void *zip = CPLCreateZip(QFile::encodeName(path).constData(), nullptr);
    for (const auto &[name, content] : parts) {
        if (CPLCreateFileInZip(zip, name.constData(), nullptr) != CE_None ||
            CPLWriteFileInZip(zip, content.constData(), static_cast<int>(content.size())) != CE_None ||
            CPLCloseFileInZip(zip) != CE_None)
            qFatal("cannot write %s", name.constData());
    }
    if (CPLCloseZip(zip) != CE_None)
        qFatal("cannot write %s", qPrintable(path));
}

struct Workbook {
    QByteArray rows = {};    ///< the XML of the first sheet's rows
    QByteArray strings = {}; ///< the XML of the shared strings, empty = none
    QByteArray properties = "<workbookPr/>";
    QByteArray second = {}; ///< the rows of a sheet before it called "Empty", when not empty
};

/// Cell styles: 0 general, 1 day, 2 day and time, 3 time, 4 a day by a format of its own, 5 elapsed hours.
inline void writeXlsx(const QString &path, const Workbook &book)
{
    const QByteArray space =
        " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    const QByteArray kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const auto sheet = [&](const QByteArray &rows) {
        return QByteArray("<worksheet" + space + "><sheetData>" + rows + "</sheetData></worksheet>");
    };
    const auto relation = [&](const char *id, const char *kind, const char *target) {
        return QByteArray("<Relationship Id=\"" + QByteArray(id) + "\" Type=\"" + kinds + kind +
                          "\" Target=\"" + target + "\"/>");
    };
    const QByteArray relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                                 "relationships\">";
    const bool isTwo = !book.second.isEmpty();
    Parts parts = {
        {"_rels/.rels",
         relations + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         "<workbook" + space + ">" + book.properties + "<sheets>" +
             (isTwo ? "<sheet name=\"Empty\" sheetId=\"2\" r:id=\"rId2\"/>" : "") +
             "<sheet name=\"Incidents\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", relations + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                           relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml") +
                                           relation("rId3", "styles", "styles.xml") +
                                           relation("rId4", "sharedStrings", "sharedStrings.xml") +
                                           "</Relationships>"},
        {"xl/styles.xml",
         "<styleSheet" + space +
             "><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\"/><numFmt "
             "numFmtId=\"165\" formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf "
             "numFmtId=\"14\"/></cellStyleXfs>"
             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf "
             "numFmtId=\"20\"/><xf "
             "numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", sheet(book.rows)},
    };
    if (isTwo)
        parts.append({"xl/worksheets/sheet2.xml", sheet(book.second)});
    if (!book.strings.isEmpty())
        parts.append({"xl/sharedStrings.xml", "<sst" + space + ">" + book.strings + "</sst>"});
    writeZip(path, parts);
}

/// A row of text cells.
inline QByteArray textRow(const QList<QByteArray> &cells)
{
    QByteArray row = "<row>";
    for (const QByteArray &cell : cells)
        row += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return row + "</row>";
}

} // namespace marz::tests
