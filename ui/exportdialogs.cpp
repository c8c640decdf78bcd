#include "ui/dialogs.h"

#include "session/tableexport.h"
#include "session/windowexport.h"
#include "session/workspace.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

struct SizeChoice {
    const char *words;
    const char *paper; ///< null = pixels
    QSize px;
    int dpi;
};
const SizeChoice sizes[] = {{"A4, landscape, 300 dpi", "A4", {}, 300},
                            {"A3, landscape, 300 dpi", "A3", {}, 300},
                            {"Letter, landscape, 300 dpi", "Letter", {}, 300},
                            {"Slide, 1920 x 1080", nullptr, {1920, 1080}, 96},
                            {"Screen, 1280 x 800", nullptr, {1280, 800}, 96}};

QString picturesPath(const QString &name)
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)).filePath(name);
}

QComboBox *profileBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("profile"));
    box->addItem(QDialog::tr("internal: everything"), QStringLiteral("internal"));
    box->addItem(QDialog::tr("partner: no names of persons, comments, protected sources"),
                 QStringLiteral("partner"));
    box->addItem(QDialog::tr("public: places snapped to their public precision as well"),
                 QStringLiteral("public"));
    return box;
}

void addRow(QVBoxLayout *layout, const QString &label, QWidget *field)
{
    auto *caption = new QLabel(label);
    caption->setBuddy(field);
    field->setAccessibleName(label);
    layout->addWidget(caption);
    layout->addWidget(field);
}

} // namespace

void runMapExportDialog(session::Workspace &workspace, QWidget *parent)
{
    QSettings settings;
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("mapExportDialog"));
    dialog.setWindowTitle(QDialog::tr("Export the map"));
    dialog.setMinimumWidth(520);
    auto *layout = new QVBoxLayout(&dialog);
    layout->setSpacing(4);
    auto *title = new QLineEdit(&dialog);
    title->setObjectName(QStringLiteral("exportTitle"));
    addRow(layout, QDialog::tr("Title"), title);
    auto *size = new QComboBox(&dialog);
    size->setObjectName(QStringLiteral("exportSize"));
    for (const SizeChoice &choice : sizes)
        size->addItem(QDialog::tr(choice.words));
    size->setCurrentIndex(settings.value(QStringLiteral("export/size"), 0).toInt());
    addRow(layout, QDialog::tr("Size"), size);
    auto *dpi = new QSpinBox(&dialog);
    dpi->setObjectName(QStringLiteral("exportDpi"));
    dpi->setRange(72, 600);
    dpi->setSuffix(QDialog::tr(" dpi"));
    const auto showDpi = [dpi](int at) { dpi->setValue(sizes[at].dpi); };
    showDpi(std::max(0, size->currentIndex()));
    QObject::connect(size, &QComboBox::currentIndexChanged, &dialog, showDpi);
    addRow(layout, QDialog::tr("Resolution"), dpi);
    QComboBox *profile = profileBox(&dialog);
    addRow(layout, QDialog::tr("Profile"), profile);
    auto *disclaimer = new QPlainTextEdit(map::defaultDisclaimer(), &dialog);
    disclaimer->setFixedHeight(72);
    disclaimer->setTabChangesFocus(true);
    addRow(layout, QDialog::tr("Line on boundaries (the standing one is used when this is empty)"),
           disclaimer);
    auto *legend = new QCheckBox(QDialog::tr("Legend of what is visible"), &dialog);
    legend->setChecked(true);
    layout->addWidget(legend);
    auto *carries =
        new QLabel(QDialog::tr("The picture carries: title, legend, scale bar, north arrow, sources, filter "
                               "in words, counts, profile "
                               "and the highest marking. It carries no store id and no coordinates."),
                   &dialog);
    carries->setWordWrap(true);
    carries->setEnabled(false);
    layout->addWidget(carries);
    auto *path = new QLineEdit(
        settings.value(QStringLiteral("export/path"), picturesPath(QStringLiteral("map.png"))).toString(),
        &dialog);
    path->setObjectName(QStringLiteral("exportPath"));
    addRow(layout, QDialog::tr("File (.png or .jpg)"), path);
    auto *browse = new QPushButton(QDialog::tr("Choose..."), &dialog);
    QObject::connect(browse, &QPushButton::clicked, &dialog, [&dialog, path] {
        const QString chosen = QFileDialog::getSaveFileName(
            &dialog, QDialog::tr("Export the map"), path->text(), QDialog::tr("Images (*.png *.jpg)"));
        if (!chosen.isEmpty())
            path->setText(chosen);
    });
    layout->addWidget(browse, 0, Qt::AlignLeft);
    auto *status = new QLabel(&dialog);
    status->setObjectName(QStringLiteral("exportStatus"));
    status->setWordWrap(true);
    status->setTextFormat(Qt::PlainText);
    layout->addWidget(status);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Close, &dialog);
    QPushButton *go = buttons->button(QDialogButtonBox::Ok);
    go->setText(QDialog::tr("Export"));
    go->setObjectName(QStringLiteral("runExport"));
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    int job = 0;
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, [&] {
        const SizeChoice &chosen = sizes[size->currentIndex()];
        session::MapExportChoice choice;
        choice.path = path->text().trimmed();
        choice.dpi = dpi->value();
        choice.sizePx = chosen.paper ? map::paperSizePx(QLatin1String(chosen.paper), choice.dpi) : chosen.px;
        choice.title = title->text().trimmed();
        choice.profile = incident::fromCode<incident::Profile>(profile->currentData().toString())
                             .value_or(incident::Profile::Internal);
        choice.disclaimer = disclaimer->toPlainText();
        choice.hasLegend = legend->isChecked();
        settings.setValue(QStringLiteral("export/path"), choice.path);
        settings.setValue(QStringLiteral("export/size"), size->currentIndex());
        go->setEnabled(false);
        status->setText(QDialog::tr("Drawing ..."));
        session::prepareExport(workspace, choice, &dialog, [&](const session::WindowExport &prepared) {
            auto report = std::make_shared<session::MapExportReport>();
            job = workspace.jobs().start(
                QDialog::tr("Exporting %1").arg(QFileInfo(prepared.choice.path).fileName()),
                [prepared, report](const base::CancelToken &cancel, const base::Progress &) {
                    *report = session::exportMap(prepared.choice, prepared.page, prepared.scene,
                                                 prepared.view, cancel);
                },
                [report, go = QPointer<QPushButton>(go),
                 status = QPointer<QLabel>(status)](const QString &error) {
                    if (!go || !status)
                        return;
                    go->setEnabled(true);
                    status->setText(!error.isEmpty()
                                        ? error
                                        : QDialog::tr("Written and read back: %1, %2 x %3 pixels, %4 "
                                                      "incidents drawn, %5 not on the map, %6 s.")
                                              .arg(report->path)
                                              .arg(report->sizePx.width())
                                              .arg(report->sizePx.height())
                                              .arg(report->incidentsDrawn)
                                              .arg(report->incidentsNotOnMap)
                                              .arg(report->seconds, 0, 'f', 1));
                });
        });
    });
    dialog.exec();
    workspace.jobs().cancel(job); // closed while drawing: no half-written file stays
}

