#pragma once

#include "session/tileservice.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace marz::session {
class ActivityNotes;
}

namespace marz::ui {

class ServiceLayers;

/// Asks for the address of an online layer. Nothing is sent before its user presses a button.
class ServiceDialog : public QDialog
{
    Q_OBJECT
public:
    /// @p notes tell the light of what is looked up; may be null.
    explicit ServiceDialog(std::shared_ptr<session::ActivityNotes> notes, QWidget *parent = nullptr);

    /// The key in QSettings of the addresses that were typed.
    static constexpr const char *recentKey = "layers/recentServices";

    /// What was chosen; nothing while it is not complete.
    std::optional<session::TileService> service() const;
    /// What the layer is to be called; never empty once there is a service.
    QString name() const;

    void accept() override;

private:
    void buildAddress(QFormLayout &form);
    QWidget *makeTiles();
    void buildNames(QFormLayout &form);
    void followAddress();
    void followChoice();
    void suggestTexts();
    void growToFit();
    session::ServiceWords words() const;
    std::optional<session::TileService> checked() const;

    session::ServiceWords m_typed; ///< valid while m_isAddress
    bool m_isAddress = false;
    QComboBox *m_address;
    QSpinBox *m_maxZoom;
    QComboBox *m_tileSize;
    QWidget *m_tiles; ///< with the two above
    ServiceLayers *m_layers;
    QLineEdit *m_name;
    QLineEdit *m_attribution;
    QLabel *m_problem;
    QLabel *m_privacy;
    QDialogButtonBox *m_buttons;
};

} // namespace marz::ui
