#include "ui/recordview.h"

#include "ui/flowlayout.h"
#include "ui/foldingsection.h"
#include "ui/historyview.h"
#include "ui/parts.h"
#include "ui/recordsections.h"
#include "ui/recordtext.h"

#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

/// As wide as its words in one line; wraps them when there is less room.
class ChipLabel : public QLabel
{
public:
    explicit ChipLabel(const QString &words)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setText(words);
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height()};
    }
    QSize minimumSizeHint() const override { return {24, fontMetrics().height()}; }
};

QWidget *wordChip(const QString &words, const QString &what)
{
    auto *frame = new QFrame;
    frame->setObjectName(QStringLiteral("chip"));
    frame->setFrameShape(QFrame::StyledPanel);
    auto *label = new ChipLabel(words);
    label->setToolTip(plainToolTip(what));
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(betweenPx, 0, betweenPx, 0);
    row->addWidget(label);
    return frame;
}

} // namespace

RecordView::RecordView(QWidget *parent) : QWidget(parent), m_notice(plainLabel({})), m_scroll(new QScrollArea)
{
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setMargin(insidePx);
    m_notice->setAutoFillBackground(true);
    m_notice->setBackgroundRole(QPalette::AlternateBase);
    m_notice->hide();
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_scroll, 1);
}

void RecordView::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

QWidget *RecordView::header(const incident::Vocabulary &vocabulary)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(insidePx);
    auto *top = new QHBoxLayout;
    top->setSpacing(betweenPx);
    const incident::Family *family = vocabulary.family(vocabulary.familyOf(m_incident.eventType));
    if (family) {
        auto *symbol = new QLabel;
        symbol->setPixmap(familyIcon(*family, this, m_incident.verification).pixmap(16, 16));
        symbol->setToolTip(plainToolTip(family->label));
        top->addWidget(symbol, 0, Qt::AlignTop);
    }
    QLabel *title =
        headingLabel(m_incident.title.isEmpty() ? QStringLiteral("(no title)") : m_incident.title, 1.2);
    title->setObjectName(QStringLiteral("title"));
    top->addWidget(title, 1);
    const bool isWithdrawn = m_incident.workflow == incident::Workflow::Withdrawn;
    if (isWithdrawn) {
        QFont struck = title->font();
        struck.setStrikeOut(true);
        title->setFont(struck);
        QLabel *words = headingLabel(QStringLiteral("Withdrawn: no longer held to be true"));
        words->setObjectName(QStringLiteral("withdrawn"));
        column->addWidget(words);
    }
    column->addLayout(top);
    auto *chips = new QWidget;
    auto *flow = new FlowLayout(chips, insidePx, insidePx);
    flow->addWidget(wordChip(vocabulary.typeLabel(m_incident.eventType), QStringLiteral("Type")));
    if (!m_incident.subType.isEmpty())
        flow->addWidget(wordChip(fieldWords(m_incident.subType), QStringLiteral("Sub-type")));
    flow->addWidget(wordChip(incident::words(m_incident.workflow), QStringLiteral("Workflow")));
    flow->addWidget(wordChip(incident::words(m_incident.verification), QStringLiteral("Verification")));
    flow->addWidget(wordChip(m_incident.code, QStringLiteral("Code")));
    column->addWidget(chips);
    return widget;
}

QWidget *RecordView::actions(bool isReadOnly)
{
    auto *widget = new QWidget;
    auto *flow = new FlowLayout(widget, insidePx, insidePx);
    const qint64 fid = m_incident.fid;
    const auto add = [&](const QString &words, const char *name, bool changes,
                         void (RecordView::*signal)(qint64)) {
        QToolButton *button = flatButton(words);
        button->setObjectName(QString::fromLatin1(name));
        button->setEnabled(!(changes && isReadOnly));
        if (changes && isReadOnly)
            button->setToolTip(QStringLiteral("This store is read-only."));
        connect(button, &QToolButton::clicked, this, [this, signal, fid] { Q_EMIT(this->*signal)(fid); });
        flow->addWidget(button);
    };
    add(QStringLiteral("Edit"), "edit", true, &RecordView::editRequested);
    add(QStringLiteral("Zoom to"), "zoomTo", false, &RecordView::zoomRequested);
    add(QStringLiteral("Copy text"), "copyText", false, &RecordView::copyRequested);
    add(QStringLiteral("Duplicate"), "duplicate", true, &RecordView::duplicateRequested);
    add(QStringLiteral("Withdraw"), "withdraw", true, &RecordView::withdrawRequested);
    if (m_incident.workflow == incident::Workflow::Withdrawn) {
        auto *withdraw = widget->findChild<QToolButton *>(QStringLiteral("withdraw"));
        withdraw->setEnabled(false);
        withdraw->setToolTip(QStringLiteral("This incident is withdrawn already."));
    }
    add(QStringLiteral("Delete"), "delete", true, &RecordView::deleteRequested);
    return widget;
}

