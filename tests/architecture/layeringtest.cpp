#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

/// Who may include whom (docs/architecture.md). The linker cannot guard headers: this test does.
class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void includesStayInsideTheLayer_data();
    void includesStayInsideTheLayer();
    void everyFolderIsAKnownModule();
    void whatIsForbiddenIsFound_data();
    void whatIsForbiddenIsFound();
};

namespace {

struct Rule {
    const char *module;
    QStringList modules;    ///< own folder is always allowed
    QStringList qt;         ///< Qt modules beyond Core whose headers may be included
    QStringList thirdParty; ///< header prefixes, in .cpp only
};

const std::vector<Rule> &rules()
{
    static const std::vector<Rule> all{
        {"base", {}, {}, {"sys/", "unistd.h"}},
        {"geo", {"base"}, {}, {"proj.h", "geodesic.h", "geos_c.h", "GeographicLib/"}},
        {"incident", {"base", "geo"}, {}, {}},
        {"index", {"base", "geo", "incident"}, {}, {}},
        {"store",
         {"base", "geo", "incident"},
         {},
         {"SQLiteCpp/", "sqlite3.h", "unistd.h", "sys/", "fcntl.h"}},
        {"io",
         {"base", "geo", "incident"},
         {},
         {"gdal", "ogr", "cpl_", "unistd.h", "sys/", "sched.h", "signal.h", "fcntl.h", "iconv.h", "linux/"}},
        {"net", {"base"}, {"Network"}, {}},
        {"places", {"base", "geo", "index"}, {}, {}},
        {"map", {"base", "geo", "incident", "index", "places"}, {"Gui", "Svg"}, {}},
        {"session",
         {"base", "geo", "incident", "index", "store", "io", "net", "places", "map"},
         {"Gui"},
         {"sys/", "unistd.h"}},
        {"cli", {"base", "incident", "session"}, {}, {"CLI/"}},
        {"ui",
         {"base", "geo", "incident", "index", "places", "map", "session"},
         {"Gui", "Widgets", "DBus"},
         {}},
        {"main", {"cli", "session", "ui"}, {"Gui", "Widgets"}, {}}, // app/main.cpp
    };
    return all;
}

/// The Qt module of a header, "Network" for <QTcpSocket> and <QtNetwork/QTcpSocket>: as Qt is installed.
/// Empty for what is no header of Qt.
QString qtModuleOf(const QString &header)
{
    static const QDir qt(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    static const QStringList modules = qt.entryList({QStringLiteral("Qt*")}, QDir::Dirs, QDir::Name);
    if (header.startsWith(QLatin1String("Qt")) && header.contains(u'/'))
        return header.section(u'/', 0, 0).mid(2);
    for (const QString &module : modules) {
        if (QFile::exists(qt.filePath(module + u'/' + header)))
            return module.mid(2);
    }
    return {};
}

bool startsWithAny(const QString &header, const QStringList &prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const QString &p) { return header.startsWith(p); });
}

/// C and C++ standard headers have no dot and no capital: <vector>, <cmath>.
bool isStandard(const QString &header)
{
    static const QRegularExpression pattern(QStringLiteral("^[a-z_0-9]+$"));
    return pattern.match(header).hasMatch();
}

QString offence(const Rule &rule, const QString &header, bool isHeaderFile)
{
    const QString first = header.section(u'/', 0, 0);
    for (const Rule &other : rules()) {
        if (header.contains(u'/') && first == QLatin1String(other.module)) {
            const bool isOwn = first == QLatin1String(rule.module);
            return isOwn || rule.modules.contains(first) ? QString() : QStringLiteral("module %1").arg(first);
        }
    }
    if (isStandard(header))
        return {};
    if (const QString module = qtModuleOf(header); !module.isEmpty()) {
        const bool isAllowed = module == QLatin1String("Core") || rule.qt.contains(module);
        return isAllowed ? QString() : QStringLiteral("a header of Qt%1").arg(module);
    }
    if (startsWithAny(header, rule.thirdParty))
        return isHeaderFile ? QStringLiteral("a third-party header outside a .cpp") : QString();
    return QStringLiteral("a header nobody allowed");
}

/// Names of modules that @p rule does not know: reached through a header that it may include, they bind it
/// all the same.
QStringList foreignNames(const Rule &rule, const QString &text)
{
    QStringList foreign;
    for (const Rule &other : rules()) {
        const QString module = QLatin1String(other.module);
        if (module != QLatin1String(rule.module) && module != QLatin1String("main") &&
            !rule.modules.contains(module))
            foreign << module;
    }
    static const QRegularExpression comment(QStringLiteral("//.*$"), QRegularExpression::MultilineOption);
    const QString any = foreign.join(u'|');
    const QRegularExpression name(QStringLiteral("(?<!\\w)(?:(%1)::|namespace marz::(%1)\\b)").arg(any));
    QStringList found;
    for (auto it = name.globalMatch(QString(text).remove(comment)); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        found << QStringLiteral("%1:: (a name of that module)").arg(match.captured(1) + match.captured(2));
    }
    found.removeDuplicates();
    return found;
}

