#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace marz::ui {

/// Counts as small bars with their names below: incidents by year.
class YearBars : public QWidget
{
public:
    explicit YearBars(QWidget *parent = nullptr);
    void setCounts(std::vector<std::pair<QString, std::size_t>> counts);
    QSize sizeHint() const override { return {200, 64}; }
    QSize minimumSizeHint() const override { return {80, 64}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<std::pair<QString, std::size_t>> m_counts;
};

} // namespace marz::ui
