#pragma once

#include "session/bookmarks.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace marz::ui {

/// The list of bookmarks: go to one, rename it, remove it, take the last removal back.
class BookmarksDialog : public QDialog
{
    Q_OBJECT
public:
    BookmarksDialog(session::Bookmarks &bookmarks, QWidget *parent);

    /// What "Go" or a double-click chose before the dialog closed.
    std::optional<session::Bookmark> chosen() const { return m_chosen; }

private:
    void fill();
    void follow();
    void rename();
    void remove();
    void takeBack();
    void go();
    const session::Bookmark *current() const;

    session::Bookmarks &m_bookmarks;
    QListWidget *m_list;
    QLineEdit *m_name;
    QLabel *m_problem;
    QLabel *m_notice;
    QPushButton *m_go, *m_rename, *m_remove, *m_takeBack;
    std::optional<session::Bookmark> m_removed, m_chosen;
};

} // namespace marz::ui
