#pragma once

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

namespace marz::session {
class Workspace;
}

class QLabel;

namespace marz::ui {

/// Keeps what was typed and not saved: writes the form as a draft to the store while the user types, and
/// offers the drafts that an earlier run left behind, newest first. A draft belongs to one incident, or to
/// one new form: typing a new incident never overwrites the draft of another.
class DraftBar : public QWidget
{
    Q_OBJECT
public:
    explicit DraftBar(session::Workspace &workspace, QWidget *parent = nullptr);

    /// From now on drafts belong to the incident @p uid, empty = to a new one. Hides the offer.
    void setRecord(const QString &uid);
    /// Shows the bar when the store holds a draft of the record.
    void offer();
    /// Asks for the form's contents (keepDue) within a second.
    void keepSoon();
    /// Writes @p draft now.
    void keep(const QJsonObject &draft);
    /// Under which name the draft of the form is kept now; for remove() once the form has moved on.
    QString key() const { return m_key; }
    /// Removes the draft called @p key.
    void remove(const QString &key);

Q_SIGNALS:
    /// The moment to call keep().
    void keepDue();
    /// The user wants @p draft back in the form; it is the form's own from now on.
    void restoreRequested(const QJsonObject &draft);

private:
    session::Workspace &m_workspace;
    QLabel *m_words;
    QString m_key;
    QString m_foundKey;
    QJsonObject m_found;
    QTimer m_timer;
};

} // namespace marz::ui
