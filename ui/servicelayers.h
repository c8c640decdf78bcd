#pragma once

#include "session/servicelookup.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace marz::ui {

/// The layers of a WMS: looked up when its user presses a button, ticked in a list.
class ServiceLayers : public QWidget
{
    Q_OBJECT
public:
    /// @p notes tell the light of what is looked up; may be null.
    explicit ServiceLayers(std::shared_ptr<session::ActivityNotes> notes, QWidget *parent = nullptr);

    /// Another address: what was found at the one before goes.
    void setAddress(const QString &typed, const QString &host);
    /// What the service offers, with the ticked layers; nothing before it was looked up.
    std::optional<session::ServiceWords> words() const;
    bool isLookingUp() const { return m_lookup.isRunning(); }
    QPushButton *lookUpButton() const { return m_lookUp; }
    /// "Roads and 2 more"; empty while nothing is ticked.
    QString suggestedName() const;

Q_SIGNALS:
    /// What is ticked, found or under way is another.
    void choiceChanged();
    /// Empty = there is none any more.
    void problemFound(const QString &problem);

private:
    void lookUp();
    void showState(const QString &text = {});
    void fill(const session::OfferedService &found);
    void fail(const QString &problem);
    void filter(const QString &words);

    session::ServiceLookup m_lookup;
    QString m_typed;
    QString m_host;
    std::optional<session::OfferedService> m_offered;
    QPushButton *m_lookUp;
    QPushButton *m_stop;
    QLabel *m_state;
    QLineEdit *m_filter;
    QListWidget *m_list;
};

} // namespace marz::ui
