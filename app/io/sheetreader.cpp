#include "io/sheetreader.h"

#include "io/rowfeed.h"
#include "io/tablelimits.h"

#include <QFileInfo>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// The column of "AB12" from 0; -1 when the text begins with no letter.
qsizetype columnOf(QStringView reference)
{
    qsizetype column = 0;
    qsizetype letters = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z' || letters > 4)
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
        ++letters;
    }
    return column - 1;
}

QString letters(qsizetype column)
{
    QString text;
    for (qsizetype rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        text.prepend(QChar(static_cast<char16_t>(u'A' + (rest - 1) % 26)));
    return text;
}

} // namespace

SheetXml::SheetXml(const Source &source, const QString &member)
    : m_source(source), m_name(member), m_member(source, member)
{
    if (m_member.isOpen())
        m_xml.setDevice(&m_member);
}

bool SheetXml::next()
{
    if (!exists())
        return false;
    m_member.restart();
    m_token = m_xml.readNext();
    if (m_token == QXmlStreamReader::StartElement || m_token == QXmlStreamReader::EndElement)
        m_tag = m_xml.name();
    if (m_member.isTooLarge())
        throw unpacksTooLarge(m_source);
    return m_token != QXmlStreamReader::Invalid && m_token != QXmlStreamReader::EndDocument;
}

QString SheetXml::attribute(const char *name) const
{
    const QXmlStreamAttributes attributes = m_xml.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        if (attribute.name() == QLatin1String(name))
            return attribute.value().toString();
    }
    return {};
}

void SheetXml::finish() const
{
    if (!exists() || (m_xml.atEnd() && !m_xml.hasError()))
        return;
    throw damaged(m_xml.errorString());
}

Error SheetXml::damaged(const QString &how) const
{
    return Error(ErrorKind::Damaged,
                 QStringLiteral("%1 is damaged in its part %2: %3").arg(m_source.name, m_name.left(100), how),
                 QStringLiteral("Open it in the program that made it and save it again."));
}

void CellText::take(const SheetXml &xml)
{
    if (xml.isStart("rPh") || xml.isEnd("rPh"))
        m_isPhonetic = xml.isStart("rPh");
    else if (xml.isStart("v") || xml.isStart("t"))
        m_isValue = true;
    else if (xml.isEnd("v") || xml.isEnd("t"))
        m_isValue = false;
    else if (m_isValue && !m_isPhonetic && xml.isCharacters())
        m_text += xml.text().left(maxCellChars + 1 - m_text.size());
}

SheetReader::SheetReader(const SheetContext &context, const QString &member)
    : m_context(context), m_xml(context.source, member),
      m_maxRowChars(maxTableBytes(QFileInfo(context.source.path).size()) / 2)
{
    if (!m_xml.exists())
        throw m_xml.damaged(QStringLiteral("it is missing"));
}

bool SheetReader::next(qint64 &number, QStringList &cells)
{
    cells.clear();
    while (m_xml.next()) {
        m_text.take(m_xml);
        if (m_xml.isStart("row")) {
            beginRow();
            cells.clear();
        } else if (m_xml.isStart("c")) {
            beginCell();
        } else if (m_xml.isEnd("c")) {
            endCell(cells);
        } else if (m_xml.isEnd("row")) {
            number = m_row;
            return true;
        } else if (m_xml.isEnd("sheetData")) {
            break;
        }
    }
    checkEnd();
    return false;
}

QStringList SheetReader::warnings() const
{
    if (!m_context.isFrom1904 || m_dates == 0)
        return {};
    return {
        QStringLiteral("The workbook counts its days from 1904 instead of 1900; its %1 dates were read so. "
                       "Compare one of them with the sheet.")
            .arg(m_dates)};
}

void SheetReader::beginRow()
{
    const QString number = m_xml.attribute("r");
    m_row = number.isEmpty() ? m_row + 1 : number.toLongLong();
    m_column = -1;
    m_rowChars = 0;
    if (m_row < 1)
        throw m_xml.damaged(QStringLiteral("there is no row \"%1\"").arg(number.left(40)));
    if (++m_rows > maxSheetRows || m_row > maxSheetRows) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1 holds more than %2 rows in a sheet.")
                        .arg(m_context.source.name)
                        .arg(maxSheetRows),
                    QStringLiteral("Split it into smaller files."));
    }
}

void SheetReader::beginCell()
{
    ++m_column;
    m_isShared = false;
    m_isNumber = true;
    m_style = m_context.styles.empty() ? NumberStyle::Plain : m_context.styles.front();
    m_text.clear();
    const QXmlStreamAttributes attributes = m_xml.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        const QStringView value = attribute.value();
        if (attribute.name() == u'r') {
            m_column = columnOf(value);
        } else if (attribute.name() == u't') {
            m_isShared = value == u's';
            m_isNumber = value == u'n';
        } else if (attribute.name() == u's') {
            const auto style = static_cast<std::size_t>(value.toUInt());
            m_style = style < m_context.styles.size() ? m_context.styles[style] : NumberStyle::Plain;
        }
    }
    if (m_column < 0 || m_column >= maxTableColumns) {
        throw m_xml.damaged(QStringLiteral("%1 has a cell \"%2\" in no column that a sheet can have")
                                .arg(rowWords(), m_xml.attribute("r").left(40)));
    }
}

void SheetReader::endCell(QStringList &cells)
{
    QString value = cellValue();
    if (value.isEmpty())
        return;
    m_rowChars += value.size();
    if (m_rowChars > m_maxRowChars)
        throw unpacksTooLarge(m_context.source);
    while (cells.size() <= m_column)
        cells.append(QString());
    cells[m_column] = std::move(value);
}

QString SheetReader::cellValue()
{
    const QString &raw = m_text.text();
    if (raw.size() > maxCellChars)
        throw cellTooLong(m_context.source.name, rowWords(), QStringLiteral("column ") + letters(m_column));
    if (raw.isEmpty())
        return {};
    if (m_isShared) {
        bool ok = false;
        const qsizetype index = raw.trimmed().toLongLong(&ok);
        if (ok && index >= 0 && index < m_context.strings.size())
            return m_context.strings[index];
        if (ok && m_context.isCutShort && index == m_context.strings.size())
            throw cellTooLong(m_context.source.name, rowWords(),
                              QStringLiteral("column ") + letters(m_column));
        if (ok && m_context.isCutShort && index > m_context.strings.size()) {
            m_isUnread = true; // the cell that is too long comes later, or is in another sheet
            return QStringLiteral("?");
        }
        throw m_xml.damaged(QStringLiteral("%1, column %2 names a text that is not there")
                                .arg(rowWords(), letters(m_column)));
    }
    if (!m_isNumber)
        return raw;
    m_dates += m_style == NumberStyle::Date || m_style == NumberStyle::DateTime;
    return serialText(raw.trimmed(), m_style, m_context.isFrom1904);
}

void SheetReader::checkEnd() const
{
    if (m_xml.isPieceTooLong())
        throw cellTooLong(m_context.source.name, rowWords(),
                          m_column < 0 ? QStringLiteral("some column")
                                       : QStringLiteral("column ") + letters(m_column));
    if (m_isUnread)
        throw cellTooLong(m_context.source.name, QStringLiteral("list of texts"),
                          QStringLiteral("text %1").arg(m_context.strings.size() + 1));
    if (!m_xml.isEnd("sheetData"))
        m_xml.finish();
}

} // namespace marz::io
