#pragma once

#include "incident/incident.h"
#include "incident/vocabulary.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace marz::ui {

class FoldingSection;
class HistoryView;

/// One incident, whole, as plain text in sections that fold.
class RecordView : public QWidget
{
    Q_OBJECT
public:
    explicit RecordView(QWidget *parent = nullptr);

    /// @p isReadOnly: the store takes no changes.
    void setIncident(const incident::Incident &incident, const incident::Vocabulary &vocabulary,
                     bool isReadOnly);
    /// A line above the record ("hidden by the present filter"); empty = none.
    void setNotice(const QString &text);
    const incident::Incident &incident() const { return m_incident; }
    HistoryView *history() const { return m_history; }

Q_SIGNALS:
    void editRequested(qint64 fid);
    void duplicateRequested(qint64 fid);
    void withdrawRequested(qint64 fid);
    void deleteRequested(qint64 fid);
    void zoomRequested(qint64 fid);
    void copyRequested(qint64 fid);
    void linkFollowed(const QString &uid);
    void addressRequested(const QString &url);
    /// The history was unfolded and is not loaded yet.
    void historyRequested(const QString &uid);

private:
    QWidget *header(const incident::Vocabulary &vocabulary);
    QWidget *actions(bool isReadOnly);
    /// A section under its key; left out when @p content is null.
    void addSection(QLayout *column, const QString &title, const QString &key, QWidget *content);

    incident::Incident m_incident;
    QLabel *m_notice;
    QScrollArea *m_scroll;
    HistoryView *m_history = nullptr;
};

} // namespace marz::ui
