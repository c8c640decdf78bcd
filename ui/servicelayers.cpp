#include "ui/servicelayers.h"

#include "ui/parts.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int filterFrom = 12; ///< layers from which on a filter helps

bool canBeTicked(const QListWidgetItem &item)
{
    return item.flags() & Qt::ItemIsUserCheckable;
}

bool isTicked(const QListWidgetItem &item)
{
    return canBeTicked(item) && item.checkState() == Qt::Checked;
}

} // namespace

ServiceLayers::ServiceLayers(std::shared_ptr<session::ActivityNotes> notes, QWidget *parent)
    : QWidget(parent), m_lookup(std::move(notes)), m_lookUp(new QPushButton(tr("&Look up layers"), this)),
      m_stop(new QPushButton(tr("St&op"), this)), m_state(noteLabel({}, this)), m_filter(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    m_lookUp->setObjectName(QStringLiteral("serviceLookUp"));
    m_stop->setObjectName(QStringLiteral("serviceStop"));
    m_filter->setObjectName(QStringLiteral("serviceFilter"));
    m_filter->setPlaceholderText(tr("Words of a layer's name"));
    m_filter->setAccessibleName(tr("Find layers by words of their names"));
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    m_list->hide(); // until there is something in it
    m_list->setObjectName(QStringLiteral("serviceLayers"));
    m_list->setAccessibleName(tr("Layers of the service"));
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(8 * fontMetrics().lineSpacing());
    auto *line = new QHBoxLayout;
    line->addWidget(m_lookUp);
    line->addWidget(m_stop);
    line->addWidget(m_state, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(insidePx);
    column->addLayout(line);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    connect(m_lookUp, &QPushButton::clicked, this, &ServiceLayers::lookUp);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_lookup.cancel(); });
    connect(m_filter, &QLineEdit::textChanged, this, &ServiceLayers::filter);
    connect(m_list, &QListWidget::itemChanged, this, &ServiceLayers::choiceChanged);
    connect(&m_lookup, &session::ServiceLookup::found, this, &ServiceLayers::fill);
    connect(&m_lookup, &session::ServiceLookup::failed, this, &ServiceLayers::fail);
    showState();
}

void ServiceLayers::setAddress(const QString &typed, const QString &host)
{
    m_typed = typed;
    m_host = host;
    m_lookup.cancel();
    m_offered.reset();
    m_list->clear();
    m_filter->clear();
    m_filter->hide();
    m_list->hide();
    showState();
}

void ServiceLayers::showState(const QString &text)
{
    const bool isRunning = m_lookup.isRunning();
    m_lookUp->setEnabled(!isRunning);
    m_stop->setVisible(isRunning);
    m_state->setText(isRunning ? tr("Asking %1...").arg(m_host) : text);
}

void ServiceLayers::lookUp()
{
    m_offered.reset();
    m_list->clear();
    m_lookup.start(m_typed);
    showState();
    m_stop->setFocus();
    Q_EMIT problemFound({});
    Q_EMIT choiceChanged();
}

void ServiceLayers::fail(const QString &problem)
{
    const bool isWaitedFor = m_stop->hasFocus();
    showState();
    if (isWaitedFor)
        m_lookUp->setFocus();
    Q_EMIT choiceChanged();
    Q_EMIT problemFound(problem);
}

void ServiceLayers::fill(const session::OfferedService &found)
{
    const bool isWaitedFor = m_stop->hasFocus();
    m_offered = found;
    const auto isUsable = [](const session::OfferedLayer &each) { return each.obstacle.isEmpty(); };
    const auto usable = std::count_if(found.layers.begin(), found.layers.end(), isUsable);
    {
        const QSignalBlocker quiet(m_list);
        for (const session::OfferedLayer &each : found.layers) {
            QString text = QStringLiteral("%1  (%2)").arg(each.title, each.name);
            if (!isUsable(each))
                text += tr("  cannot be drawn");
            auto *item = new QListWidgetItem(text, m_list);
            item->setData(Qt::UserRole, each.name);
            const QStringList groups = each.above + QStringList{each.title};
            item->setToolTip(plainToolTip(groups.join(QStringLiteral(" > ")) + u'\n' + each.obstacle));
            item->setFlags(isUsable(each) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                          : Qt::NoItemFlags);
            if (isUsable(each)) // a single one is what is wanted
                item->setCheckState(usable == 1 ? Qt::Checked : Qt::Unchecked);
        }
        m_list->setCurrentRow(0);
    }
    m_list->show();
    m_filter->setVisible(m_list->count() >= filterFrom);
    showState(tr("%1 of %2 layers can be drawn: tick what you want.").arg(usable).arg(found.layers.size()));
    if (isWaitedFor)
        m_list->setFocus();
    Q_EMIT choiceChanged();
    if (usable == 0)
        Q_EMIT problemFound(tr("None of the layers can be drawn. %1 Ask who runs the service for EPSG:3857.")
                                .arg(found.layers.front().obstacle));
}

void ServiceLayers::filter(const QString &words)
{
    const QStringList all = words.split(u' ', Qt::SkipEmptyParts);
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem &item = *m_list->item(row);
        const bool isFound = std::all_of(all.begin(), all.end(), [&](const QString &word) {
            return item.text().contains(word, Qt::CaseInsensitive);
        });
        item.setHidden(!isFound && !isTicked(item)); // what is ticked stays in sight
    }
}

std::optional<session::ServiceWords> ServiceLayers::words() const
{
    if (!m_offered)
        return std::nullopt;
    session::ServiceWords words = m_offered->words;
    // GetMap draws the first name at the bottom; the list reads as a map's does, from the top.
    for (int row = m_list->count() - 1; row >= 0; --row) {
        if (isTicked(*m_list->item(row)))
            words.layers << m_list->item(row)->data(Qt::UserRole).toString();
    }
    return words;
}

QString ServiceLayers::suggestedName() const
{
    QString first;
    int others = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        if (!isTicked(*m_list->item(row)))
            continue;
        if (++others == 0)
            first = m_offered->layers[static_cast<std::size_t>(row)].title;
    }
    return others > 0 ? tr("%1 and %2 more").arg(first).arg(others) : first;
}

} // namespace marz::ui
