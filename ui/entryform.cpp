#include "ui/entryform.h"

#include "incident/incidentjson.h"
#include "incident/statistics.h"
#include "session/recordverbs.h"
#include "session/workspace.h"
#include "ui/draftbar.h"
#include "ui/fieldsarea.h"
#include "ui/knownpanel.h"
#include "ui/placesection.h"
#include "ui/reporttext.h"
#include "ui/rowssection.h"
#include "ui/whatsection.h"
#include "ui/whensection.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr int validateDelayMs = 150;

const QString reportKey = QStringLiteral("report_text"); // beside the record's own keys in a draft

} // namespace

struct EntryForm::Impl {
    explicit Impl(session::Workspace &w) : workspace(w) {}

    session::Workspace &workspace;
    incident::Incident base;  ///< what the sections do not show is kept from here
    incident::Incident clean; ///< as shown first; modified = differs from it
    ReportText *report = nullptr;
    KnownPanel *known = nullptr;
    PlaceSection *place = nullptr;
    WhenSection *when = nullptr;
    WhatSection *what = nullptr;
    std::vector<FormSection *> sections;
    FieldsArea *fields = nullptr;
    QLabel *heading = nullptr;
    QLabel *missing = nullptr;
    QLabel *hint = nullptr;
    DraftBar *drafts = nullptr;
    QPushButton *save = nullptr;
    QPushButton *saveNext = nullptr;
    QTimer validateTimer;
    QPointer<QWidget> focused; ///< when saving began
    bool isSaving = false;
};

EntryForm::EntryForm(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(workspace))
{
    buildSections();
    buildButtons();
    m_impl->validateTimer.setSingleShot(true);
    m_impl->validateTimer.setInterval(validateDelayMs);
    connect(&m_impl->validateTimer, &QTimer::timeout, this, &EntryForm::validate);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now) // what was said of a field ends when it is left
            m_impl->hint->setText(isAncestorOf(now) ? now->whatsThis() : QString());
    });
    connect(&workspace.store(), &session::OpenStore::storeOpened, this, [this] {
        // A record of the store before has no place in this one; what is being written anew has.
        if (m_impl->base.fid != 0 || !isModified())
            showRecord(freshRecord());
        else
            validate();
    });
    showRecord(freshRecord());
}

EntryForm::~EntryForm() = default;

void EntryForm::buildSections()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    m_impl->fields = new FieldsArea(this);
    m_impl->report = new ReportText(this);
    connect(m_impl->report, &QPlainTextEdit::textChanged, this, &EntryForm::readReport);

    m_impl->known = new KnownPanel(m_impl->workspace, this);
    connect(m_impl->known, &KnownPanel::joinRequested, this, &EntryForm::joinKnown);

    m_impl->place = new PlaceSection(m_impl->workspace, content);
    connect(m_impl->place, &PlaceSection::placePickRequested, this, &EntryForm::placePickRequested);
    connect(m_impl->place, &PlaceSection::placeTaken, this, &EntryForm::placeTaken);
    m_impl->when = new WhenSection(content);
    m_impl->what = new WhatSection(m_impl->workspace, content);
    m_impl->sections = {m_impl->place, m_impl->when, m_impl->what};
    for (RowsSection::Kind kind : {sourceRows(), casualtyRows(), actorRows(), itemRows(), claimRows(),
                                   responseRows(), movementRows(), siteRows(), linkRows(), noteRows()})
        m_impl->sections.push_back(new RowsSection(std::move(kind), content));
    for (FormSection *section : m_impl->sections) {
        column->addWidget(section);
        connect(section, &FormSection::edited, this, &EntryForm::noteEdit);
        connect(section, &FormSection::revealRequested, m_impl->fields, &FieldsArea::reveal);
    }
    column->addStretch();

    m_impl->fields->setWidget(content);
    // Report and candidates stay in sight while the fields scroll; the handle below the report enlarges it.
    auto *lower = new QWidget(this);
    auto *lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->addWidget(m_impl->known);
    lowerColumn->addWidget(m_impl->fields, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_impl->report);
    splitter->addWidget(lower);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1, 10'000});
    m_impl->heading = new QLabel(this);
    QFont font = m_impl->heading->font();
    font.setBold(true);
    m_impl->heading->setFont(font);
    m_impl->heading->setTextFormat(Qt::PlainText);
    m_impl->heading->setContentsMargins(8, 8, 8, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_impl->heading);
    m_impl->drafts = new DraftBar(m_impl->workspace, this);
    connect(m_impl->drafts, &DraftBar::keepDue, this, &EntryForm::keepDraft);
    connect(m_impl->drafts, &DraftBar::restoreRequested, this, &EntryForm::restoreDraft);
    layout->addWidget(m_impl->drafts);
    layout->addWidget(splitter, 1);
}

