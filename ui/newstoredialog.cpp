#include "ui/dialogs.h"

#include "ui/filefield.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

QLineEdit *addLine(QVBoxLayout *layout, const QString &label, const QString &name, const QString &value,
                   const QString &accepts)
{
    auto *caption = new QLabel(label);
    auto *edit = new QLineEdit(value);
    edit->setObjectName(name);
    edit->setPlaceholderText(accepts);
    caption->setBuddy(edit);
    layout->addWidget(caption);
    layout->addWidget(edit);
    return edit;
}

QString suggestedPath()
{
    const QDir documents(usualFolder(QStandardPaths::DocumentsLocation));
    QString path = documents.filePath(QStringLiteral("incidents.gpkg"));
    for (int i = 2; QFile::exists(path); ++i)
        path = documents.filePath(QStringLiteral("incidents-%1.gpkg").arg(i));
    return path;
}

QStringList countryCodes(const QString &text)
{
    QStringList codes;
    for (const QString &code : text.split(u',', Qt::SkipEmptyParts)) {
        if (!code.trimmed().isEmpty())
            codes << code.trimmed().toUpper();
    }
    return codes;
}

/// What is wrong with the codes of @p text; empty when nothing is.
QString countryProblem(const QString &text)
{
    static const QRegularExpression alpha3(QStringLiteral("^[A-Z]{3}$"));
    for (const QString &code : countryCodes(text)) {
        if (!alpha3.match(code).hasMatch())
            return QDialog::tr("'%1' is no country code: three letters each, such as TJK, AFG.").arg(code);
    }
    return {};
}

} // namespace

std::optional<session::NewStoreChoice> askNewStore(QWidget *parent,
                                                   const std::optional<session::NewStoreChoice> &before,
                                                   const QString &problemBefore)
{
    session::NewStoreChoice shown;
    shown.path = suggestedPath();
    shown.countries = {QStringLiteral("TJK"), QStringLiteral("AFG")};
    shown.defaultMarking = QStringLiteral("TLP:GREEN");
    if (before)
        shown = *before;
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("newStoreDialog"));
    dialog.setWindowTitle(QDialog::tr("Start my own store"));
    dialog.setMinimumWidth(460);
    auto *layout = new QVBoxLayout(&dialog);
    layout->setSpacing(4);
    auto *intro = new QLabel(QDialog::tr(
        "A store is one file (GeoPackage) that QGIS opens too. It is not encrypted: keep it on an "
        "encrypted disk, and not in a folder that is synchronised."));
    intro->setWordWrap(true);
    layout->addWidget(intro);
    layout->addSpacing(8);
    QLineEdit *name = addLine(layout, QDialog::tr("Your name"), QStringLiteral("authorName"),
                              shown.authorName, QDialog::tr("for the history; may stay empty"));
    QLineEdit *initials = addLine(layout, QDialog::tr("Your initials"), QStringLiteral("author"),
                                  shown.author, QDialog::tr("AB; every change is recorded under them"));
    QLineEdit *countries =
        addLine(layout, QDialog::tr("Countries"), QStringLiteral("countries"),
                shown.countries.join(QStringLiteral(", ")), QDialog::tr("ISO alpha-3, separated by commas"));
    auto *marking = new QComboBox;
    marking->setObjectName(QStringLiteral("defaultMarking"));
    marking->setEditable(true);
    marking->addItems({QStringLiteral("TLP:CLEAR"), QStringLiteral("TLP:GREEN"), QStringLiteral("TLP:AMBER"),
                       QStringLiteral("TLP:AMBER+STRICT"), QStringLiteral("TLP:RED")});
    marking->setCurrentText(shown.defaultMarking);
    layout->addWidget(new QLabel(QDialog::tr("Default marking of new incidents")));
    layout->addWidget(marking);
    auto *path = new FileField(QStringLiteral("storePath"), shown.path, QDialog::tr("New store"),
                               QDialog::tr("Marz store (*.gpkg)"), &dialog);
    layout->addWidget(new QLabel(QDialog::tr("File")));
    layout->addWidget(path);
    auto *problem = new QLabel;
    problem->setObjectName(QStringLiteral("problem"));
    problem->setWordWrap(true);
    problem->setStyleSheet(QStringLiteral("color: #C0392B"));
    layout->addWidget(problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(QDialog::tr("Create"));
    layout->addWidget(buttons);
    const auto check = [=] {
        QString text;
        if (initials->text().trimmed().isEmpty())
            text = QDialog::tr("Initials are needed: the history names who changed what.");
        else if (const QString wrong = countryProblem(countries->text()); !wrong.isEmpty())
            text = wrong;
        else if (path->path().isEmpty())
            text = QDialog::tr("Choose a file.");
        else if (path->isTaken())
            text = QDialog::tr("This file exists already: choose another name, or open it with Ctrl+O.");
        else if (const QString folder = QFileInfo(path->path()).absolutePath(); !QFileInfo(folder).isDir())
            text = QDialog::tr("There is no folder %1: choose another.").arg(folder);
        problem->setText(text);
        buttons->button(QDialogButtonBox::Ok)->setEnabled(text.isEmpty());
    };
    for (QLineEdit *edit : {name, initials, countries})
        QObject::connect(edit, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(path, &FileField::changed, &dialog, check);
    check();
    if (!problemBefore.isEmpty())
        problem->setText(problemBefore);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    session::NewStoreChoice choice;
    choice.path = path->path();
    if (!choice.path.endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive))
        choice.path += QStringLiteral(".gpkg");
    choice.author = initials->text().trimmed();
    choice.authorName = name->text().trimmed();
    choice.countries = countryCodes(countries->text());
    choice.defaultMarking = marking->currentText().trimmed();
    return choice;
}

} // namespace marz::ui
