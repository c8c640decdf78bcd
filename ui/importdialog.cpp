#include "ui/importdialog.h"

#include "session/workspace.h"
#include "ui/dialogs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

struct FieldWords {
    const char *field;
    const char *words;
};
const FieldWords fields[] = {{"native_id", "id"},
                             {"title", "title"},
                             {"summary", "summary"},
                             {"date_start", "date or first day"},
                             {"date_end", "last day"},
                             {"time", "time of day"},
                             {"event_type", "type"},
                             {"lat", "latitude"},
                             {"lon", "longitude"},
                             {"place", "place"},
                             {"place_precision", "precision of the place"},
                             {"place_radius_m", "radius in metres"},
                             {"country", "country"},
                             {"admin1", "region"},
                             {"admin2", "district"},
                             {"killed", "killed"},
                             {"killed_low", "killed, lowest"},
                             {"killed_high", "killed, highest"},
                             {"injured", "injured"},
                             {"injured_low", "injured, lowest"},
                             {"injured_high", "injured, highest"},
                             {"actors", "actors"},
                             {"source_publisher", "source: publisher"},
                             {"source_url", "source: address"},
                             {"notes", "notes"},
                             {"reported_at", "reported on"}};

QTableWidgetItem *plainItem(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    return item;
}

} // namespace

struct ImportDialog::Impl {
    explicit Impl(session::Workspace &w) : workspace(w) {}

    session::Workspace &workspace;
    QString path;
    session::TablePreview seen;
    std::shared_ptr<session::StagedBatch> staged;
    bool isStored = false;
    int job = 0;
    QComboBox *sheet = nullptr;
    QComboBox *dateOrder = nullptr;
    QCheckBox *swapXy = nullptr;
    QTableWidget *mapping = nullptr;
    QTableWidget *rows = nullptr;
    QTableWidget *issues = nullptr;
    QLabel *status = nullptr;
    QPushButton *check = nullptr;
    QPushButton *rejects = nullptr;
    QPushButton *import = nullptr;
};

ImportDialog::ImportDialog(session::Workspace &workspace, const QString &path, QWidget *parent)
    : QDialog(parent), m_impl(std::make_unique<Impl>(workspace))
{
    setObjectName(QStringLiteral("importDialog"));
    m_impl->path = path;
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    resize(920, 640);
    buildTables();
    preview();
}

ImportDialog::~ImportDialog()
{
    m_impl->workspace.jobs().cancel(m_impl->job);
}

void ImportDialog::buildTables()
{
    auto *layout = new QVBoxLayout(this);
    auto *options = new QHBoxLayout;
    m_impl->sheet = new QComboBox(this);
    m_impl->sheet->setAccessibleName(tr("Sheet"));
    m_impl->dateOrder = new QComboBox(this);
    m_impl->dateOrder->setObjectName(QStringLiteral("dateOrder"));
    m_impl->dateOrder->addItem(tr("as the data show"), QString());
    m_impl->dateOrder->addItem(tr("day, month, year (17/11/2024)"), QStringLiteral("dmy"));
    m_impl->dateOrder->addItem(tr("month, day, year (11/17/2024)"), QStringLiteral("mdy"));
    m_impl->dateOrder->addItem(tr("year, month, day (2024-11-17)"), QStringLiteral("ymd"));
    m_impl->swapXy = new QCheckBox(tr("latitude and longitude are exchanged"), this);
    options->addWidget(new QLabel(tr("Sheet")));
    options->addWidget(m_impl->sheet);
    options->addSpacing(16);
    options->addWidget(new QLabel(tr("Dates")));
    options->addWidget(m_impl->dateOrder);
    options->addSpacing(16);
    options->addWidget(m_impl->swapXy);
    options->addStretch();
    layout->addLayout(options);
    connect(m_impl->sheet, &QComboBox::activated, this, &ImportDialog::preview);
    connect(m_impl->dateOrder, &QComboBox::currentIndexChanged, this, &ImportDialog::forgetReport);
    connect(m_impl->swapXy, &QCheckBox::toggled, this, &ImportDialog::forgetReport);

    m_impl->mapping = new QTableWidget(0, 2, this);
    m_impl->mapping->setObjectName(QStringLiteral("mapping"));
    m_impl->mapping->setHorizontalHeaderLabels({tr("Field"), tr("Column")});
    m_impl->mapping->horizontalHeader()->setStretchLastSection(true);
    m_impl->mapping->verticalHeader()->hide();
    m_impl->mapping->setMaximumWidth(340);
    m_impl->rows = new QTableWidget(this);
    m_impl->rows->setAccessibleName(tr("First rows of the file"));
    auto *tables = new QHBoxLayout;
    tables->addWidget(m_impl->mapping);
    tables->addWidget(m_impl->rows, 1);
    layout->addLayout(tables, 3);

    m_impl->status = new QLabel(this);
    m_impl->status->setObjectName(QStringLiteral("importStatus"));
    m_impl->status->setWordWrap(true);
    m_impl->status->setTextFormat(Qt::PlainText);
    layout->addWidget(m_impl->status);
    m_impl->issues = new QTableWidget(0, 5, this);
    m_impl->issues->setObjectName(QStringLiteral("issues"));
    m_impl->issues->setHorizontalHeaderLabels(
        {tr("Row"), tr("Column"), tr("Value"), tr("Kind"), tr("Reason")});
    m_impl->issues->horizontalHeader()->setStretchLastSection(true);
    m_impl->issues->verticalHeader()->hide();
    layout->addWidget(m_impl->issues, 2);

    auto *buttons = new QHBoxLayout;
    m_impl->check = new QPushButton(tr("Check (dry run)"), this);
    m_impl->check->setObjectName(QStringLiteral("dryRun"));
    m_impl->rejects = new QPushButton(tr("Save this list..."), this);
    m_impl->import = new QPushButton(tr("Import"), this);
    m_impl->import->setObjectName(QStringLiteral("commitImport"));
    auto *close = new QPushButton(tr("Close"), this);
    buttons->addWidget(m_impl->rejects);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_impl->check);
    buttons->addWidget(m_impl->import);
    layout->addLayout(buttons);
    connect(m_impl->check, &QPushButton::clicked, this, &ImportDialog::dryRun);
    connect(m_impl->rejects, &QPushButton::clicked, this, &ImportDialog::saveRejects);
    connect(m_impl->import, &QPushButton::clicked, this, &ImportDialog::commit);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void ImportDialog::setBusy(const QString &what)
{
    m_impl->status->setText(what);
    m_impl->check->setEnabled(what.isEmpty());
    m_impl->import->setEnabled(false);
    m_impl->rejects->setEnabled(false);
}

