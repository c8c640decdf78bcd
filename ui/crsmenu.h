#pragma once

#include <QMenu>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The projections of the map: the usual ones, those centred on the view, the last chosen, any other by
/// search.
class CrsMenu : public QMenu
{
    Q_OBJECT
public:
    explicit CrsMenu(session::Workspace &workspace, QWidget *parent = nullptr);

private:
    void fill();
    void add(const QString &text, const QString &code);
    void search();
    void choose(const QString &code);

    session::Workspace &m_workspace;
};

} // namespace marz::ui
