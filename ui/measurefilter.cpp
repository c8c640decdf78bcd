#include "ui/measurefilter.h"

#include "session/workspace.h"
#include "ui/parts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

namespace marz::ui {

namespace {

QLineEdit *numberEdit(const QString &name, const QString &objectName)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(QStringLiteral("any"));
    edit->setAlignment(Qt::AlignRight);
    return edit;
}

QComboBox *anyCombo(const QString &name, const QString &objectName)
{
    auto *combo = new QComboBox;
    combo->setObjectName(objectName);
    combo->setAccessibleName(name);
    combo->addItem(QStringLiteral("any"));
    return combo;
}

/// A number that is at least 0 as typed; empty = no condition.
template <typename Number>
std::optional<Number> typedNumber(const QString &text, QString &problem)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double value = QString(typed).replace(u',', u'.').toDouble(&isNumber);
    const bool isWhole = std::is_floating_point_v<Number> || value == std::floor(value);
    if (!isNumber || value < 0 || value > 1e7 || !isWhole) {
        problem = QStringLiteral("\"%1\" is no number that is 0 or more.").arg(typed);
        return std::nullopt;
    }
    return static_cast<Number>(value);
}

} // namespace

MeasureFilter::MeasureFilter(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_filter(workspace.filter()),
      m_killed(numberEdit(QStringLiteral("Killed at least"), QStringLiteral("minKilled"))),
      m_injured(numberEdit(QStringLiteral("Injured at least"), QStringLiteral("minInjured"))),
      m_borderKm(numberEdit(QStringLiteral("Within km of the border"), QStringLiteral("borderKm"))),
      m_precision(anyCombo(QStringLiteral("Place known to"), QStringLiteral("precision"))),
      m_reliability(anyCombo(QStringLiteral("Reliability of a source"), QStringLiteral("reliability"))),
      m_credibility(anyCombo(QStringLiteral("Credibility"), QStringLiteral("credibility"))),
      m_error(errorLabel())
{
    for (const auto &entry : incident::codeList<incident::PlacePrecision>()) {
        if (entry.value < incident::PlacePrecision::Unknown)
            m_precision->addItem(QStringLiteral("%1 or better").arg(QString::fromLatin1(entry.words)),
                                 QString::fromLatin1(entry.code));
    }
    for (const char *letter : {"A", "B", "C", "D", "E"})
        m_reliability->addItem(QStringLiteral("%1 or better").arg(QString::fromLatin1(letter)),
                               QString::fromLatin1(letter));
    for (const char *digit : {"1", "2", "3", "4", "5"})
        m_credibility->addItem(QStringLiteral("%1 or better").arg(QString::fromLatin1(digit)),
                               QString::fromLatin1(digit));

    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(insidePx);
    form->addRow(QStringLiteral("Killed at least"), m_killed);
    form->addRow(QStringLiteral("Injured at least"), m_injured);
    form->addRow(QStringLiteral("Place known to"), m_precision);
    form->addRow(QStringLiteral("Border within km"), m_borderKm);
    form->addRow(QStringLiteral("Reliability"), m_reliability);
    form->addRow(QStringLiteral("Credibility"), m_credibility);
    form->addRow(m_error);
    for (QLineEdit *edit : {m_killed, m_injured, m_borderKm})
        connect(edit, &QLineEdit::editingFinished, this, &MeasureFilter::enter);
    for (QComboBox *combo : {m_precision, m_reliability, m_credibility})
        connect(combo, &QComboBox::activated, this, &MeasureFilter::enter);
    connect(&m_filter, &session::FilterState::filterChanged, this, &MeasureFilter::showFilter);
    showFilter(m_filter.filter());
}

void MeasureFilter::enter()
{
    QString problem;
    incident::Filter filter = m_filter.filter();
    filter.minKilled = typedNumber<qint64>(m_killed->text(), problem);
    filter.minInjured = typedNumber<qint64>(m_injured->text(), problem);
    const std::optional<double> km = typedNumber<double>(m_borderKm->text(), problem);
    filter.withinBorderM = km ? std::optional(*km * 1000) : std::nullopt;
    filter.precision = incident::fromCode<incident::PlacePrecision>(m_precision->currentData().toString());
    // A grade has both letters; the one left open takes its loosest.
    const QString reliability = m_reliability->currentData().toString();
    const QString credibility = m_credibility->currentData().toString();
    filter.sourceGrade.clear();
    if (!reliability.isEmpty() || !credibility.isEmpty())
        filter.sourceGrade = (reliability.isEmpty() ? QStringLiteral("F") : reliability) +
                             (credibility.isEmpty() ? QStringLiteral("6") : credibility);
    showError(m_error, problem);
    if (problem.isEmpty())
        m_filter.setFilter(filter);
}

void MeasureFilter::showFilter(const incident::Filter &filter)
{
    const auto number = [](QLineEdit *edit, auto value) {
        edit->setText(value ? QString::number(*value) : QString());
    };
    number(m_killed, filter.minKilled);
    number(m_injured, filter.minInjured);
    m_borderKm->setText(filter.withinBorderM ? QString::number(*filter.withinBorderM / 1000) : QString());
    const auto choice = [](QComboBox *combo, const QString &code) {
        combo->setCurrentIndex(code.isEmpty() ? 0 : std::max(combo->findData(code), 0));
    };
    choice(m_precision, filter.precision ? incident::code(*filter.precision) : QString());
    choice(m_reliability, filter.sourceGrade.left(1));
    choice(m_credibility, filter.sourceGrade.mid(1, 1));
    showError(m_error, {});
}

} // namespace marz::ui