void EntryForm::buildButtons()
{
    m_impl->missing = new QLabel(this);
    m_impl->missing->setObjectName(QStringLiteral("missing"));
    m_impl->missing->setWordWrap(true);
    m_impl->missing->setTextFormat(Qt::PlainText);
    m_impl->missing->setContentsMargins(8, 0, 8, 0);
    m_impl->hint = new QLabel(this);
    m_impl->hint->setEnabled(false);
    m_impl->hint->setWordWrap(true);
    m_impl->hint->setTextFormat(Qt::PlainText);
    m_impl->hint->setContentsMargins(8, 0, 8, 0);
    m_impl->hint->setMinimumHeight(m_impl->hint->fontMetrics().height() + 4);
    m_impl->save = new QPushButton(tr("Save"), this);
    m_impl->save->setObjectName(QStringLiteral("saveIncident"));
    m_impl->save->setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
    m_impl->save->setToolTip(tr("Save (Ctrl+Enter)"));
    m_impl->saveNext = new QPushButton(tr("Save and next"), this);
    m_impl->saveNext->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+Return")));
    m_impl->saveNext->setToolTip(tr("Save and start the next from the same report (Ctrl+Shift+Enter)"));
    auto *cancelButton = new QPushButton(tr("Cancel"), this);
    cancelButton->setObjectName(QStringLiteral("cancelIncident"));
    connect(m_impl->save, &QPushButton::clicked, this, &EntryForm::save);
    connect(m_impl->saveNext, &QPushButton::clicked, this, &EntryForm::saveAndNext);
    connect(cancelButton, &QPushButton::clicked, this, &EntryForm::cancel);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 8);
    row->addWidget(cancelButton);
    row->addStretch();
    row->addWidget(m_impl->saveNext);
    row->addWidget(m_impl->save);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(m_impl->missing);
    column->addWidget(m_impl->hint);
    column->addLayout(row);
}

void EntryForm::showRecord(const incident::Incident &incident)
{
    m_impl->base = incident;
    for (FormSection *section : m_impl->sections) {
        section->showRecord(incident);
        section->showProblems({});
    }
    m_impl->clean = this->incident();
    m_impl->heading->setText(incident.fid == 0 ? tr("New incident") : tr("Edit %1").arg(incident.code));
    m_impl->drafts->setRecord(incident.uid);
    m_impl->known->clear();
    m_impl->fields->goToTop();
    m_impl->validateTimer.start();
}

incident::Incident EntryForm::freshRecord() const
{
    incident::Incident fresh;
    fresh.marking = m_impl->workspace.store().summary().defaultMarking;
    return fresh;
}

incident::Incident EntryForm::incident() const
{
    incident::Incident record = m_impl->base;
    for (const FormSection *section : m_impl->sections)
        section->fill(record);
    return record;
}

bool EntryForm::isModified() const
{
    return !(incident() == m_impl->clean) || !inputProblems().empty();
}

std::vector<incident::Problem> EntryForm::inputProblems() const
{
    std::vector<incident::Problem> problems;
    for (const FormSection *section : m_impl->sections) {
        for (const incident::Problem &problem : section->inputProblems())
            problems.push_back(problem);
    }
    return problems;
}

void EntryForm::noteEdit()
{
    m_impl->validateTimer.start();
    m_impl->drafts->keepSoon();
}

