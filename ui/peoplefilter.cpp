#include "ui/peoplefilter.h"

#include "incident/statistics.h"
#include "session/workspace.h"
#include "ui/flowlayout.h"
#include "ui/parts.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

namespace marz::ui {

namespace {

/// Above this many incidents the people are not counted: the records would have to be read one by one.
constexpr std::size_t maxCounted = 20000;

/// What a choice of people is called: "CHN, killed, victim".
QString peopleWords(const incident::CasualtyChoice &choice)
{
    QStringList words;
    if (!choice.nationality.isEmpty())
        words << choice.nationality;
    if (choice.outcome)
        words << incident::words(*choice.outcome);
    if (choice.side)
        words << incident::words(*choice.side);
    return words.join(QStringLiteral(", "));
}

template <typename E>
QComboBox *codeCombo(const QString &name)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->addItem(QStringLiteral("any"));
    for (const incident::CodeEntry<E> &entry : incident::codeList<E>())
        combo->addItem(QString::fromLatin1(entry.words), QString::fromLatin1(entry.code));
    return combo;
}

} // namespace

PeopleFilter::PeopleFilter(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_known(new QWidget), m_nationality(new QLineEdit),
      m_outcome(codeCombo<incident::Outcome>(QStringLiteral("Outcome"))),
      m_side(codeCombo<incident::Side>(QStringLiteral("Side"))), m_error(errorLabel()), m_total(noteLabel({}))
{
    m_nationality->setObjectName(QStringLiteral("nationality"));
    m_nationality->setAccessibleName(QStringLiteral("Nationality"));
    m_nationality->setPlaceholderText(QStringLiteral("code of three letters: CHN"));
    auto *completer = new QCompleter({QStringLiteral("AFG"), QStringLiteral("CHN"), QStringLiteral("IND"),
                                      QStringLiteral("IRN"), QStringLiteral("KAZ"), QStringLiteral("KGZ"),
                                      QStringLiteral("PAK"), QStringLiteral("RUS"), QStringLiteral("TJK"),
                                      QStringLiteral("TKM"), QStringLiteral("TUR"), QStringLiteral("USA"),
                                      QStringLiteral("UZB")},
                                     m_nationality);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_nationality->setCompleter(completer);
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_side->setObjectName(QStringLiteral("side"));
    m_total->setObjectName(QStringLiteral("peopleTotal"));

    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(insidePx);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    new FlowLayout(m_known, insidePx, 0);
    m_known->setObjectName(QStringLiteral("knownPeople"));
    form->addRow(m_known);
    form->addRow(QStringLiteral("Nationality"), m_nationality);
    form->addRow(m_error);
    form->addRow(QStringLiteral("Outcome"), m_outcome);
    form->addRow(QStringLiteral("Side"), m_side);
    form->addRow(m_total);
    m_total->hide();

    connect(m_nationality, &QLineEdit::editingFinished, this, &PeopleFilter::enter);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &PeopleFilter::enter,
            Qt::QueuedConnection);
    connect(m_outcome, &QComboBox::activated, this, &PeopleFilter::enter);
    connect(m_side, &QComboBox::activated, this, &PeopleFilter::enter);
    connect(&workspace.filter(), &session::FilterState::filterChanged, this, &PeopleFilter::showFilter);
    connect(&workspace.filtered(), &session::FilteredView::filteredChanged, this, &PeopleFilter::countPeople);
    showFilter(workspace.filter().filter());
    countPeople();
}

void PeopleFilter::enter()
{
    static const QRegularExpression alpha3(QStringLiteral("^[A-Z]{3}$"));
    const QString nationality = m_nationality->text().trimmed().toUpper();
    if (!nationality.isEmpty() && !alpha3.match(nationality).hasMatch()) {
        showError(m_error, QStringLiteral("Write a country as three letters: CHN, TJK, AFG."));
        return;
    }
    showError(m_error, {});
    incident::CasualtyChoice choice;
    choice.nationality = nationality;
    choice.outcome = incident::fromCode<incident::Outcome>(m_outcome->currentData().toString());
    choice.side = incident::fromCode<incident::Side>(m_side->currentData().toString());
    choose(choice);
}

void PeopleFilter::choose(const incident::CasualtyChoice &choice)
{
    incident::Filter filter = m_workspace.filter().filter();
    filter.casualty = choice == incident::CasualtyChoice{} ? std::nullopt : std::optional(choice);
    m_workspace.filter().setFilter(filter);
}

void PeopleFilter::setKnown(const std::vector<std::pair<incident::CasualtyChoice, qint64>> &people)
{
    while (QLayoutItem *item = m_known->layout()->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &[choice, incidents] : people) {
        QToolButton *button = flatButton(QStringLiteral("%1 (%2)").arg(peopleWords(choice)).arg(incidents));
        button->setToolTip(plainToolTip(
            QStringLiteral(
                "Only incidents that tell of these people, and their number (%1 incidents in this store)")
                .arg(incidents)));
        connect(button, &QToolButton::clicked, this, [this, people = choice] { choose(people); });
        m_known->layout()->addWidget(button);
    }
    m_known->setVisible(!people.empty());
}

void PeopleFilter::showFilter(const incident::Filter &filter)
{
    const incident::CasualtyChoice choice = filter.casualty.value_or(incident::CasualtyChoice{});
    m_nationality->setText(choice.nationality);
    const auto show = [](QComboBox *combo, const QString &code) {
        combo->setCurrentIndex(code.isEmpty() ? 0 : std::max(combo->findData(code), 0));
    };
    show(m_outcome, choice.outcome ? incident::code(*choice.outcome) : QString());
    show(m_side, choice.side ? incident::code(*choice.side) : QString());
    showError(m_error, {});
}

void PeopleFilter::countPeople()
{
    const quint64 asked = ++m_asked;
    const std::optional<incident::CasualtyChoice> choice = m_workspace.filter().filter().casualty;
    m_total->setVisible(choice.has_value());
    if (!choice)
        return;
    const session::Filtered &filtered = m_workspace.filtered().filtered();
    if (filtered.total > maxCounted) {
        m_total->setText(QStringLiteral("%1 incidents: narrow the filter to count the people.")
                             .arg(countText(filtered.total)));
        return;
    }
    m_workspace.store().loadIncidents(
        m_workspace.filtered().matchingFids(), this,
        [this, asked, choice](const std::vector<incident::Incident> &loaded) {
            if (asked != m_asked)
                return;
            incident::RangeSum sum;
            std::size_t incidents = 0;
            for (const incident::Incident &each : loaded) {
                if (const std::optional<incident::Range> count = incident::countOf(each, *choice)) {
                    sum.add(*count);
                    ++incidents;
                }
            }
            m_total->setText(
                QStringLiteral("%1: %2 in %3. Only these people are counted here; totals elsewhere are of "
                               "everyone in the incidents shown.")
                    .arg(peopleWords(*choice), incident::rangeText(sum.any ? sum.value : incident::Range{}),
                         countedText(incidents, QStringLiteral("incident"), QStringLiteral("incidents"))));
        });
}

} // namespace marz::ui
