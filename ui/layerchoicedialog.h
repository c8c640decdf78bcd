#pragma once

#include "session/layerloading.h"

#include <QDialog>

class QListWidget;

namespace marz::ui {

/// Asks which layers of a file are to be added.
class LayerChoiceDialog : public QDialog
{
    Q_OBJECT
public:
    LayerChoiceDialog(const QString &fileName, const std::vector<session::LayerOffer> &offers,
                      QWidget *parent = nullptr);

    /// Names of the ticked layers, in the file's order.
    QStringList chosen() const;

private:
    QListWidget *m_list;
    QStringList m_names;
};

} // namespace marz::ui
