#include "ui/whatsection.h"

#include "session/workspace.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

QStringList splitList(const QString &text)
{
    QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = part.trimmed();
    parts.removeAll(QString());
    return parts;
}

} // namespace

WhatSection::WhatSection(session::Workspace &workspace, QWidget *parent)
    : FormSection(tr("What"), parent), m_workspace(workspace)
{
    m_title = addText(tr("Title"), tr("One line; names no perpetrator that is not established"), "title");
    m_type = addChoice(tr("Type"), tr("The type decides colour and shape on the map"), "eventType", {}, {});
    m_summary = new QPlainTextEdit(this);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWhatsThis(tr("What is reported, in your own words"));
    m_summary->setTabChangesFocus(true);
    m_summary->setFixedHeight(88);
    addField(tr("Summary"), m_summary);
    connect(m_summary, &QPlainTextEdit::textChanged, this, &FormSection::edited);
    m_verification = addCodes<incident::Verification>(
        tr("Verification"), tr("By independent origins, not by number of outlets"), "verification");
    m_workflow =
        addCodes<incident::Workflow>(tr("State of work"), tr("Drafts are left out of exports"), "workflow");
    m_handling = addCodes<incident::Handling>(tr("Handling"), tr("Who may see it"), "handling");
    m_marking = addText(tr("Marking"), tr("TLP:GREEN, or the team's own"), "marking");
    m_series = addText(tr("Series"), tr("Campaigns, separated by semicolons: attacks on Chinese nationals"),
                       "series");
    m_tags = addText(tr("Tags"), tr("Separated by semicolons"), "tags");
    m_assignedTo = addText(tr("Assigned to"), tr("Initials"), "assignedTo");
    m_followUpOn = addText(tr("Follow up on"), tr("2024-12-01"), "followUpOn");
    fillTypes();
    connect(&workspace.store(), &session::OpenStore::storeOpened, this, &WhatSection::fillTypes);
}

void WhatSection::fillTypes()
{
    const QString before = chosenCode(m_type);
    m_type->clear();
    m_type->addItem(tr("choose a type"), QString());
    const incident::Vocabulary &vocabulary = m_workspace.store().vocabulary();
    for (const incident::EventType &type : vocabulary.types())
        m_type->addItem(QStringLiteral("%1 (%2)").arg(type.label, vocabulary.familyLabel(type.family)),
                        type.code);
    chooseCode(m_type, before);
}

void WhatSection::focusTitle()
{
    m_title->setFocus();
}

void WhatSection::showRecord(const incident::Incident &incident)
{
    m_title->setText(incident.title);
    chooseCode(m_type, incident.eventType);
    const QSignalBlocker blocker(m_summary);
    m_summary->setPlainText(incident.summary);
    chooseCode(m_verification, incident::code(incident.verification));
    chooseCode(m_workflow, incident::code(incident.workflow));
    chooseCode(m_handling, incident::code(incident.handling));
    m_marking->setText(incident.marking);
    m_series->setText(incident.series.join(QStringLiteral("; ")));
    m_tags->setText(incident.tags.join(QStringLiteral("; ")));
    m_assignedTo->setText(incident.assignedTo);
    m_followUpOn->setText(incident.followUpOn);
}

void WhatSection::fill(incident::Incident &incident) const
{
    incident.title = m_title->text().trimmed();
    incident.eventType = chosenCode(m_type);
    incident.summary = m_summary->toPlainText().trimmed();
    incident.verification = chosen<incident::Verification>(m_verification);
    incident.workflow = chosen<incident::Workflow>(m_workflow);
    incident.handling = chosen<incident::Handling>(m_handling);
    incident.marking = m_marking->text().trimmed();
    incident.series = splitList(m_series->text());
    incident.tags = splitList(m_tags->text());
    incident.assignedTo = m_assignedTo->text().trimmed();
    incident.followUpOn = m_followUpOn->text().trimmed();
}

QWidget *WhatSection::fieldOf(const QString &field) const
{
    const QHash<QString, QWidget *> fields{{QStringLiteral("title"), m_title},
                                           {QStringLiteral("event_type"), m_type},
                                           {QStringLiteral("summary"), m_summary},
                                           {QStringLiteral("verification"), m_verification},
                                           {QStringLiteral("workflow"), m_workflow},
                                           {QStringLiteral("handling"), m_handling},
                                           {QStringLiteral("marking"), m_marking},
                                           {QStringLiteral("series"), m_series},
                                           {QStringLiteral("tags"), m_tags},
                                           {QStringLiteral("assigned_to"), m_assignedTo},
                                           {QStringLiteral("follow_up_on"), m_followUpOn}};
    return fields.value(field.section(u'[', 0, 0));
}

bool WhatSection::owns(const QString &field) const
{
    static const QStringList fields{QStringLiteral("title"),        QStringLiteral("event_type"),
                                    QStringLiteral("sub_type"),     QStringLiteral("summary"),
                                    QStringLiteral("verification"), QStringLiteral("workflow"),
                                    QStringLiteral("handling"),     QStringLiteral("marking"),
                                    QStringLiteral("follow_up_on"), QStringLiteral("assigned_to")};
    return fields.contains(field) || field.startsWith(QLatin1String("series")) ||
           field.startsWith(QLatin1String("tags"));
}

} // namespace marz::ui
