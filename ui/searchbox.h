#pragma once

#include "incident/where.h"

#include <QLineEdit>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Search for places, regions, coordinates and incidents, with a popup of what was found; Enter goes to the
/// first.
class SearchBox : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchBox(session::Workspace &workspace, QWidget *parent = nullptr);
    ~SearchBox() override;

Q_SIGNALS:
    /// What was searched for is shown on the map now.
    void hitChosen();
    /// The map's CRS cannot show what was chosen: words for a banner.
    void notShown(const QString &words);
    /// A place was gone to: for a ring on the map.
    void placeShown(const marz::incident::Where &where);
    /// "New incident here" of a place that was found.
    void incidentRequested(const marz::incident::Where &where);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
