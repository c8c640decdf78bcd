#include "ui/layergeneralpage.h"

#include "session/layerloading.h"
#include "session/rasterlayers.h"
#include "session/workspace.h"
#include "ui/layercrsdialog.h"
#include "ui/parts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPointer>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int rowsShown = 8;

/// Those that tables of the region come in.
const QStringList &encodings()
{
    static const QStringList names{
        QStringLiteral("UTF-8"),      QStringLiteral("CP1251"),     QStringLiteral("CP866"),
        QStringLiteral("KOI8-R"),     QStringLiteral("ISO-8859-5"), QStringLiteral("CP1256"),
        QStringLiteral("ISO-8859-6"), QStringLiteral("CP1252"),     QStringLiteral("ISO-8859-1")};
    return names;
}

QString countsText(const session::LayerFacts &facts)
{
    const auto count = [](std::size_t n, const QString &one, const QString &many) {
        return n == 0 ? QString() : countedText(n, one, many);
    };
    QStringList kinds{count(facts.areas, LayerGeneralPage::tr("area"), LayerGeneralPage::tr("areas")),
                      count(facts.lines, LayerGeneralPage::tr("line"), LayerGeneralPage::tr("lines")),
                      count(facts.points, LayerGeneralPage::tr("point"), LayerGeneralPage::tr("points"))};
    kinds.removeAll(QString());
    QString text = LayerGeneralPage::tr("%1 records").arg(countText(static_cast<std::size_t>(facts.records)));
    if (!kinds.isEmpty())
        text += QStringLiteral(": ") + kinds.join(QStringLiteral(", "));
    if (facts.drawn < facts.records)
        text += LayerGeneralPage::tr("; %1 cannot be drawn")
                    .arg(countText(static_cast<std::size_t>(facts.records - facts.drawn)));
    return text;
}

QString rasterText(const session::RasterFacts &facts)
{
    QString text = LayerGeneralPage::tr("%1 x %2 pixels, %3 (%4)")
                       .arg(countText(static_cast<std::size_t>(facts.widthPx)),
                            countText(static_cast<std::size_t>(facts.heightPx)),
                            countedText(static_cast<std::size_t>(facts.bands), LayerGeneralPage::tr("band"),
                                        LayerGeneralPage::tr("bands")),
                            facts.valueType);
    if (facts.high > facts.low)
        text += LayerGeneralPage::tr("; most values from %1 to %2")
                    .arg(QString::number(facts.low, 'g', 6), QString::number(facts.high, 'g', 6));
    text += facts.hasOverviews ? LayerGeneralPage::tr("; with overviews")
                               : LayerGeneralPage::tr("; without overviews");
    return text;
}

} // namespace

struct LayerGeneralPage::Impl {
    LayerGeneralPage *q;
    session::Workspace &workspace;
    session::UserLayer layer; ///< as it was when the page came up
    QLineEdit *name;
    QLabel *crsText;
    QString crs;
    QComboBox *encoding;
    QTableWidget *rows;
    QLabel *rowsNote;
    int job = 0;

    void build(const QString &layerName);
    QWidget *crsLine();
    QWidget *encodingBox();
    QWidget *facts();
    void showCrs();
    void chooseCrs();
    void showRows(const session::LayerTable &table);
    void look();
    QString chosenEncoding() const
    {
        if (!encoding)
            return {};
        const QString text = encoding->currentText().trimmed();
        return text == encoding->itemText(0) ? QString() : text;
    }
};