bool EntryForm::validate()
{
    const incident::Incident record = incident();
    std::vector<incident::Problem> problems = inputProblems();
    for (const incident::Problem &problem :
         incident::problemsOf(record, m_impl->workspace.store().vocabulary()))
        problems.push_back(problem);
    const bool isPristine = record.fid == 0 && !isModified();
    QStringList homeless;
    for (const incident::Problem &problem : problems) {
        const bool hasHome =
            std::any_of(m_impl->sections.begin(), m_impl->sections.end(),
                        [&](const FormSection *section) { return section->owns(problem.field); });
        if (!hasHome)
            homeless << problem.text;
    }
    for (FormSection *section : m_impl->sections) {
        std::vector<incident::Problem> own;
        if (!isPristine)
            std::copy_if(problems.begin(), problems.end(), std::back_inserter(own),
                         [&](const incident::Problem &each) { return section->owns(each.field); });
        section->showProblems(own);
    }
    const QStringList missing = incident::missingOf(record);
    QString line =
        missing.isEmpty() ? QString() : tr("Still missing: %1.").arg(missing.join(QStringLiteral(", ")));
    if (!homeless.isEmpty() && !isPristine)
        line = homeless.join(u' ') + u' ' + line;
    m_impl->missing->setText(line);
    const bool isReadOnly = m_impl->workspace.store().summary().isReadOnly;
    m_impl->save->setEnabled(problems.empty() && !isReadOnly && !m_impl->isSaving);
    m_impl->saveNext->setEnabled(m_impl->save->isEnabled());
    m_impl->save->setToolTip(isReadOnly
                                 ? tr("This store is read-only: start your own store to enter incidents.")
                                 : tr("Save (Ctrl+Enter)"));
    if (record.fid == 0 && !isPristine)
        m_impl->known->look(record);
    return problems.empty();
}

void EntryForm::readReport()
{
    const QString address = m_impl->report->firstAddress();
    if (address.isEmpty() || m_impl->base.fid != 0)
        return;
    incident::Incident record = incident();
    const bool isKnown =
        std::any_of(record.sources.begin(), record.sources.end(),
                    [&](const incident::SourceUse &source) { return source.url == address; });
    if (isKnown || (!record.sources.empty() && !record.sources.front().url.isEmpty()))
        return;
    if (record.sources.empty())
        record.sources.emplace_back();
    record.sources.front().url = address;
    for (FormSection *section : m_impl->sections) {
        if (section->owns(QStringLiteral("sources")))
            section->showRecord(record);
    }
    noteEdit();
}

void EntryForm::startNew(const std::optional<incident::Where> &where)
{
    if (isVisible() && m_impl->base.fid == 0 && isModified() && where) {
        m_impl->place->takeWhere(*where); // pointed at for the record being written
        noteEdit();
        return;
    }
    if (!mayLeave())
        return;
    showRecord(freshRecord());
    if (where) {
        m_impl->place->takeWhere(*where);
        noteEdit();
        m_impl->what->focusTitle();
        m_impl->fields->reveal(focusWidget());
    } else {
        m_impl->place->focusSearch();
    }
    m_impl->drafts->offer();
}

void EntryForm::setPlace(const incident::Where &where)
{
    m_impl->place->takeWhere(where);
    noteEdit();
}

void EntryForm::edit(qint64 fid)
{
    if (!mayLeave())
        return;
    m_impl->workspace.store().loadIncidents({fid}, this,
                                            [this](const std::vector<incident::Incident> &loaded) {
                                                if (loaded.empty())
                                                    return;
                                                showRecord(loaded.front());
                                                m_impl->drafts->offer();
                                            });
}

void EntryForm::startFrom(const incident::Incident &incident)
{
    if (!mayLeave())
        return;
    showRecord(session::duplicated(incident));
    m_impl->clean = incident::Incident(); // a copy is unsaved work from the start
}

bool EntryForm::mayLeave()
{
    if (m_impl->isSaving)
        return false; // the save tells how it went in a moment
    if (!isModified())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Unsaved incident"), tr("The incident is not saved yet."),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("Keep it as a draft to go on later, or discard it."));
    QPushButton *stay = box.addButton(tr("Go on editing"), QMessageBox::RejectRole);
    QPushButton *keep = box.addButton(tr("Keep as draft"), QMessageBox::AcceptRole);
    QPushButton *discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.setDefaultButton(stay);
    box.exec();
    if (box.clickedButton() == keep) {
        keepDraft();
        m_impl->clean = incident();
        return true;
    }
    if (box.clickedButton() != discard)
        return false;
    m_impl->drafts->remove(m_impl->drafts->key());
    m_impl->clean = incident();
    return true;
}

