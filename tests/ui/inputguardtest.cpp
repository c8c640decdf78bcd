#include "ui/inputguard.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QtTest/qtestspontaneevent.h>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace marz;

/// A line as X11 has it: Ctrl+E is its "end of line".
class X11Line : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if (key->key() == Qt::Key_E && key->modifiers() == Qt::ControlModifier) {
                event->accept();
                return true;
            }
        }
        return QLineEdit::event(event);
    }
};

/// The wheel and the keys over fields, as the user's hand gives them.
class InputGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::InputGuard::install(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void theWheelScrollsThePage_data();
    void theWheelScrollsThePage();
    void theWheelOverATablesBarScrollsThePage();
    void theWheelTurnsAFocusedFieldWithoutAPage();
    void aLetterLooksForAnEntry_data();
    void aLetterLooksForAnEntry();
    void aMapToolsLetterWorksInLists_data();
    void aMapToolsLetterWorksInLists();
    void controlEExportsFromALine();

private:
    void turn(QWidget *widget);
    QScrollArea *showScrolling(QWidget *page);
    QComboBox *combo(QWidget *parent);

    std::unique_ptr<QMainWindow> m_window;
    QAction *m_play = nullptr;
    QAction *m_export = nullptr;
};

void InputGuardTest::init()
{
    m_window = std::make_unique<QMainWindow>();
    m_window->resize(300, 200);
    m_play = new QAction(m_window.get());
    m_play->setShortcut(QKeySequence(QStringLiteral("P")));
    m_export = new QAction(m_window.get());
    m_export->setShortcut(QKeySequence(QStringLiteral("Ctrl+E")));
    m_window->addActions({m_play, m_export});
}

QComboBox *InputGuardTest::combo(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->addItems({QStringLiteral("internal"), QStringLiteral("partner"), QStringLiteral("public")});
    box->setCurrentIndex(1);
    return box;
}

/// The window with a page that is much higher than it.
QScrollArea *InputGuardTest::showScrolling(QWidget *page)
{
    page->setFixedHeight(2000);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    m_window->setCentralWidget(scroll);
    m_window->show();
    return scroll;
}

void InputGuardTest::turn(QWidget *widget)
{
    const QPointF at(widget->rect().center());
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event); // only what the desktop sends goes on to the parents
    qApp->notify(widget, &event);              // sendEvent() would take that mark away
}

void InputGuardTest::theWheelScrollsThePage_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isFocused");
    for (const char *kind : {"combo", "number", "date"}) {
        QTest::addRow("%s", kind) << QString::fromLatin1(kind) << false;
        QTest::addRow("%s that has the focus", kind) << QString::fromLatin1(kind) << true;
    }
}

void InputGuardTest::theWheelScrollsThePage()
{
    QFETCH(QString, kind);
    QFETCH(bool, isFocused);
    auto *page = new QWidget;
    QComboBox *box = combo(page);
    auto *number = new QSpinBox(page);
    auto *date = new QDateTimeEdit(QDateTime({2024, 11, 17}, {18, 0}), page);
    number->setValue(50);
    auto *column = new QVBoxLayout(page);
    for (QWidget *each : std::initializer_list<QWidget *>{box, number, date})
        column->addWidget(each, 0, Qt::AlignTop);
    QScrollArea *scroll = showScrolling(page);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QWidget *field = kind == QLatin1String("combo")    ? static_cast<QWidget *>(box)
                     : kind == QLatin1String("number") ? static_cast<QWidget *>(number)
                                                       : date;
    scroll->setFocus();
    if (isFocused)
        field->setFocus();
    const QDateTime day = date->dateTime();
    turn(field);
    QCOMPARE(box->currentIndex(), 1);
    QCOMPARE(number->value(), 50);
    QCOMPARE(date->dateTime(), day);
    QVERIFY(scroll->verticalScrollBar()->value() > 0);
    QCOMPARE(field->hasFocus(), isFocused); // scrolling by takes no focus
}

void InputGuardTest::theWheelOverATablesBarScrollsThePage()
{
    auto *page = new QWidget;
    auto *table = new QTableWidget(0, 12, page);
    table->setFixedHeight(60);
    (new QVBoxLayout(page))->addWidget(table, 0, Qt::AlignTop);
    QScrollArea *scroll = showScrolling(page);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(table->horizontalScrollBar()->maximum() > 0);
    turn(table->horizontalScrollBar());
    QCOMPARE(table->horizontalScrollBar()->value(), 0);
    QVERIFY(scroll->verticalScrollBar()->value() > 0);
}

