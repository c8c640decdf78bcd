#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace marz::session {
class UserLayers;
}

namespace marz::ui {

/// Why a layer of the user's own is not shown, or that its file has changed, with the ways out as buttons; or
/// one line about other layers, with a button that leads there.
class LayerNotice : public QFrame
{
    Q_OBJECT
public:
    explicit LayerNotice(QWidget *parent = nullptr);

    /// Hidden when @p id is no layer with something to tell.
    void showLayer(const session::UserLayers &layers, const QString &id, const QString &name);
    /// @p words about layers other than the current one, with a button called @p way to @p first of them;
    /// hidden when @p words are empty.
    void showOthers(const QString &words, const QString &way, const QString &first);

Q_SIGNALS:
    /// Another layer is to become the current one.
    void showRequested(const QString &id);
    void onlineRequested(const QString &id);
    void locateRequested(const QString &id);
    void crsRequested(const QString &id);
    void reloadRequested(const QString &id);
    void removeRequested(const QString &id);
    void cancelRequested(const QString &id);

private:
    QString m_id;
    QLabel *m_text;
    QToolButton *m_show, *m_online, *m_locate, *m_crs, *m_reload, *m_cancel, *m_remove;
};

} // namespace marz::ui
