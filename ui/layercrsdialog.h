#pragma once

#include "session/crsguess.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace marz::session {
struct Geodata;
}

namespace marz::ui {

/// Asks which coordinate system a layer is in, and says where it would land.
class LayerCrsDialog : public QDialog
{
    Q_OBJECT
public:
    /// @p geodata may be null.
    LayerCrsDialog(const QString &layerName, const QString &reason,
                   std::shared_ptr<const session::Geodata> geodata, const QString &lastCode,
                   QWidget *parent = nullptr);

    /// The box of the file's coordinates, when it is known; until then nothing is said of landing.
    void setExtent(const geo::MapBox &raw);
    /// Why it is not known.
    void setExtentProblem(const QString &problem);
    /// "EPSG:32642".
    QString code() const;

private:
    void preview();

    std::shared_ptr<const session::Geodata> m_geodata;
    std::vector<session::CrsCandidate> m_candidates;
    geo::MapBox m_raw;
    QString m_extentProblem;
    bool m_hasExtent = false;
    QListWidget *m_list;
    QLineEdit *m_code;
    QLabel *m_landing;
    QDialogButtonBox *m_buttons;
};

} // namespace marz::ui