void ImportDialog::preview()
{
    setBusy(tr("Reading %1 ...").arg(QFileInfo(m_impl->path).fileName()));
    auto result = std::make_shared<session::TablePreview>();
    const QString sheet = m_impl->sheet->currentText();
    m_impl->job = m_impl->workspace.jobs().start(
        tr("Reading %1").arg(QFileInfo(m_impl->path).fileName()),
        [result, path = m_impl->path, sheet, vocabulary = m_impl->workspace.store().vocabulary()](
            const base::CancelToken &cancel, const base::Progress &) {
            *result = session::previewTable(path, sheet, vocabulary, cancel);
        },
        [self = QPointer<ImportDialog>(this), result](const QString &error) {
            if (!self)
                return;
            if (!error.isEmpty()) {
                self->setBusy(error);
                return;
            }
            self->showPreview(*result);
        });
}

void ImportDialog::showPreview(const session::TablePreview &preview)
{
    m_impl->seen = preview;
    forgetReport();
    if (m_impl->sheet->count() == 0) {
        m_impl->sheet->addItems(preview.sheets);
        m_impl->sheet->setEnabled(preview.sheets.size() > 1);
    }
    m_impl->rows->setColumnCount(static_cast<int>(preview.columns.size()));
    m_impl->rows->setHorizontalHeaderLabels(preview.columns);
    m_impl->rows->setRowCount(static_cast<int>(preview.firstRows.size()));
    for (int row = 0; row < m_impl->rows->rowCount(); ++row) {
        for (int column = 0; column < m_impl->rows->columnCount(); ++column)
            m_impl->rows->setItem(row, column,
                                  plainItem(preview.firstRows[static_cast<std::size_t>(row)].value(column)));
    }
    m_impl->mapping->setRowCount(static_cast<int>(std::size(fields)));
    for (int row = 0; row < m_impl->mapping->rowCount(); ++row) {
        const QString field = QLatin1String(fields[row].field);
        auto *item = plainItem(tr(fields[row].words));
        item->setData(Qt::UserRole, field);
        m_impl->mapping->setItem(row, 0, item);
        auto *box = new QComboBox;
        box->addItem(tr("(none)"), QString());
        for (const QString &column : preview.columns)
            box->addItem(column, column);
        box->setCurrentIndex(std::max(0, box->findData(preview.mapping.value(field))));
        connect(box, &QComboBox::currentIndexChanged, this, &ImportDialog::forgetReport);
        m_impl->mapping->setCellWidget(row, 1, box);
    }
    QStringList lines{tr("%1 rows. Check the columns, then make a dry run.").arg(preview.rowCount)};
    if (preview.isDateOrderAmbiguous)
        lines << tr("Dates such as 03/04/2024 can be read in two ways: choose their order above.");
    lines += preview.warnings;
    m_impl->status->setText(lines.join(u'\n'));
}

session::ImportChoice ImportDialog::choice() const
{
    session::ImportChoice choice;
    choice.path = m_impl->path;
    choice.format = QStringLiteral("auto");
    choice.sheet = m_impl->sheet->currentText();
    choice.dateOrder = m_impl->dateOrder->currentData().toString();
    choice.swapXy = m_impl->swapXy->isChecked();
    for (int row = 0; row < m_impl->mapping->rowCount(); ++row) {
        const auto *box = static_cast<const QComboBox *>(m_impl->mapping->cellWidget(row, 1));
        const QString column = box->currentData().toString();
        if (!column.isEmpty())
            choice.mapping.insert(m_impl->mapping->item(row, 0)->data(Qt::UserRole).toString(), column);
    }
    return choice;
}

