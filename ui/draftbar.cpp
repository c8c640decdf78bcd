#include "ui/draftbar.h"

#include "session/workspace.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QUuid>

namespace marz::ui {

namespace {

constexpr int delayMs = 800; // at most the last second of typing is lost in a crash
const QString newPrefix = QStringLiteral("new/");

} // namespace

DraftBar::DraftBar(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("draftBar"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *restore = new QPushButton(tr("Restore"), this);
    restore->setObjectName(QStringLiteral("restoreDraft"));
    auto *discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(QStringLiteral("discardDraft"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_words, 1);
    row->addWidget(restore);
    row->addWidget(discard);
    connect(restore, &QPushButton::clicked, this, [this] {
        hide();
        if (m_foundKey != m_key)
            remove(m_key);
        m_key = m_foundKey;
        Q_EMIT restoreRequested(m_found);
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        hide();
        m_workspace.store().removeDraft(m_foundKey);
        offer();
    });
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftBar::keepDue);
    setRecord({});
}

void DraftBar::setRecord(const QString &uid)
{
    m_key = uid.isEmpty() ? newPrefix + QUuid::createUuid().toString(QUuid::WithoutBraces) : uid;
    m_timer.stop();
    hide();
}

void DraftBar::offer()
{
    m_workspace.store().loadDrafts(this, [this, asked = m_key](
                                             const std::vector<std::pair<QString, QByteArray>> &drafts) {
        if (asked != m_key)
            return;
        const bool isNew = m_key.startsWith(newPrefix);
        const auto found =
            std::find_if(drafts.rbegin(), drafts.rend(), [&](const std::pair<QString, QByteArray> &draft) {
                return isNew ? draft.first != m_key && draft.first.startsWith(newPrefix)
                             : draft.first == m_key;
            });
        if (found == drafts.rend())
            return;
        m_foundKey = found->first;
        m_found = QJsonDocument::fromJson(found->second).object();
        const QString title = m_found.value(QStringLiteral("title")).toString();
        m_words->setText(title.isEmpty() ? tr("An unsaved draft was kept.")
                                         : tr("Unsaved draft: %1").arg(title));
        show();
    });
}

void DraftBar::keepSoon()
{
    m_timer.start();
}

void DraftBar::keep(const QJsonObject &draft)
{
    m_timer.stop();
    m_workspace.store().saveDraft(m_key, QJsonDocument(draft).toJson(QJsonDocument::Compact));
}

void DraftBar::remove(const QString &key)
{
    if (key == m_key)
        m_timer.stop();
    m_workspace.store().removeDraft(key);
}

} // namespace marz::ui
