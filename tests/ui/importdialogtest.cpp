#include "ui/importdialog.h"
#include "ui/desk.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace marz;

/// A spreadsheet's way into the store: mapping, date order, dry run, import, undo.
class ImportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void anAmbiguousDateOrderIsAskedAndEveryRowAnsweredFor();
    void aChangeAfterTheDryRunAsksForAnother();
    void whatIsNoTableIsSaid();

private:
    QString written(const char *name, const QByteArray &bytes);
    void waitUntilChecked();
    template <typename Widget>
    Widget *part(const char *name)
    {
        return m_dialog->findChild<Widget *>(QLatin1String(name));
    }
    QString status() { return part<QLabel>("importStatus")->text(); }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::ImportDialog> m_dialog;
};

void ImportDialogTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    QVERIFY(m_desk->loadGeodata());
    QVERIFY(m_desk->openStore());
}

void ImportDialogTest::cleanupTestCase()
{
    m_dialog.reset();
    m_desk.reset();
}

QString ImportDialogTest::written(const char *name, const QByteArray &bytes)
{
    const QString path = m_desk->folder.path(QLatin1String(name));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

void ImportDialogTest::waitUntilChecked()
{
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>("dryRun")->isEnabled(), 30'000);
    QTest::mouseClick(part<QPushButton>("dryRun"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>("dryRun")->isEnabled(), 30'000);
}

void ImportDialogTest::anAmbiguousDateOrderIsAskedAndEveryRowAnsweredFor()
{
    const QString path = written("reports.csv", "id,date,type,title,latitude,longitude,killed\r\n"
                                                "1,03/04/2024,armed_assault,First,37.9,70.1,1\r\n"
                                                "2,05/06/2024,armed_clash,Second,,,\r\n"
                                                "3,07/08/2024,armed_assault,Nowhere on Earth,95,70.1,\r\n"
                                                "1,03/04/2024,armed_assault,First,37.9,70.1,1\r\n");
    const std::size_t before = m_desk->workspace.store().index()->size();
    m_dialog = std::make_unique<ui::ImportDialog>(m_desk->workspace, path);
    m_dialog->show();
    QTRY_VERIFY_WITH_TIMEOUT(status().contains(QStringLiteral("two ways")), 30'000);
    auto *import = part<QPushButton>("commitImport");
    waitUntilChecked();
    QVERIFY2(status().contains(QStringLiteral("two ways")), qPrintable(status()));
    QVERIFY(!import->isEnabled());

    auto *order = part<QComboBox>("dateOrder");
    order->setCurrentIndex(order->findData(QStringLiteral("dmy")));
    waitUntilChecked();
    QVERIFY2(
        status().startsWith(QStringLiteral("4 rows = 1 placed + 1 unlocated + 1 rejected + 1 duplicates")),
        qPrintable(status()));
    auto *issues = part<QTableWidget>("issues");
    bool isLatitudeNamed = false; // by the row of the spreadsheet, whose first has the names
    for (int row = 0; row < issues->rowCount(); ++row) {
        if (issues->item(row, 0)->text() == QLatin1String("4") &&
            issues->item(row, 1)->text() == QLatin1String("latitude"))
            isLatitudeNamed = issues->item(row, 2)->text() == QLatin1String("95");
    }
    QVERIFY(isLatitudeNamed);

    QCOMPARE(import->text(), QStringLiteral("Import 2 incidents"));
    QTest::mouseClick(import, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->stored(), 30'000);
    QCOMPARE(m_dialog->stored()->placed, qint64(1));
    QCOMPARE(m_desk->workspace.store().index()->size(), before + 2);
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QCOMPARE(m_desk->workspace.store().index()->size(), before);
}

void ImportDialogTest::aChangeAfterTheDryRunAsksForAnother()
{
    const QString path = written("one.csv", "id,date,type,title,latitude,longitude\r\n"
                                            "7,2024-03-04,armed_assault,First,37.9,70.1\r\n");
    m_dialog = std::make_unique<ui::ImportDialog>(m_desk->workspace, path);
    m_dialog->show();
    QTRY_VERIFY_WITH_TIMEOUT(status().startsWith(QStringLiteral("1 rows")), 30'000);
    waitUntilChecked();
    auto *import = part<QPushButton>("commitImport");
    QVERIFY(import->isEnabled());
    auto *mapping = part<QTableWidget>("mapping");
    for (int row = 0; row < mapping->rowCount(); ++row) {
        const QString field = mapping->item(row, 0)->text();
        if (field == QLatin1String("latitude") || field == QLatin1String("longitude"))
            static_cast<QComboBox *>(mapping->cellWidget(row, 1))->setCurrentIndex(0);
    }
    QVERIFY(!import->isEnabled());
    QVERIFY2(status().contains(QStringLiteral("dry run again")), qPrintable(status()));
    waitUntilChecked();
    QVERIFY2(status().contains(QStringLiteral("1 unlocated")), qPrintable(status()));
}

void ImportDialogTest::whatIsNoTableIsSaid()
{
    m_dialog = std::make_unique<ui::ImportDialog>(m_desk->workspace,
                                                  written("broken.xlsx", "PK\x03\x04 not a workbook"));
    m_dialog->show();
    QTRY_VERIFY_WITH_TIMEOUT(status().contains(QStringLiteral("broken.xlsx")) &&
                                 !status().startsWith(QStringLiteral("Reading")),
                             30'000);
    QVERIFY(!part<QPushButton>("commitImport")->isEnabled());
}

/// Foreign files are opened by a helper: the same program once more, which is this test here.
int main(int argc, char *argv[])
{
    if (argc > 1 && qstrcmp(argv[1], session::helperCommand) == 0)
        return session::runHelper(argc, argv);
    QApplication app(argc, argv);
    ImportDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "importdialogtest.moc"
