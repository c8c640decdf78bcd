#pragma once

#include "base/error.h"
#include "io/sheetcell.h"
#include "io/zipmember.h"

#include <QStringList>
#include <QXmlStreamReader>

#include <algorithm>
#include <vector>

namespace marz::io {

/// One XML part of a workbook, token by token, each of bounded length. Names are compared without namespace.
class SheetXml
{
public:
    SheetXml(const Source &source, const QString &member);

    bool exists() const { return m_member.isOpen(); }
    /// Moves to the next token; false at the end, at an error or at a piece too long. Throws base::Error when
    /// the part unpacks to too much.
    bool next();
    template <std::size_t N>
    bool isStart(const char (&name)[N]) const
    {
        return m_token == QXmlStreamReader::StartElement && isTag(name);
    }
    template <std::size_t N>
    bool isEnd(const char (&name)[N]) const
    {
        return m_token == QXmlStreamReader::EndElement && isTag(name);
    }
    bool isCharacters() const { return m_token == QXmlStreamReader::Characters; }
    QStringView text() const { return m_xml.text(); }
    /// Of the start element at hand, empty when it has none so called.
    QString attribute(const char *name) const;
    QXmlStreamAttributes attributes() const { return m_xml.attributes(); }
    bool isPieceTooLong() const { return m_member.isPieceTooLong(); }
    bool hasFailed() const { return m_xml.hasError(); }
    /// After next() returned false: throws base::Error(Damaged) unless that was the end. Nothing for a part
    /// that does not exist.
    void finish() const;
    base::Error damaged(const QString &how) const;

private:
    /// A sheet has millions of tags: compared without a call.
    template <std::size_t N>
    bool isTag(const char (&name)[N]) const
    {
        return m_tag.size() == qsizetype(N - 1) &&
               std::equal(m_tag.begin(), m_tag.end(), name,
                          [](QChar a, char b) { return a == QLatin1Char(b); });
    }

    const Source &m_source;
    QString m_name;
    ZipMember m_member;
    QXmlStreamReader m_xml;
    QXmlStreamReader::TokenType m_token = QXmlStreamReader::NoToken;
    QStringView m_tag; ///< of the element that begins or ends
};

/// Collects the text of a cell or shared string: <v>, and <t> without the phonetic reading beside it. Never
/// more than one character beyond maxCellChars.
class CellText
{
public:
    void take(const SheetXml &xml);
    void clear() { m_text = QString(); }
    const QString &text() const { return m_text; }

private:
    QString m_text;
    bool m_isValue = false;
    bool m_isPhonetic = false;
};

/// What a sheet needs of its workbook.
struct SheetContext {
    const Source &source;
    const std::vector<NumberStyle> &styles;
    const QStringList &strings;
    bool isCutShort = false; ///< the string after the last is too long
    bool isFrom1904 = false;
};

/// Reads the rows of one sheet; see Workbook::eachRow().
class SheetReader
{
public:
    SheetReader(const SheetContext &context, const QString &member);

    /// False at the end of the sheet.
    bool next(qint64 &number, QStringList &cells);
    QStringList warnings() const;

private:
    void beginRow();
    void beginCell();
    void endCell(QStringList &cells);
    QString cellValue();
    /// Throws when a piece was too long for a cell, or the sheet breaks off.
    void checkEnd() const;
    QString rowWords() const { return QStringLiteral("row %1").arg(m_row); }

    SheetContext m_context;
    SheetXml m_xml;
    CellText m_text;
    qint64 m_maxRowChars = 0;
    qint64 m_row = 0;
    qint64 m_rows = 0; ///< seen so far
    qint64 m_rowChars = 0;
    qsizetype m_column = -1; ///< of the cell at hand, from 0
    bool m_isShared = false; ///< its value is the number of a shared text
    bool m_isNumber = false;
    NumberStyle m_style = NumberStyle::Plain;
    qint64 m_dates = 0;
    bool m_isUnread = false; ///< a cell's text lies beyond the one that was too long
};

} // namespace marz::io
