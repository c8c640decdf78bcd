#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace marz::session {
class UserLayers;
}

namespace marz::ui {

/// Why a layer of the user's own is not shown, or that its file has changed, with the ways out as buttons.
class LayerNotice : public QFrame
{
    Q_OBJECT
public:
    explicit LayerNotice(QWidget *parent = nullptr);

    /// Hidden when @p id is no layer with something to tell.
    void showLayer(const session::UserLayers &layers, const QString &id, const QString &name);
    const QString &layer() const { return m_id; }

Q_SIGNALS:
    void locateRequested(const QString &id);
    void crsRequested(const QString &id);
    void reloadRequested(const QString &id);
    void removeRequested(const QString &id);
    void cancelRequested(const QString &id);

private:
    QString m_id;
    QLabel *m_text;
    QToolButton *m_locate, *m_crs, *m_reload, *m_cancel, *m_remove;
};

} // namespace marz::ui
