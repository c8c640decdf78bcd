#pragma once

#include "session/userlayer.h"

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What a layer is: name, file, coordinate system, encoding with a look at the first rows, counts, fields and
/// what its reading warned of.
class LayerGeneralPage : public QWidget
{
    Q_OBJECT
public:
    LayerGeneralPage(session::Workspace &workspace, const QString &id, QWidget *parent = nullptr);
    ~LayerGeneralPage() override; ///< stops looking at rows

    QString name() const;
    /// Empty = as the file says.
    QString crs() const;
    QString encoding() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