void RecordView::addSection(QLayout *column, const QString &title, const QString &key, QWidget *content)
{
    if (!content)
        return;
    auto *section = new FoldingSection(title, QStringLiteral("record/%1").arg(key));
    section->setObjectName(key);
    section->body()->addWidget(content);
    column->addWidget(section);
}

void RecordView::setIncident(const incident::Incident &incident, const incident::Vocabulary &vocabulary,
                             bool isReadOnly)
{
    const bool isSame = incident.fid == m_incident.fid;
    const int scrolled = isSame ? m_scroll->verticalScrollBar()->value() : 0;
    m_incident = incident;
    auto *content = new QWidget;
    content->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // never wider than what is seen
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(betweenPx, betweenPx, betweenPx, betweenPx);
    column->setSpacing(insidePx);
    column->addWidget(header(vocabulary));
    column->addWidget(actions(isReadOnly));
    if (!incident.summary.isEmpty())
        column->addWidget(plainLabel(incident.summary));
    const auto open = [this](const QString &url) { Q_EMIT addressRequested(url); };
    const auto follow = [this](const QString &uid) { Q_EMIT linkFollowed(uid); };
    addSection(column, QStringLiteral("Still missing"), QStringLiteral("missing"), missingSection(incident));
    addSection(column, QStringLiteral("When"), QStringLiteral("when"), whenSection(incident));
    addSection(column, QStringLiteral("Where"), QStringLiteral("where"), whereSection(incident));
    addSection(column, QStringLiteral("Casualties"), QStringLiteral("casualties"), casualtySection(incident));
    addSection(column, QStringLiteral("Actors"), QStringLiteral("actors"), actorSection(incident));
    addSection(column, QStringLiteral("Reported movements"), QStringLiteral("movements"),
               movementSection(incident));
    addSection(column, QStringLiteral("Items"), QStringLiteral("items"), itemSection(incident));
    addSection(column, QStringLiteral("Sources: %1").arg(outletsText(incident)), QStringLiteral("sources"),
               sourceSection(incident, open));
    addSection(column, QStringLiteral("Claims"), QStringLiteral("claims"), claimSection(incident));
    addSection(column, QStringLiteral("Responses"), QStringLiteral("responses"), responseSection(incident));
    addSection(column, QStringLiteral("Links"), QStringLiteral("links"), linkSection(incident, follow));
    addSection(column, QStringLiteral("Notes"), QStringLiteral("notes"), noteSection(incident));
    addSection(column, QStringLiteral("Handling"), QStringLiteral("handling"), handlingSection(incident));

    m_history = new HistoryView;
    auto *history = new FoldingSection(QStringLiteral("History"), QStringLiteral("record/history"), false);
    history->setObjectName(QStringLiteral("history"));
    history->body()->addWidget(m_history);
    connect(history, &FoldingSection::unfoldedChanged, this, [this](bool unfolded) {
        if (unfolded && !m_history->isLoaded())
            Q_EMIT historyRequested(m_incident.uid);
    });
    column->addWidget(history);
    column->addStretch(1);
    if (QWidget *former = m_scroll->takeWidget()) // one of its buttons may be what asked for this
        former->deleteLater();
    m_scroll->setWidget(content);
    m_scroll->verticalScrollBar()->setValue(scrolled);
    if (history->isUnfolded())
        Q_EMIT historyRequested(m_incident.uid);
}

} // namespace marz::ui
