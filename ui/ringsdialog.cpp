#include "ui/mapdialogs.h"

#include "base/error.h"
#include "session/mapmarks.h"
#include "ui/parts.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr auto radiiKey = "rings/radii";

QString rememberedRadii()
{
    return QSettings().value(QLatin1String(radiiKey), QStringLiteral("5, 10, 25 km")).toString();
}

} // namespace

std::optional<std::vector<double>> askRadii(QWidget *parent, const QString &place)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("ringsDialog"));
    dialog.setWindowTitle(QDialog::tr("Range rings"));
    dialog.setMinimumWidth(360);
    auto *column = new QVBoxLayout(&dialog);
    column->addWidget(plainLabel(QDialog::tr("Around %1").arg(place.simplified())));
    auto *label = new QLabel(QDialog::tr("&Distances"));
    auto *edit = new QLineEdit(rememberedRadii());
    edit->setObjectName(QStringLiteral("ringRadii"));
    edit->setAccessibleName(QDialog::tr("Distances of the rings"));
    label->setBuddy(edit);
    QLabel *problem = errorLabel();
    problem->setObjectName(QStringLiteral("ringsProblem"));
    column->addWidget(label);
    column->addWidget(edit);
    column->addWidget(
        noteLabel(QDialog::tr("Several distances from the place, such as 5, 10, 25 km or 500 m")));
    column->addWidget(problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(QDialog::tr("Draw rings"));
    column->addWidget(buttons);

    std::vector<double> radiiM;
    const auto read = [&] {
        QString words;
        try {
            radiiM = session::radiiOf(edit->text());
        } catch (const base::Error &error) {
            words = error.message();
        }
        showError(problem, words);
        buttons->button(QDialogButtonBox::Ok)->setEnabled(words.isEmpty());
    };
    QObject::connect(edit, &QLineEdit::textChanged, &dialog, read);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    read();
    edit->selectAll();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    QSettings().setValue(QLatin1String(radiiKey), edit->text().simplified());
    return radiiM;
}

} // namespace marz::ui
