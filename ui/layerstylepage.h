#pragma once

#include "map/userlayerpainter.h"
#include "session/layertable.h"

#include <QWidget>

#include <memory>

namespace marz::ui {

/// How a layer looks: one look, by category or by value; and each class. Labels and scales of the style are
/// passed through.
class LayerStylePage : public QWidget
{
    Q_OBJECT
public:
    /// @p table may be null for a layer that could not be read: its classes can still be edited.
    LayerStylePage(std::shared_ptr<const session::LayerTable> table, map::SwatchKinds kinds,
                   QWidget *parent = nullptr);
    ~LayerStylePage() override;

    const map::LayerStyle &style() const;
    /// Does not tell.
    void setStyle(const map::LayerStyle &style);

Q_SIGNALS:
    void styleChanged();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
