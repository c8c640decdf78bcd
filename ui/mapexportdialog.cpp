#include "ui/mapexportdialog.h"

#include "session/windowexport.h"
#include "session/workspace.h"
#include "ui/filefield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSettings>
#include <QSpinBox>
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
    return QDir(usualFolder(QStandardPaths::PicturesLocation)).filePath(name);
}

QString words(const session::MapExportReport &report)
{
    return MapExportDialog::tr("Written and read back: %1, %2 x %3 pixels, incidents drawn: %4, outside the "
                               "frame or without a "
                               "point: %5, %6 s.")
               .arg(report.path)
               .arg(report.sizePx.width())
               .arg(report.sizePx.height())
               .arg(report.incidentsDrawn)
               .arg(report.incidentsNotOnMap)
               .arg(report.seconds, 0, 'f', 1) +
           (report.warnings.isEmpty() ? QString() : u'\n' + report.warnings.join(u'\n'));
}

} // namespace

MapExportDialog::MapExportDialog(session::Workspace &workspace, QWidget *parent)
    : ExportDialog(workspace, tr("Export the map"), parent), m_title(new QLineEdit(this)),
      m_size(new QComboBox(this)), m_dpi(new QSpinBox(this)),
      m_disclaimer(new QPlainTextEdit(map::defaultDisclaimer(), this)),
      m_legend(new QCheckBox(tr("Legend of what is visible"), this))
{
    setObjectName(QStringLiteral("mapExportDialog"));
    const QSettings settings;
    m_title->setObjectName(QStringLiteral("exportTitle"));
    addField(tr("Title"), m_title);
    m_size->setObjectName(QStringLiteral("exportSize"));
    for (const SizeChoice &choice : sizes)
        m_size->addItem(tr(choice.words));
    m_size->setCurrentIndex(
        std::clamp(settings.value(QStringLiteral("export/size"), 0).toInt(), 0, m_size->count() - 1));
    addField(tr("Size"), m_size);
    m_dpi->setObjectName(QStringLiteral("exportDpi"));
    m_dpi->setRange(72, 600);
    m_dpi->setSuffix(tr(" dpi"));
    const auto showDpi = [this](int at) { m_dpi->setValue(sizes[at].dpi); };
    showDpi(m_size->currentIndex());
    connect(m_size, &QComboBox::currentIndexChanged, this, showDpi);
    addField(tr("Resolution"), m_dpi);
    addProfile();
    m_disclaimer->setFixedHeight(72);
    m_disclaimer->setTabChangesFocus(true);
    addField(tr("Line on boundaries (the standing one is used when this is empty)"), m_disclaimer);
    m_legend->setChecked(true);
    m_layout->addWidget(m_legend);
    auto *carries =
        new QLabel(tr("The picture carries: title, legend, scale bar, north arrow, sources, filter in words, "
                      "counts, profile and the highest marking. It carries no store id and no coordinates") +
                       (workspace.layers().hasGraticule() ? tr(" but those of the graticule.") : tr(".")),
                   this);
    carries->setWordWrap(true);
    carries->setEnabled(false);
    m_layout->addWidget(carries);
    finish(
        tr("File (.png or .jpg)"),
        new FileField(
            QStringLiteral("exportPath"),
            settings.value(QStringLiteral("export/path"), picturesPath(QStringLiteral("map.png"))).toString(),
            tr("Export the map"), tr("Images (*.png *.jpg)"), this));
}

MapExportDialog::~MapExportDialog()
{
    m_workspace.jobs().cancel(m_job);
}

session::MapExportChoice MapExportDialog::choice() const
{
    const SizeChoice &size = sizes[m_size->currentIndex()];
    session::MapExportChoice choice;
    choice.path = path();
    choice.dpi = m_dpi->value();
    choice.sizePx = size.paper ? map::paperSizePx(QLatin1String(size.paper), choice.dpi) : size.px;
    choice.title = m_title->text().trimmed();
    choice.profile = profile();
    choice.disclaimer = m_disclaimer->toPlainText();
    choice.hasLegend = m_legend->isChecked();
    return choice;
}

void MapExportDialog::run()
{
    QSettings settings;
    settings.setValue(QStringLiteral("export/path"), path());
    settings.setValue(QStringLiteral("export/size"), m_size->currentIndex());
    session::prepareExport(m_workspace, choice(), this,
                           [this](const session::MapExport &prepared) { start(prepared); });
}

void MapExportDialog::start(const session::MapExport &prepared)
{
    auto report = std::make_shared<session::MapExportReport>();
    m_job = m_workspace.jobs().start(
        tr("Exporting %1").arg(QFileInfo(prepared.choice.path).fileName()),
        [prepared, report](const base::CancelToken &cancel, const base::Progress &) {
            *report = session::exportMap(prepared, cancel);
        },
        [report, self = QPointer<MapExportDialog>(this)](const QString &error) {
            if (self)
                self->tellOutcome(error.isEmpty() ? words(*report) : error);
        });
}

} // namespace marz::ui
