#include "ui/addfield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>
#include <QTimer>

namespace marz::ui {

namespace {
constexpr int keyRole = Qt::UserRole;
constexpr int searchRole = Qt::UserRole + 1;
} // namespace

AddField::AddField(const QString &name, bool isOpen, QWidget *parent)
    : QLineEdit(parent), m_model(new QStandardItemModel(this)), m_completer(new QCompleter(m_model, this)),
      m_isOpen(isOpen)
{
    setAccessibleName(name);
    setPlaceholderText(QStringLiteral("type to find"));
    m_completer->setCompletionRole(searchRole);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(12);
    setCompleter(m_completer);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { add(index.data(keyRole).toString()); });
    connect(this, &QLineEdit::returnPressed, this, &AddField::enter);
    connect(this, &QLineEdit::textEdited, this, [this] { Q_EMIT refused({}); });
}

void AddField::setChoices(const std::vector<Addable> &choices)
{
    m_model->clear();
    for (const Addable &choice : choices) {
        auto *item = new QStandardItem(choice.label);
        item->setData(choice.key, keyRole);
        item->setData(choice.search, searchRole);
        m_model->appendRow(item);
    }
}

void AddField::setChoices(const QStringList &names)
{
    std::vector<Addable> choices;
    for (const QString &name : names)
        choices.push_back({name, name, name});
    setChoices(choices);
}

void AddField::add(const QString &key)
{
    // The completer writes its text into the field after telling; and Return is told twice.
    QTimer::singleShot(0, this, &QLineEdit::clear);
    if (!key.isEmpty())
        Q_EMIT added(key);
}

void AddField::enter()
{
    const QString typed = text().trimmed();
    if (typed.isEmpty() ||
        (m_completer->popup()->isVisible() && m_completer->popup()->currentIndex().isValid()))
        return;
    QStringList found;
    QString exact;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(searchRole).toString().contains(typed, Qt::CaseInsensitive))
            found << index.data(keyRole).toString();
        if (index.data(keyRole).toString().compare(typed, Qt::CaseInsensitive) == 0)
            exact = index.data(keyRole).toString();
    }
    if (!exact.isEmpty()) {
        add(exact);
    } else if (m_isOpen) {
        add(typed);
    } else if (found.size() == 1) {
        add(found.first());
    } else if (found.isEmpty()) {
        Q_EMIT refused(QStringLiteral("Nothing is called \"%1\".").arg(typed));
    } else {
        Q_EMIT refused(QStringLiteral("%1 have that name: choose one.").arg(found.size()));
        m_completer->setCompletionPrefix(typed);
        m_completer->complete();
    }
}

} // namespace marz::ui