void runTableExportDialog(session::Workspace &workspace, QWidget *parent)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("tableExportDialog"));
    dialog.setWindowTitle(QDialog::tr("Export the table"));
    dialog.setMinimumWidth(480);
    auto *layout = new QVBoxLayout(&dialog);
    const std::vector<qint64> fids = workspace.filtered().matchingFids();
    auto *intro = new QLabel(QDialog::tr("%1 incidents match the filter.").arg(fids.size()), &dialog);
    layout->addWidget(intro);
    QComboBox *profile = profileBox(&dialog);
    addRow(layout, QDialog::tr("Profile"), profile);
    auto *path = new QLineEdit(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                                   .filePath(QStringLiteral("incidents.csv")),
                               &dialog);
    path->setObjectName(QStringLiteral("exportPath"));
    addRow(layout, QDialog::tr("File (.csv)"), path);
    auto *browse = new QPushButton(QDialog::tr("Choose..."), &dialog);
    QObject::connect(browse, &QPushButton::clicked, &dialog, [&dialog, path] {
        const QString chosen = QFileDialog::getSaveFileName(&dialog, QDialog::tr("Export the table"),
                                                            path->text(), QDialog::tr("Text table (*.csv)"));
        if (!chosen.isEmpty())
            path->setText(chosen);
    });
    layout->addWidget(browse, 0, Qt::AlignLeft);
    auto *status = new QLabel(&dialog);
    status->setObjectName(QStringLiteral("exportStatus"));
    status->setWordWrap(true);
    status->setTextFormat(Qt::PlainText);
    layout->addWidget(status);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Close, &dialog);
    QPushButton *go = buttons->button(QDialogButtonBox::Ok);
    go->setText(QDialog::tr("Export"));
    go->setObjectName(QStringLiteral("runExport"));
    go->setEnabled(!fids.empty());
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, [&] {
        go->setEnabled(false);
        const incident::Profile chosen =
            incident::fromCode<incident::Profile>(profile->currentData().toString())
                .value_or(incident::Profile::Internal);
        session::exportTable(workspace.store(), fids, path->text().trimmed(), chosen, &dialog,
                             [go, status](const session::TableExportReport &report) {
                                 go->setEnabled(true);
                                 status->setText(
                                     !report.error.isEmpty()
                                         ? report.error
                                         : QDialog::tr("Written and read back: %1, %2 rows, %3 of them "
                                                       "without a point; %4 withheld by the profile.")
                                               .arg(report.path)
                                               .arg(report.rows)
                                               .arg(report.withoutPoint)
                                               .arg(report.withheld));
                             });
    });
    dialog.exec();
}

void copySlidePicture(session::Workspace &workspace, QWidget *parent)
{
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    session::prepareExport(
        workspace, choice, parent, [&workspace, parent](const session::WindowExport &prepared) {
            auto image = std::make_shared<QImage>();
            workspace.jobs().start(
                QDialog::tr("Copying the map"),
                [prepared, image](const base::CancelToken &cancel, const base::Progress &) {
                    *image = session::pageImage(prepared.page, prepared.scene, prepared.view, cancel);
                },
                [image, &workspace, parent = QPointer<QWidget>(parent)](const QString &error) {
                    if (error.isEmpty())
                        QGuiApplication::clipboard()->setImage(*image);
                    else if (parent)
                        Q_EMIT workspace.failed(error);
                });
        });
}

std::optional<QString> askReason(QWidget *parent, const QString &question)
{
    QInputDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("reasonDialog"));
    dialog.setWindowTitle(QDialog::tr("Reason"));
    dialog.setLabelText(question);
    dialog.setInputMode(QInputDialog::TextInput);
    dialog.setMinimumWidth(420);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.textValue().trimmed();
}

} // namespace marz::ui