void LayerGeneralPage::Impl::build(const QString &layerName)
{
    auto *outer = new QVBoxLayout(q);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(q);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inside = new QWidget(scroll);
    auto *form = new QFormLayout(inside);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    name = new QLineEdit(layerName, inside);
    name->setObjectName(QStringLiteral("layerName"));
    form->addRow(tr("&Name"), name);
    form->addRow(layer.source.service ? tr("Address") : tr("File"), plainLabel(layer.source.words(), inside));
    if (layer.source.service && !layer.source.service->attribution().isEmpty())
        form->addRow(tr("Credits"), plainLabel(layer.source.service->attribution(), inside));
    if (!layer.source.layer.isEmpty())
        form->addRow(tr("Layer"), plainLabel(layer.source.layer, inside));
    if (!layer.facts.driver.isEmpty())
        form->addRow(tr("Format"), plainLabel(layer.facts.driver, inside));
    if (!layer.reason.isEmpty()) {
        QLabel *why = errorLabel(inside);
        showError(why, layer.reason);
        form->addRow(tr("Not shown"), why);
    }
    if (!layer.source.service)
        form->addRow(tr("Coordinates"), crsLine());
    if (!session::isRaster(layer.source))
        form->addRow(tr("&Encoding"), encodingBox());
    if (layer.facts.raster) {
        form->addRow(tr("Content"), plainLabel(rasterText(*layer.facts.raster), inside));
    } else if (layer.table) {
        form->addRow(tr("Content"), plainLabel(countsText(layer.facts), inside));
        form->addRow(tr("Fields"), plainLabel(layer.table->fields.join(QStringLiteral(", ")), inside));
    }
    if (!layer.facts.warnings.isEmpty())
        form->addRow(tr("Noticed"), plainLabel(layer.facts.warnings.join(u'\n'), inside));
    scroll->setWidget(inside);
    outer->addWidget(scroll);
}

QWidget *LayerGeneralPage::Impl::crsLine()
{
    auto *box = new QWidget(q);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    crsText = plainLabel({}, box);
    crsText->setObjectName(QStringLiteral("layerCrs"));
    QToolButton *choose = flatButton(tr("Change..."), box);
    choose->setObjectName(QStringLiteral("changeCrs"));
    QToolButton *reset = flatButton(tr("As in the file"), box);
    reset->setObjectName(QStringLiteral("resetCrs"));
    choose->setAutoRaise(false);
    reset->setAutoRaise(false);
    line->addWidget(crsText, 1);
    line->addWidget(choose);
    line->addWidget(reset);
    connect(choose, &QToolButton::clicked, q, [this] { chooseCrs(); });
    connect(reset, &QToolButton::clicked, q, [this] {
        crs.clear();
        showCrs();
    });
    showCrs();
    return box;
}

void LayerGeneralPage::Impl::showCrs()
{
    if (!crs.isEmpty())
        crsText->setText(tr("%1, chosen by you").arg(crs));
    else if (!layer.source.crs.isEmpty())
        crsText->setText(tr("as in the file"));
    else
        crsText->setText(layer.facts.crs.isEmpty() ? tr("the file names none: taken as degrees of WGS 84")
                                                   : layer.facts.crs);
}

void LayerGeneralPage::Impl::chooseCrs()
{
    LayerCrsDialog dialog(name->text(), {}, workspace.geodata(), crs, q);
    auto extent = std::make_shared<geo::MapBox>();
    const QPointer<LayerCrsDialog> watched(&dialog);
    const int reading = workspace.jobs().start(
        tr("Looking into %1").arg(name->text()),
        [extent, program = workspace.userLayers().helperProgram(),
         source = layer.source](const base::CancelToken &cancel, const base::Progress &progress) {
            *extent = session::rawExtent(program, source, cancel, progress);
        },
        [watched, extent](const QString &error) {
            if (!watched)
                return;
            if (error.isEmpty())
                watched->setExtent(*extent);
            else
                watched->setExtentProblem(error);
        });
    const bool isChosen = dialog.exec() == QDialog::Accepted;
    workspace.jobs().cancel(reading);
    if (isChosen) {
        crs = dialog.code();
        showCrs();
    }
}

