#pragma once

#include "incident/change.h"

#include <QWidget>

class QVBoxLayout;

namespace marz::ui {

/// What changed in a record, newest first, row by row.
class HistoryView : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryView(QWidget *parent = nullptr);

    bool isLoaded() const { return m_isLoaded; }
    void setRows(const std::vector<incident::HistoryRow> &rows);

private:
    QVBoxLayout *m_column;
    bool m_isLoaded = false;
};

/// "place: Zarafshan Valley -> Zarbuz gorge"; "casualties added: ..." for rows that came or went.
QString historyText(const incident::HistoryRow &row);

} // namespace marz::ui
