#pragma once

#include "session/mapmarks.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What is measured and marked on the map, as a card in its corner: read, copied, kept or taken away there.
/// Hidden while there is nothing.
class ToolCard : public QFrame
{
    Q_OBJECT
public:
    ToolCard(session::Workspace &workspace, QWidget *map);

Q_SIGNALS:
    /// Something was put on the clipboard: what, for a short notice.
    void copied(const QString &what);
    /// "Keep as annotation".
    void keepRequested(const marz::session::RangeRings &rings);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *measureSection();
    void showMeasured();
    void showMarks();
    void addRings(std::size_t i);
    void addLink(std::size_t i);
    QWidget *addRow(const QString &words, const QString &detail);
    void place();
    QPoint freeCorner() const;

    session::Workspace &m_workspace;
    QLabel *m_total = nullptr;
    QLabel *m_values = nullptr;
    QWidget *m_measure; ///< holds the two above
    QWidget *m_marks;
    QVBoxLayout *m_rows;
    QLabel *m_note;
};

} // namespace marz::ui