QWidget *LayerGeneralPage::Impl::encodingBox()
{
    auto *box = new QWidget(q);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(insidePx);
    encoding = new QComboBox(box);
    encoding->setObjectName(QStringLiteral("layerEncoding"));
    encoding->setEditable(true);
    encoding->setInsertPolicy(QComboBox::NoInsert);
    encoding->addItem(layer.facts.encoding.isEmpty() || !layer.source.encoding.isEmpty()
                          ? tr("as in the file")
                          : tr("as in the file (%1)").arg(layer.facts.encoding));
    encoding->addItems(encodings());
    if (!layer.source.encoding.isEmpty()) {
        if (encoding->findText(layer.source.encoding) < 0)
            encoding->addItem(layer.source.encoding);
        encoding->setCurrentText(layer.source.encoding);
    }
    rows = new QTableWidget(box);
    rows->setObjectName(QStringLiteral("encodingPreview"));
    rows->setAccessibleName(tr("The first rows in this encoding"));
    rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows->verticalHeader()->hide();
    rows->setFixedHeight(rows->fontMetrics().height() * 8);
    rowsNote = noteLabel({}, box);
    rowsNote->setObjectName(QStringLiteral("encodingNote"));
    column->addWidget(encoding);
    column->addWidget(rows);
    column->addWidget(rowsNote);
    rowsNote->hide();
    if (layer.table)
        showRows(*layer.table);
    connect(encoding, &QComboBox::activated, q, [this] { look(); });
    connect(encoding->lineEdit(), &QLineEdit::editingFinished, q, [this] { look(); });
    return box;
}

void LayerGeneralPage::Impl::showRows(const session::LayerTable &table)
{
    const auto count = static_cast<int>(std::min<std::size_t>(rowsShown, table.rows.size()));
    rows->clear();
    rows->setColumnCount(static_cast<int>(table.fields.size()));
    rows->setHorizontalHeaderLabels(table.fields);
    rows->setRowCount(count);
    for (int row = 0; row < count; ++row) {
        for (int field = 0; field < rows->columnCount(); ++field)
            rows->setItem(row, field, new QTableWidgetItem(table.cell(static_cast<std::size_t>(row), field)));
    }
}

/// Reads the layer in the encoding that is chosen and shows its first rows.
void LayerGeneralPage::Impl::look()
{
    if (job != 0)
        workspace.jobs().cancel(job);
    session::LayerSource source = layer.source;
    source.encoding = chosenEncoding();
    auto loaded = std::make_shared<session::LoadedLayer>();
    const QPointer<LayerGeneralPage> page(q);
    auto number = std::make_shared<int>(0);
    job = workspace.jobs().start(
        tr("Reading in another encoding"),
        [loaded, source, program = workspace.userLayers().helperProgram()](const base::CancelToken &cancel,
                                                                           const base::Progress &progress) {
            *loaded = session::loadLayer(program, source, cancel, progress);
        },
        [this, page, loaded, number](const QString &error) {
            if (!page || job != *number)
                return;
            job = 0;
            rowsNote->setText(error);
            rowsNote->setVisible(!error.isEmpty());
            if (error.isEmpty() && loaded->table)
                showRows(*loaded->table);
        });
    *number = job;
}

LayerGeneralPage::LayerGeneralPage(session::Workspace &workspace, const QString &id, QWidget *parent)
    : QWidget(parent), m_impl(new Impl{this,
                                       workspace,
                                       *workspace.userLayers().layer(id),
                                       nullptr,
                                       nullptr,
                                       {},
                                       nullptr,
                                       nullptr,
                                       nullptr,
                                       0})
{
    m_impl->crs = m_impl->layer.source.crs;
    const int row = workspace.layers().rowOf(id);
    m_impl->build(row < 0 ? QString() : workspace.layers().layers()[static_cast<std::size_t>(row)].name);
}

LayerGeneralPage::~LayerGeneralPage()
{
    if (m_impl->job != 0)
        m_impl->workspace.jobs().cancel(m_impl->job);
}

QString LayerGeneralPage::name() const
{
    return m_impl->name->text();
}

QString LayerGeneralPage::crs() const
{
    return m_impl->crs;
}

QString LayerGeneralPage::encoding() const
{
    return m_impl->chosenEncoding();
}

} // namespace marz::ui
