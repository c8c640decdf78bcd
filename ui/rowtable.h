#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QTableWidget;

namespace marz::ui {

/// A column of a RowTable: free text, a figure, or one of a list of codes shown as words.
struct RowColumn {
    QString title;
    QString accepts; ///< one line for the hint
    QStringList codes;
    QStringList words;
    bool isFigure = false;
    int widthPx = 110;
};

/// A short editable list in a form (casualties, sources, ...): rows are added below, removed with Delete,
/// edited in place. Each row remembers which original it came from, so that what the table does not show is
/// not lost.
class RowTable : public QWidget
{
    Q_OBJECT
public:
    struct Line {
        int original = -1; ///< position in what setLines() was given, -1 = added here
        QStringList cells; ///< codes for code columns
    };

    RowTable(std::vector<RowColumn> columns, const QString &addText, QWidget *parent = nullptr);

    void setLines(const std::vector<QStringList> &lines);
    std::vector<Line> lines() const;
    /// Appends a line and puts the focus in its first cell.
    void addLine(const QStringList &cells = {});
    QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    void edited();

private:
    void setCell(int row, int column, const QString &text);
    void removeCurrent();
    void fitHeight();

    std::vector<RowColumn> m_columns;
    QTableWidget *m_table;
};

} // namespace marz::ui