void ImportDialog::dryRun()
{
    const std::shared_ptr<const session::Geodata> geodata = m_impl->workspace.geodata();
    if (!geodata) {
        m_impl->status->setText(tr("The map data is still loading; check again in a moment."));
        return;
    }
    setBusy(tr("Checking every row ..."));
    auto staged = std::make_shared<session::StagedBatch>();
    const session::StoreSummary store = m_impl->workspace.store().summary();
    m_impl->job = m_impl->workspace.jobs().start(
        tr("Checking %1").arg(QFileInfo(m_impl->path).fileName()),
        [staged, geodata, store, choice = choice()](const base::CancelToken &cancel,
                                                    const base::Progress &progress) {
            *staged = session::stageImport(choice, store.path, *geodata, store.author, cancel, progress);
        },
        [self = QPointer<ImportDialog>(this), staged](const QString &error) {
            if (!self)
                return;
            self->setBusy(QString());
            if (!error.isEmpty()) {
                self->m_impl->status->setText(error);
                return;
            }
            self->m_impl->staged = staged;
            self->showReport();
        });
}

/// What was checked is not what would be imported any more.
void ImportDialog::forgetReport()
{
    const bool wasChecked = m_impl->staged != nullptr;
    m_impl->staged.reset();
    m_impl->issues->setRowCount(0);
    m_impl->import->setText(tr("Import"));
    const QString words = m_impl->status->text();
    setBusy(QString());
    m_impl->status->setText(wasChecked ? tr("Changed since the last check: make a dry run again.") : words);
}

void ImportDialog::showReport()
{
    const session::ImportReport &report = m_impl->staged->report;
    QStringList lines{tr("%1 rows = %2 placed + %3 unlocated + %4 rejected + %5 duplicates")
                          .arg(report.rows)
                          .arg(report.placed)
                          .arg(report.unlocated)
                          .arg(report.rejected)
                          .arg(report.duplicates)};
    lines += report.warnings;
    const qint64 added = report.placed + report.unlocated;
    if (report.needsDateOrder)
        lines << tr(
            "Dates such as 03/04/2024 can be read in two ways: choose their order above and check again.");
    else if (added == 0)
        lines << tr("Nothing would be imported: see the reasons below, change the columns and check again.");
    if (report.issues.size() > session::maxListedIssues)
        lines << tr("The list shows the first %1 of %2; saved, it has all.")
                     .arg(session::maxListedIssues)
                     .arg(report.issues.size());
    m_impl->status->setText(lines.join(u'\n'));
    m_impl->issues->setRowCount(static_cast<int>(std::min(session::maxListedIssues, report.issues.size())));
    for (int row = 0; row < m_impl->issues->rowCount(); ++row) {
        const session::ImportIssue &issue = report.issues[static_cast<std::size_t>(row)];
        const QStringList cells{QString::number(issue.row), issue.column, issue.value, issue.kind,
                                issue.reason};
        for (int column = 0; column < cells.size(); ++column)
            m_impl->issues->setItem(row, column, plainItem(cells[column]));
    }
    m_impl->issues->resizeColumnsToContents();
    m_impl->rejects->setEnabled(!report.issues.empty());
    m_impl->import->setEnabled(added > 0 && !m_impl->workspace.store().summary().isReadOnly);
    m_impl->import->setText(tr("Import %1 incidents").arg(added));
    if (m_impl->workspace.store().summary().isReadOnly)
        m_impl->status->setText(m_impl->status->text() + u'\n' +
                                tr("This store is read-only: start or open your own store first."));
}

void ImportDialog::commit()
{
    setBusy(tr("Storing ..."));
    m_impl->workspace.store().apply(
        m_impl->staged->changes, this, [this](const std::optional<incident::Applied> &applied) {
            if (!applied) {
                setBusy(QString());
                m_impl->status->setText(tr("The import was not stored; the store is as it was."));
                return;
            }
            m_impl->isStored = true;
            accept();
        });
}

std::optional<session::ImportReport> ImportDialog::stored() const
{
    return m_impl->isStored ? std::optional(m_impl->staged->report) : std::nullopt;
}

void ImportDialog::saveRejects()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the list"), QStringLiteral("rejects.csv"), tr("Text table (*.csv)"));
    if (path.isEmpty())
        return;
    try {
        session::writeRejects({m_impl->staged->report}, path,
                              {m_impl->path, m_impl->workspace.store().summary().path});
    } catch (const std::exception &error) {
        m_impl->status->setText(QString::fromUtf8(error.what()));
    }
}

std::optional<session::ImportReport> runImportDialog(session::Workspace &workspace, QWidget *parent,
                                                     const QString &path)
{
    QString chosen = path;
    if (chosen.isEmpty())
        chosen = QFileDialog::getOpenFileName(
            parent, ImportDialog::tr("Import a table"), {},
            ImportDialog::tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)"));
    if (chosen.isEmpty())
        return std::nullopt;
    ImportDialog dialog(workspace, chosen, parent);
    dialog.exec();
    return dialog.stored();
}

} // namespace marz::ui
