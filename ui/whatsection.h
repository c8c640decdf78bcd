#pragma once

#include "ui/formsection.h"

class QPlainTextEdit;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What: title, type, summary, state of work, marking, series and tags.
class WhatSection : public FormSection
{
    Q_OBJECT
public:
    explicit WhatSection(session::Workspace &workspace, QWidget *parent = nullptr);

    void showRecord(const incident::Incident &incident) override;
    void fill(incident::Incident &incident) const override;
    bool owns(const QString &field) const override;
    void focusTitle();

protected:
    QWidget *fieldOf(const QString &field) const override;

private:
    void fillTypes();

    session::Workspace &m_workspace;
    QLineEdit *m_title;
    QComboBox *m_type;
    QPlainTextEdit *m_summary;
    QComboBox *m_verification;
    QComboBox *m_workflow;
    QComboBox *m_handling;
    QLineEdit *m_marking;
    QLineEdit *m_series;
    QLineEdit *m_tags;
    QLineEdit *m_assignedTo;
    QLineEdit *m_followUpOn;
};

} // namespace marz::ui
