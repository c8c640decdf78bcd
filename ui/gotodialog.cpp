#include "ui/mapdialogs.h"

#include "geo/coordinatetext.h"
#include "ui/mapmenu.h"
#include "ui/parts.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace marz::ui {

namespace {

constexpr std::array<int, 9> offeredScales = {10'000,    50'000,    100'000,   250'000,   500'000,
                                              1'000'000, 2'500'000, 5'000'000, 10'000'000};

/// The readings of a text as buttons, one under the other: the first is taken unless another is chosen.
class Readings : public QWidget
{
public:
    explicit Readings(QWidget *parent) : QWidget(parent)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        for (QRadioButton *&each : m_buttons) {
            each = new QRadioButton(this);
            QSizePolicy policy = each->sizePolicy();
            policy.setRetainSizeWhenHidden(true); // the dialog does not jump while one types
            each->setSizePolicy(policy);
            column->addWidget(each);
        }
        m_buttons.front()->setObjectName(QStringLiteral("firstReading"));
        m_buttons.back()->setObjectName(QStringLiteral("otherReading"));
        show({});
    }

    void show(const std::vector<geo::ParsedCoordinate> &readings)
    {
        m_readings = readings;
        for (std::size_t i = 0; i < m_buttons.size(); ++i) {
            m_buttons[i]->setVisible(i < readings.size());
            if (i >= readings.size())
                continue;
            m_buttons[i]->setText(QStringLiteral("%1  (%2)")
                                      .arg(geo::coordinateText(readings[i].position, shownCoordinateForm()),
                                           geo::readingText(readings[i])));
        }
        m_buttons.front()->setChecked(true);
    }

    std::optional<geo::LonLat> chosen() const
    {
        if (m_readings.empty())
            return std::nullopt;
        const bool isOther = m_readings.size() > 1 && m_buttons.back()->isChecked();
        return m_readings[isOther ? 1 : 0].position;
    }

private:
    std::array<QRadioButton *, 2> m_buttons{};
    std::vector<geo::ParsedCoordinate> m_readings;
};

QComboBox *scaleChoice()
{
    auto *choice = new QComboBox;
    choice->setObjectName(QStringLiteral("goToScale"));
    choice->setAccessibleName(QDialog::tr("Scale"));
    choice->addItem(QDialog::tr("As it is now"));
    const QLocale grouped(QLocale::English);
    for (const int denominator : offeredScales)
        choice->addItem(QStringLiteral("1:") + grouped.toString(denominator), denominator);
    return choice;
}

} // namespace

std::optional<Destination> askDestination(QWidget *parent)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("goToDialog"));
    dialog.setWindowTitle(QDialog::tr("Go to coordinates"));
    dialog.setMinimumWidth(460);
    auto *column = new QVBoxLayout(&dialog);
    auto *label = new QLabel(QDialog::tr("&Coordinates"));
    auto *edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("goToCoordinates"));
    edit->setAccessibleName(QDialog::tr("Coordinates"));
    edit->setPlaceholderText(QStringLiteral("37.98 N 70.20 E"));
    label->setBuddy(edit);
    auto *readings = new Readings(&dialog);
    QLabel *problem = errorLabel();
    problem->setObjectName(QStringLiteral("goToProblem"));
    auto *scaleLabel = new QLabel(QDialog::tr("&Scale"));
    QComboBox *scale = scaleChoice();
    scaleLabel->setBuddy(scale);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(QDialog::tr("Go there"));
    column->addWidget(label);
    column->addWidget(edit);
    column->addWidget(noteLabel(QDialog::tr("Degrees, degrees-minutes-seconds, UTM or MGRS")));
    column->addWidget(readings);
    column->addWidget(problem);
    column->addWidget(scaleLabel);
    column->addWidget(scale);
    column->addWidget(buttons);

    const auto read = [&] {
        QString words;
        readings->show(geo::coordinateReadings(edit->text(), &words));
        const bool isRead = readings->chosen().has_value();
        showError(problem, isRead || edit->text().trimmed().isEmpty() ? QString() : words);
        buttons->button(QDialogButtonBox::Ok)->setEnabled(isRead);
    };
    QObject::connect(edit, &QLineEdit::textChanged, &dialog, read);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    read();
    if (dialog.exec() != QDialog::Accepted || !readings->chosen())
        return std::nullopt;
    Destination destination{*readings->chosen(), {}};
    if (scale->currentData().isValid())
        destination.scaleDenominator = scale->currentData().toInt();
    return destination;
}

} // namespace marz::ui
