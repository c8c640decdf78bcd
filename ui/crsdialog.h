#pragma once

#include "geo/crs.h"

#include <QDialog>

#include <optional>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace marz::ui {

/// Chooses a projected CRS by EPSG code, name or area; those that hold the place shown come first.
class CrsDialog : public QDialog
{
    Q_OBJECT
public:
    CrsDialog(const geo::Crs &present, geo::LonLat place, QWidget *parent = nullptr);

    /// Nothing when cancelled.
    std::optional<geo::Crs> chosen() const { return m_chosen; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void describeCurrent();
    void take();

    geo::LonLat m_place;
    QLineEdit *m_text;
    QTreeWidget *m_list;
    QLabel *m_about;
    QDialogButtonBox *m_buttons;
    std::optional<geo::Crs> m_chosen;
};

} // namespace marz::ui
