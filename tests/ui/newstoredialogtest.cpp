#include "tests/support/tempstore.h"
#include "ui/dialogs.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace marz;

/// "Start my own store", filled in as a newcomer does.
class NewStoreDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsOwnFileCanBeWritten();
    void countriesAreCodes_data();
    void countriesAreCodes();
    void whatWasTypedComesBackWithTheProblem();

private:
    /// Opens the dialog, lets @p user work in it, and returns what was chosen.
    std::optional<session::NewStoreChoice> ask(const std::function<void(QDialog &)> &user,
                                               const std::optional<session::NewStoreChoice> &before = {},
                                               const QString &problem = {});
    static QString line(const QDialog &dialog, const char *name)
    {
        return dialog.findChild<QLineEdit *>(QLatin1String(name))->text();
    }
    static void type(QDialog &dialog, const char *name, const QString &text)
    {
        auto *edit = dialog.findChild<QLineEdit *>(QLatin1String(name));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    static QString problem(const QDialog &dialog)
    {
        return dialog.findChild<QLabel *>(QStringLiteral("problem"))->text();
    }
    static QPushButton *button(const QDialog &dialog, const QString &text)
    {
        for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }

    test::TempFolder m_home;
};

/// A home without a folder for documents.
void NewStoreDialogTest::initTestCase()
{
    qputenv("HOME", m_home.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
    qunsetenv("XDG_DOCUMENTS_DIR");
    QCOMPARE(QDir::homePath(), m_home.path());
}

std::optional<session::NewStoreChoice>
NewStoreDialogTest::ask(const std::function<void(QDialog &)> &user,
                        const std::optional<session::NewStoreChoice> &before, const QString &problem)
{
    QTimer::singleShot(0, this, [&] {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        user(*dialog);
        if (dialog->isVisible())
            dialog->reject();
    });
    return ui::askNewStore(nullptr, before, problem);
}

void NewStoreDialogTest::itsOwnFileCanBeWritten()
{
    const auto choice = ask([](QDialog &dialog) {
        type(dialog, "author", QStringLiteral("AB"));
        QCOMPARE(problem(dialog), QString());
        QTest::mouseClick(button(dialog, QStringLiteral("Create")), Qt::LeftButton);
    });
    QVERIFY(choice);
    QCOMPARE(choice->path, m_home.path(QStringLiteral("incidents.gpkg")));
    QCOMPARE(choice->countries, QStringList({QStringLiteral("TJK"), QStringLiteral("AFG")}));
    ask([this](QDialog &dialog) {
        type(dialog, "author", QStringLiteral("AB"));
        type(dialog, "storePath", m_home.path(QStringLiteral("none/own.gpkg")));
        QVERIFY2(problem(dialog).contains(m_home.path(QStringLiteral("none"))), qPrintable(problem(dialog)));
        QVERIFY(!button(dialog, QStringLiteral("Create"))->isEnabled());
    });
}

void NewStoreDialogTest::countriesAreCodes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told"); ///< empty = accepted
    QTest::newRow("codes") << QStringLiteral("tjk, AFG") << QString();
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("a name") << QStringLiteral("Tajikistan") << QStringLiteral("TAJIKISTAN");
    QTest::newRow("two letters") << QStringLiteral("TJK, AF") << QStringLiteral("'AF'");
    QTest::newRow("digits") << QStringLiteral("762") << QStringLiteral("762");
}

void NewStoreDialogTest::countriesAreCodes()
{
    QFETCH(QString, typed);
    QFETCH(QString, told);
    ask([&](QDialog &dialog) {
        type(dialog, "author", QStringLiteral("AB"));
        dialog.findChild<QLineEdit *>(QStringLiteral("countries"))->clear();
        type(dialog, "countries", typed);
        QCOMPARE(problem(dialog).isEmpty(), told.isEmpty());
        QVERIFY2(problem(dialog).contains(told), qPrintable(problem(dialog)));
        QCOMPARE(button(dialog, QStringLiteral("Create"))->isEnabled(), told.isEmpty());
    });
}

void NewStoreDialogTest::whatWasTypedComesBackWithTheProblem()
{
    session::NewStoreChoice before;
    before.path = m_home.path(QStringLiteral("own.gpkg"));
    before.author = QStringLiteral("AB");
    before.authorName = QStringLiteral("A. B.");
    before.countries = {QStringLiteral("KGZ")};
    before.defaultMarking = QStringLiteral("TLP:AMBER");
    const auto again = ask(
        [](QDialog &dialog) {
            QCOMPARE(problem(dialog), QStringLiteral("The disk is full."));
            QCOMPARE(line(dialog, "authorName"), QStringLiteral("A. B."));
            QCOMPARE(line(dialog, "countries"), QStringLiteral("KGZ"));
            QTest::mouseClick(button(dialog, QStringLiteral("Create")), Qt::LeftButton);
        },
        before, QStringLiteral("The disk is full."));
    QVERIFY(again);
    QCOMPARE(again->path, before.path);
    QCOMPARE(again->defaultMarking, before.defaultMarking);
}

QTEST_MAIN(NewStoreDialogTest)
#include "newstoredialogtest.moc"