QStringList offencesOf(const Rule &rule, const QString &text, bool isHeaderFile)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    QStringList found = foreignNames(rule, text);
    for (auto it = include.globalMatch(text); it.hasNext();) {
        const QString header = it.next().captured(1);
        const QString what = offence(rule, header, isHeaderFile);
        if (!what.isEmpty() && !header.endsWith(QLatin1String(".moc")))
            found << QStringLiteral("%1 (%2)").arg(header, what);
    }
    return found;
}

/// Every source file of the module, those of its subfolders too.
QStringList filesOf(const Rule &rule)
{
    const QString root = QStringLiteral(MARZ_SOURCE_DIR);
    if (rule.module == QLatin1String("main"))
        return {root + QStringLiteral("/app/main.cpp")};
    const QString parent = rule.module == QLatin1String("ui") ? QStringLiteral("/") : QStringLiteral("/app/");
    const QString folder = root + parent + QLatin1String(rule.module);
    QStringList paths;
    QDirIterator files(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << files.next();
    return paths;
}

const Rule &ruleOf(const char *module)
{
    return *std::find_if(rules().begin(), rules().end(),
                         [&](const Rule &rule) { return qstrcmp(rule.module, module) == 0; });
}

} // namespace

void LayeringTest::includesStayInsideTheLayer_data()
{
    QTest::addColumn<int>("rule");
    for (std::size_t i = 0; i < rules().size(); ++i)
        QTest::newRow(rules()[i].module) << static_cast<int>(i);
}

void LayeringTest::includesStayInsideTheLayer()
{
    QFETCH(int, rule);
    const Rule &layer = rules()[static_cast<std::size_t>(rule)];
    QStringList offences;
    for (const QString &path : filesOf(layer)) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString &each :
             offencesOf(layer, QString::fromUtf8(file.readAll()), path.endsWith(QLatin1String(".h"))))
            offences << path.section(u'/', -1) + QStringLiteral(": ") + each;
    }
    QVERIFY2(offences.isEmpty(), qPrintable(offences.join(u'\n')));
}

void LayeringTest::everyFolderIsAKnownModule()
{
    const QDir app(QStringLiteral(MARZ_SOURCE_DIR "/app"));
    for (const QString &folder : app.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const bool isKnown = std::any_of(rules().begin(), rules().end(), [&](const Rule &rule) {
            return folder == QLatin1String(rule.module);
        });
        QVERIFY2(isKnown, qPrintable(folder));
    }
}

void LayeringTest::whatIsForbiddenIsFound_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isHeaderFile");
    QTest::addColumn<bool>("isForbidden");
    const auto row = [](const char *name, const char *module, const char *text, bool isHeaderFile,
                        bool isForbidden) {
        QTest::newRow(name) << QString::fromLatin1(module) << QString::fromLatin1(text) << isHeaderFile
                            << isForbidden;
    };
    row("a module above", "geo", "#include \"store/store.h\"\n", true, true);
    row("a widget", "geo", "#include <QLabel>\n", false, true);
    row("a widget with its module", "session", "#include <QtWidgets/QLabel>\n", false, true);
    row("the network", "io", "#include <QtNetwork/QNetworkAccessManager>\n", false, true);
    row("a socket", "io", "#include <QTcpSocket>\n", false, true);
    row("a header in lower case", "io", "#include <qtcpsocket.h>\n", false, true);
    row("the network in net", "net", "#include <QTcpSocket>\n", false, false);
    row("an image in store", "store", "#include <QImage>\n", false, true);
    row("an image in map", "map", "#include <QImage>\n", false, false);
    row("printing", "ui", "#include <QPrinter>\n", false, true);
    row("a foreign header in a header", "geo", "#include <proj.h>\n", true, true);
    row("a foreign header in a source", "geo", "#include <proj.h>\n#include <vector>\n#include <QString>\n",
        false, false);
    row("GDAL in map", "map", "#include <gdal.h>\n", false, true);
    row("a name of the store", "ui", "    const store::Store &known = opened();\n", false, true);
    row("a class of the store", "ui", "namespace marz::store {\nclass Store;\n}\n", true, true);
    row("a comment on the store", "ui", "/// As store::Store does.\n", true, false);
    row("a name of the boundaries", "ui", "const places::Unit *unit = nullptr;\n", false, false);
    row("the store in main", "main", "#include \"store/store.h\"\n", false, true);
}

void LayeringTest::whatIsForbiddenIsFound()
{
    QFETCH(QString, module);
    QFETCH(QString, text);
    QFETCH(bool, isHeaderFile);
    QFETCH(bool, isForbidden);
    const Rule &rule = ruleOf(qPrintable(module));
    QCOMPARE(!offencesOf(rule, text, isHeaderFile).isEmpty(), isForbidden);
}

QTEST_GUILESS_MAIN(LayeringTest)
#include "layeringtest.moc"
