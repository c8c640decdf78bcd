#include "ui/bookmarksdialog.h"

#include "session/workspace.h"
#include "ui/mapdialogs.h"
#include "ui/parts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace marz::ui {

namespace {

QString viewWords(const session::Bookmark &bookmark)
{
    static const QLocale grouped(QLocale::English);
    return QStringLiteral("%1  1:%2  %3")
        .arg(geo::coordinateText(bookmark.centre, geo::CoordinateForm::DecimalDegrees),
             grouped.toString(std::llround(bookmark.scaleDenominator)), bookmark.crs);
}

QPushButton *pushButton(const QString &words, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    return button;
}

} // namespace

BookmarksDialog::BookmarksDialog(session::Bookmarks &bookmarks, QWidget *parent)
    : QDialog(parent), m_bookmarks(bookmarks), m_list(new QListWidget(this)), m_name(new QLineEdit(this)),
      m_problem(errorLabel(this)), m_notice(plainLabel({}, this)),
      m_go(pushButton(tr("&Go there"), "goToBookmark", this)),
      m_rename(pushButton(tr("&Rename"), "renameBookmark", this)),
      m_remove(pushButton(tr("Re&move"), "removeBookmark", this)),
      m_takeBack(pushButton(tr("&Undo"), "undoRemoveBookmark", this))
{
    setObjectName(QStringLiteral("bookmarksDialog"));
    setWindowTitle(tr("Bookmarks"));
    resize(520, 380);
    auto *grid = new QGridLayout(this);
    m_list->setObjectName(QStringLiteral("bookmarkList"));
    m_list->setAccessibleName(tr("Bookmarks"));
    m_name->setObjectName(QStringLiteral("bookmarkNewName"));
    m_name->setAccessibleName(tr("Name of the bookmark"));
    m_name->setPlaceholderText(tr("Name of the bookmark"));
    m_notice->setObjectName(QStringLiteral("bookmarkNotice"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    grid->addWidget(m_list, 0, 0, 1, 2);
    grid->addWidget(m_name, 1, 0);
    grid->addWidget(m_rename, 1, 1);
    grid->addWidget(m_problem, 2, 0, 1, 2);
    grid->addWidget(m_notice, 3, 0);
    grid->addWidget(m_takeBack, 3, 1);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in the name renames
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_go);
    foot->addWidget(m_remove);
    foot->addStretch(1);
    foot->addWidget(buttons);
    grid->addLayout(foot, 4, 0, 1, 2);
    grid->setColumnStretch(0, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &BookmarksDialog::follow);
    connect(m_list, &QListWidget::itemActivated, this, &BookmarksDialog::go);
    connect(m_name, &QLineEdit::textEdited, this, [this] { showError(m_problem, {}); });
    connect(m_name, &QLineEdit::returnPressed, this, &BookmarksDialog::rename);
    connect(m_go, &QPushButton::clicked, this, &BookmarksDialog::go);
    connect(m_rename, &QPushButton::clicked, this, &BookmarksDialog::rename);
    connect(m_remove, &QPushButton::clicked, this, &BookmarksDialog::remove);
    connect(m_takeBack, &QPushButton::clicked, this, &BookmarksDialog::takeBack);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&bookmarks, &session::Bookmarks::bookmarksChanged, this, &BookmarksDialog::fill);
    m_takeBack->hide();
    m_notice->hide();
    fill();
}

const session::Bookmark *BookmarksDialog::current() const
{
    const int row = m_list->currentRow();
    const bool isOne = row >= 0 && row < static_cast<int>(m_bookmarks.all().size());
    return isOne ? &m_bookmarks.all()[static_cast<std::size_t>(row)] : nullptr;
}

void BookmarksDialog::fill()
{
    const int row = std::max(0, m_list->currentRow());
    m_list->clear();
    for (const session::Bookmark &each : m_bookmarks.all()) {
        auto *item = new QListWidgetItem(QIcon::fromTheme(QStringLiteral("bookmarks")),
                                         each.name.simplified(), m_list);
        item->setToolTip(plainToolTip(viewWords(each)));
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    if (m_list->count() == 0 && !m_removed) {
        m_notice->setText(tr("No bookmark yet: Ctrl+B on the map keeps the view that is seen."));
        m_notice->show();
    }
    follow();
}

void BookmarksDialog::follow()
{
    const session::Bookmark *bookmark = current();
    m_name->setText(bookmark ? bookmark->name : QString());
    showError(m_problem, {});
    const bool isOurs = bookmark && m_bookmarks.isOurs(bookmark->name);
    for (QWidget *each : std::initializer_list<QWidget *>{m_name, m_rename, m_remove}) {
        each->setEnabled(isOurs);
        each->setToolTip(bookmark && !isOurs ? tr("This one belongs to a store that is read-only.")
                                             : QString());
    }
    m_go->setEnabled(bookmark);
}

void BookmarksDialog::rename()
{
    const session::Bookmark *bookmark = current();
    if (!bookmark || !m_bookmarks.isOurs(bookmark->name))
        return;
    const QString from = bookmark->name, to = m_name->text().simplified();
    const QString problem = m_bookmarks.problemOfName(to, from);
    if (!problem.isEmpty()) {
        showError(m_problem, problem);
        return;
    }
    m_bookmarks.rename(from, to);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->text() == to)
            m_list->setCurrentRow(row);
    }
}

void BookmarksDialog::remove()
{
    const session::Bookmark *bookmark = current();
    if (!bookmark || !m_bookmarks.isOurs(bookmark->name))
        return;
    m_removed = *bookmark;
    m_notice->setText(tr("Removed: %1").arg(bookmark->name));
    m_notice->show();
    m_takeBack->show();
    m_bookmarks.remove(m_removed->name);
}

void BookmarksDialog::takeBack()
{
    if (!m_removed)
        return;
    const session::Bookmark removed = *std::exchange(m_removed, std::nullopt);
    m_notice->hide();
    m_takeBack->hide();
    if (m_bookmarks.problemOfName(removed.name).isEmpty())
        m_bookmarks.put(removed);
}

void BookmarksDialog::go()
{
    if (const session::Bookmark *bookmark = current()) {
        m_chosen = *bookmark;
        accept();
    }
}

std::optional<QString> askBookmarkName(QWidget *parent, const session::Bookmarks &bookmarks)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("bookmarkNameDialog"));
    dialog.setWindowTitle(QDialog::tr("Bookmark this view"));
    dialog.setMinimumWidth(360);
    auto *column = new QVBoxLayout(&dialog);
    auto *label = new QLabel(QDialog::tr("&Name"));
    auto *edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("bookmarkName"));
    label->setBuddy(edit);
    QLabel *problem = errorLabel();
    problem->setObjectName(QStringLiteral("bookmarkProblem"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    for (QWidget *each : std::initializer_list<QWidget *>{label, edit, problem, buttons})
        column->addWidget(each);
    const auto check = [&] {
        const QString words = bookmarks.problemOfName(edit->text());
        buttons->button(QDialogButtonBox::Save)->setEnabled(words.isEmpty());
        showError(problem, edit->text().isEmpty() ? QString() : words);
    };
    QObject::connect(edit, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    check();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return edit->text().simplified();
}

std::optional<session::Bookmark> manageBookmarks(session::Workspace &workspace, QWidget *parent)
{
    BookmarksDialog dialog(workspace.bookmarks(), parent);
    dialog.exec();
    return dialog.chosen();
}

} // namespace marz::ui
