#include "io/workbook.h"

#include "base/error.h"
#include "io/sheetreader.h"
#include "io/tablelimits.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr std::size_t maxSheets = 10'000;
constexpr std::size_t maxStyles = 1'000'000;
constexpr qsizetype maxNameChars = 1'000;

/// Which member of the archive a part refers to, by what for.
struct Relation {
    QString id;
    QString type; ///< the last word of its address: "worksheet", "styles"
    QString member;
};

QString folderOf(const QString &member)
{
    return member.contains(u'/') ? member.section(u'/', 0, -2) : QString();
}

/// The relations of @p member, empty = of the archive itself. None when the archive does not list any.
std::vector<Relation> relationsOf(const Source &source, const QString &member)
{
    const QString folder = folderOf(member);
    const QString list = QStringLiteral("_rels/%1.rels").arg(member.section(u'/', -1));
    SheetXml xml(source, folder.isEmpty() ? list : folder + u'/' + list);
    std::vector<Relation> relations;
    while (xml.next()) {
        if (!xml.isStart("Relationship") || relations.size() >= maxSheets)
            continue;
        const QString target = xml.attribute("Target");
        const QString path = target.startsWith(u'/') ? target.mid(1) : folder + u'/' + target;
        relations.push_back({xml.attribute("Id"), xml.attribute("Type").section(u'/', -1),
                             QDir::cleanPath(path.startsWith(u'/') ? path.mid(1) : path)});
    }
    xml.finish();
    return relations;
}

QString memberOfType(const std::vector<Relation> &relations, const QString &type, const QString &usual)
{
    const auto found = std::find_if(relations.begin(), relations.end(),
                                    [&](const Relation &relation) { return relation.type == type; });
    return found == relations.end() ? usual : found->member;
}

} // namespace

Workbook::Workbook(const Source &source) : m_source(source)
{
    const QString member = memberOfType(relationsOf(source, {}), QStringLiteral("officeDocument"),
                                        QStringLiteral("xl/workbook.xml"));
    readSheets(member);
    const std::vector<Relation> relations = relationsOf(source, member);
    const QString folder = folderOf(member) + u'/';
    readStyles(memberOfType(relations, QStringLiteral("styles"), folder + QStringLiteral("styles.xml")));
    readStrings(memberOfType(relations, QStringLiteral("sharedStrings"),
                             folder + QStringLiteral("sharedStrings.xml")));
    std::vector<Sheet> tables;
    for (const Sheet &sheet : m_sheets) {
        for (const Relation &relation : relations) {
            if (relation.id == sheet.member && relation.type == QLatin1String("worksheet"))
                tables.push_back({sheet.name, relation.member});
        }
    }
    m_sheets = std::move(tables); // without sheets that are one diagram
}

QStringList Workbook::sheets() const
{
    QStringList names;
    for (const Sheet &sheet : m_sheets)
        names.append(sheet.name);
    return names;
}

/// The sheets' members are the ids of their relations for now.
void Workbook::readSheets(const QString &member)
{
    SheetXml xml(m_source, member);
    if (!xml.exists()) {
        throw Error(
            ErrorKind::Damaged,
            QStringLiteral("%1 cannot be opened: it is damaged or not what its name says (it holds no "
                           "workbook).")
                .arg(m_source.name),
            QStringLiteral("Open it in the program that made it and save it again."));
    }
    while (xml.next()) {
        if (xml.isStart("workbookPr")) {
            const QString flag = xml.attribute("date1904");
            m_isFrom1904 = flag == QLatin1String("1") || flag == QLatin1String("true");
        } else if (xml.isStart("sheet")) {
            const QString name = xml.attribute("name");
            if (m_sheets.size() >= maxSheets || name.size() > maxNameChars)
                throw xml.damaged(QStringLiteral("its list of sheets is none that Excel writes"));
            m_sheets.push_back({name, xml.attribute("id")});
        }
    }
    xml.finish();
}

void Workbook::readStyles(const QString &member)
{
    QHash<int, NumberStyle> own;
    bool isInCells = false;
    SheetXml xml(m_source, member);
    while (xml.next()) {
        if (xml.isStart("numFmt")) {
            own.insert(xml.attribute("numFmtId").toInt(), styleOfCode(xml.attribute("formatCode")));
        } else if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
            isInCells = xml.isStart("cellXfs");
        } else if (isInCells && xml.isStart("xf") && m_styles.size() < maxStyles) {
            const int id = xml.attribute("numFmtId").toInt();
            m_styles.push_back(own.contains(id) ? own.value(id) : styleOfBuiltIn(id));
        }
    }
    xml.finish();
}

void Workbook::readStrings(const QString &member)
{
    const qint64 maxBytes = maxTableBytes(QFileInfo(m_source.path).size());
    qint64 bytes = 0;
    SheetXml xml(m_source, member);
    CellText text;
    while (xml.next()) {
        text.take(xml);
        if (xml.isStart("si"))
            text.clear();
        if (!xml.isEnd("si"))
            continue;
        m_strings.append(text.text());
        bytes += cellBytes + textBytes({text.text()});
        if (bytes > maxBytes)
            throw unpacksTooLarge(m_source);
    }
    m_isCutShort = xml.isPieceTooLong();
    if (!m_isCutShort)
        xml.finish();
}

bool Workbook::hasCells(qsizetype sheet) const
{
    SheetXml xml(m_source, m_sheets[static_cast<std::size_t>(sheet)].member);
    CellText text;
    while (xml.next()) {
        text.take(xml);
        if (!text.text().trimmed().isEmpty())
            return true;
    }
    return !xml.exists() || xml.hasFailed(); // eachRow() says what is wrong
}

QStringList Workbook::eachRow(qsizetype sheet,
                              const std::function<void(qint64 number, QStringList &&cells)> &take) const
{
    const SheetContext context{m_source, m_styles, m_strings, m_isCutShort, m_isFrom1904};
    SheetReader reader(context, m_sheets[static_cast<std::size_t>(sheet)].member);
    qint64 number = 0;
    QStringList cells;
    while (reader.next(number, cells))
        take(number, std::move(cells));
    return reader.warnings();
}

} // namespace marz::io