void EntryForm::keepDraft()
{
    if (m_impl->workspace.store().summary().isReadOnly)
        return;
    if (!isModified()) {
        m_impl->drafts->remove(m_impl->drafts->key());
        return;
    }
    QJsonObject draft = incident::toJson(incident());
    draft.insert(reportKey, m_impl->report->toPlainText());
    m_impl->drafts->keep(draft);
}

void EntryForm::restoreDraft(QJsonObject draft)
{
    const QString report = draft.take(reportKey).toString();
    try {
        incident::Incident record = incident::incidentFromJson(draft);
        record.fid = m_impl->base.fid;
        record.revision = m_impl->base.revision;
        m_impl->base = record;
        for (FormSection *section : m_impl->sections)
            section->showRecord(record);
        m_impl->report->setPlainText(report);
        noteEdit();
    } catch (const std::exception &error) {
        m_impl->missing->setText(tr("The draft cannot be read: %1").arg(QString::fromUtf8(error.what())));
    }
}

void EntryForm::store(const std::function<void(qint64)> &then)
{
    if (!validate() || m_impl->isSaving)
        return;
    if (!m_impl->workspace.geodata()) {
        m_impl->missing->setText(tr("The map data is still loading; try again in a moment."));
        return;
    }
    setSaving(true);
    const QString key = m_impl->drafts->key();
    incident::ChangeSet changes = session::saveIncident(
        incident(), m_impl->workspace.store().summary().author, *m_impl->workspace.geodata());
    m_impl->workspace.store().apply(std::move(changes), this,
                                    [this, key, then](const std::optional<incident::Applied> &applied) {
                                        setSaving(false);
                                        if (!applied || applied->incidents.empty()) {
                                            keepDraft(); // the failure was told; what was typed stays
                                            validate();
                                            return;
                                        }
                                        m_impl->drafts->remove(key);
                                        m_impl->clean = incident();
                                        then(applied->incidents.front());
                                    });
}

void EntryForm::setSaving(bool isSaving)
{
    m_impl->isSaving = isSaving;
    if (isSaving)
        m_impl->focused = focusWidget();
    setEnabled(!isSaving);
    if (!isSaving && m_impl->focused)
        m_impl->focused->setFocus();
}

void EntryForm::save()
{
    store([this](qint64 fid) {
        m_impl->report->clear();
        showRecord(freshRecord());
        Q_EMIT saved(fid);
        Q_EMIT closed();
    });
}

void EntryForm::saveAndNext()
{
    store([this](qint64 fid) {
        incident::Incident next = freshRecord();
        next.sources = incident().sources; // the same report tells of the next
        for (incident::SourceUse &source : next.sources)
            source.fid = 0;
        showRecord(next);
        m_impl->place->focusSearch();
        Q_EMIT saved(fid);
    });
}

void EntryForm::cancel()
{
    if (!mayLeave())
        return;
    showRecord(freshRecord());
    Q_EMIT closed();
}

void EntryForm::joinKnown(qint64 fid)
{
    const incident::Incident record = incident();
    if (record.sources.empty()) {
        m_impl->missing->setText(tr("Add the source first: at least its publisher or address."));
        return;
    }
    if (!inputProblems().empty()) { // what cannot be read would be lost
        validate();
        return;
    }
    const QString key = m_impl->drafts->key();
    m_impl->workspace.store().loadIncidents(
        {fid}, this, [this, record, key](const std::vector<incident::Incident> &loaded) {
            if (loaded.empty())
                return;
            incident::ChangeSet changes =
                session::addSources(loaded.front(), record, m_impl->workspace.store().summary().author);
            m_impl->workspace.store().apply(std::move(changes), this,
                                            [this, key](const std::optional<incident::Applied> &applied) {
                                                if (!applied || applied->incidents.empty())
                                                    return;
                                                m_impl->drafts->remove(key);
                                                m_impl->report->clear();
                                                showRecord(freshRecord());
                                                Q_EMIT saved(applied->incidents.front());
                                                Q_EMIT closed();
                                            });
        });
}

} // namespace marz::ui
