#include <QDir>
#include <QDirIterator>
#include <QFile>
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
    void aForbiddenIncludeIsFound();
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
        {"base", {}, {}, {}},
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
         {"gdal", "ogr", "cpl_", "unistd.h", "sys/", "sched.h", "signal.h", "fcntl.h"}},
        {"net", {"base"}, {"Network"}, {}},
        {"places", {"base", "geo", "index"}, {}, {}},
        {"map", {"base", "geo", "incident", "index", "places"}, {"Gui", "Svg"}, {}},
        {"session",
         {"base", "geo", "incident", "index", "store", "io", "net", "places", "map"},
         {"Gui", "Concurrent"},
         {"sys/"}},
        {"cli", {"base", "incident", "session"}, {}, {"CLI/"}},
        {"ui",
         {"base", "geo", "incident", "index", "map", "session"},
         {"Gui", "Widgets", "PrintSupport", "Svg"},
         {}},
    };
    return all;
}

/// Headers of QtGui that a module limited to Core must not name.
const QRegularExpression &guiHeader()
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(QtGui/|QColor$|QImage$|QPainter|QPen$|QBrush$|QFont|QPixmap$|QIcon$|QTransform$|QGuiApplication$|"
        "QUndo|QPalette$|QClipboard$|QMouseEvent$|QKeyEvent$|QTextLayout$|QPolygonF?$)"));
    return pattern;
}

const QRegularExpression &widgetHeader()
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(QtWidgets/|QtPrintSupport/|QWidget$|QApplication$|QDialog|QMainWindow$|QLabel$|QMessageBox$|"
        "QFileDialog$|QPushButton$|QMenu|QAction$|QDock|QTreeView$|QTableView$|QPrint)"));
    return pattern;
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
    if (widgetHeader().match(header).hasMatch())
        return rule.qt.contains(QStringLiteral("Widgets")) ? QString() : QStringLiteral("a widget header");
    if (guiHeader().match(header).hasMatch())
        return rule.qt.contains(QStringLiteral("Gui")) ? QString() : QStringLiteral("a header of QtGui");
    if (header.startsWith(u'Q') || isStandard(header))
        return {};
    if (startsWithAny(header, rule.thirdParty))
        return isHeaderFile ? QStringLiteral("a third-party header outside a .cpp") : QString();
    return QStringLiteral("a header nobody allowed");
}

QStringList offencesOf(const Rule &rule, const QString &text, bool isHeaderFile)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    QStringList found;
    for (auto it = include.globalMatch(text); it.hasNext();) {
        const QString header = it.next().captured(1);
        const QString what = offence(rule, header, isHeaderFile);
        if (!what.isEmpty() && !header.endsWith(QLatin1String(".moc")))
            found << QStringLiteral("%1 (%2)").arg(header, what);
    }
    return found;
}

QString folderOf(const Rule &rule)
{
    const QString root = QStringLiteral(MARZ_SOURCE_DIR);
    if (rule.module == QLatin1String("ui"))
        return root + QStringLiteral("/ui");
    return root + QStringLiteral("/app/") + QLatin1String(rule.module);
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
    QDirIterator files(folderOf(layer), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString &each :
             offencesOf(layer, QString::fromUtf8(file.readAll()), path.endsWith(QLatin1String(".h"))))
            offences << files.fileName() + QStringLiteral(": ") + each;
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

void LayeringTest::aForbiddenIncludeIsFound()
{
    const Rule &geo = rules()[1];
    QCOMPARE(offencesOf(geo, QStringLiteral("#include \"store/store.h\"\n"), true).size(), 1);
    QCOMPARE(offencesOf(geo, QStringLiteral("#include <QtWidgets/QLabel>\n"), false).size(), 1);
    QCOMPARE(offencesOf(geo, QStringLiteral("#include <proj.h>\n"), true).size(), 1);
    QCOMPARE(
        offencesOf(geo, QStringLiteral("#include <proj.h>\n#include <vector>\n#include <QString>\n"), false)
            .size(),
        0);
}

QTEST_GUILESS_MAIN(LayeringTest)
#include "layeringtest.moc"