void InputGuardTest::theWheelTurnsAFocusedFieldWithoutAPage()
{
    auto *centre = new QWidget;
    QComboBox *box = combo(centre);
    auto *line = new QLineEdit(centre);
    auto *column = new QVBoxLayout(centre);
    column->addWidget(box);
    column->addWidget(line);
    m_window->setCentralWidget(centre);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    line->setFocus();
    turn(box);
    QCOMPARE(box->currentIndex(), 1);
    box->setFocus();
    turn(box);
    QCOMPARE(box->currentIndex(), 2);
}

void InputGuardTest::aLetterLooksForAnEntry_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("combo box") << QStringLiteral("combo");
    QTest::newRow("list") << QStringLiteral("list");
}

void InputGuardTest::aLetterLooksForAnEntry()
{
    QFETCH(QString, kind);
    auto *centre = new QWidget;
    QComboBox *box = combo(centre);
    box->setCurrentIndex(0);
    auto *list = new QListWidget(centre);
    list->addItems({QStringLiteral("assault"), QStringLiteral("protest")});
    list->setCurrentRow(0);
    auto *column = new QVBoxLayout(centre);
    column->addWidget(box);
    column->addWidget(list);
    m_window->setCentralWidget(centre);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QSignalSpy played(m_play, &QAction::triggered);
    QWidget *field = kind == QLatin1String("combo") ? static_cast<QWidget *>(box) : list;
    field->setFocus();
    QTest::keyClick(field, Qt::Key_P);
    QCOMPARE(played.count(), 0);
    if (field == box)
        QCOMPARE(box->currentText(), QStringLiteral("partner"));
    else
        QCOMPARE(list->currentRow(), 1);
    m_window->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_P);
    QCOMPARE(played.count(), 1); // elsewhere it plays
}

void InputGuardTest::aMapToolsLetterWorksInLists_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("measures");
    QTest::newRow("list") << QStringLiteral("list") << true;
    QTest::newRow("table") << QStringLiteral("table") << true;
    QTest::newRow("button") << QStringLiteral("button") << true;
    QTest::newRow("slider in a floating panel") << QStringLiteral("slider") << true;
    QTest::newRow("line") << QStringLiteral("line") << false;
    QTest::newRow("number") << QStringLiteral("number") << false;
    QTest::newRow("combo box") << QStringLiteral("combo") << false;
}

void InputGuardTest::aMapToolsLetterWorksInLists()
{
    QFETCH(QString, kind);
    QFETCH(bool, measures);
    auto *measure = new QAction(m_window.get());
    measure->setShortcut(QKeySequence(QStringLiteral("M")));
    measure->setProperty(ui::worksInListsProperty, true);
    m_window->addAction(measure);
    auto *centre = new QWidget;
    auto *list = new QListWidget(centre);
    list->addItems({QStringLiteral("assault"), QStringLiteral("mine")});
    list->setCurrentRow(0);
    auto *table = new QTableWidget(2, 2, centre);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    const QMap<QString, QWidget *> fields{{QStringLiteral("list"), list},
                                          {QStringLiteral("table"), table},
                                          {QStringLiteral("button"), new QToolButton(centre)},
                                          {QStringLiteral("line"), new QLineEdit(centre)},
                                          {QStringLiteral("number"), new QSpinBox(centre)},
                                          {QStringLiteral("combo"), combo(centre)}};
    auto *column = new QVBoxLayout(centre);
    for (QWidget *each : fields) {
        each->setFocusPolicy(Qt::StrongFocus);
        column->addWidget(each);
    }
    m_window->setCentralWidget(centre);
    auto *slider = new QSlider;
    auto *dock = new QDockWidget(m_window.get());
    dock->setWidget(slider);
    m_window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QSignalSpy measured(measure, &QAction::triggered);
    QWidget *field = fields.value(kind, slider);
    if (field == slider) {
        dock->setFloating(true);
        dock->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dock));
    }
    field->setFocus();
    QTest::keyClick(field, Qt::Key_M);
    QCOMPARE(measured.count(), measures ? 1 : 0);
}

void InputGuardTest::controlEExportsFromALine()
{
    auto *line = new X11Line;
    m_window->setCentralWidget(line);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    line->setFocus();
    QSignalSpy exported(m_export, &QAction::triggered);
    QTest::keyClick(line, Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(exported.count(), 1);
}

QTEST_MAIN(InputGuardTest)
#include "inputguardtest.moc"
