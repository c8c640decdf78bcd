#include "ui/servicedialog.h"

#include "base/error.h"
#include "ui/parts.h"
#include "ui/servicelayers.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

namespace marz::ui {

namespace {

constexpr qsizetype recentMost = 8;
constexpr int longestName = 120;
constexpr int longestAttribution = 300;

bool isWms(const session::ServiceWords &words)
{
    return words.kind == session::ServiceKind::Wms;
}

QFormLayout *newForm()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace

ServiceDialog::ServiceDialog(std::shared_ptr<session::ActivityNotes> notes, QWidget *parent)
    : QDialog(parent), m_address(new QComboBox(this)), m_maxZoom(new QSpinBox(this)),
      m_tileSize(new QComboBox(this)), m_tiles(makeTiles()),
      m_layers(new ServiceLayers(std::move(notes), this)), m_name(new QLineEdit(this)),
      m_attribution(new QLineEdit(this)), m_problem(errorLabel(this)), m_privacy(plainLabel({}, this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("serviceDialog"));
    setWindowTitle(tr("Add online layer"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(betweenPx);
    QFormLayout *address = newForm();
    buildAddress(*address);
    column->addLayout(address);
    column->addWidget(noteLabel(tr("Tiles: https://tile.openstreetmap.org/{z}/{x}/{y}.png\n"
                                   "WMS: https://example.org/wms?"),
                                this));
    column->addWidget(m_tiles);
    column->addWidget(m_layers, 100);
    QFormLayout *names = newForm();
    buildNames(*names);
    column->addLayout(names);
    m_problem->setObjectName(QStringLiteral("serviceProblem"));
    column->addWidget(m_problem);
    m_privacy->setObjectName(QStringLiteral("servicePrivacy"));
    column->addWidget(m_privacy);
    column->addStretch(1); // what the list does not take
    column->addWidget(m_buttons);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Add"));
    connect(m_address, &QComboBox::editTextChanged, this, &ServiceDialog::followAddress);
    connect(m_layers, &ServiceLayers::choiceChanged, this, [this] {
        suggestTexts();
        followChoice();
        growToFit();
    });
    connect(m_layers, &ServiceLayers::problemFound, this, [this](const QString &problem) {
        showError(m_problem, problem);
        growToFit();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ServiceDialog::followChoice);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ServiceDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    followAddress();
    m_address->setFocus();
}

void ServiceDialog::buildAddress(QFormLayout &form)
{
    m_address->setObjectName(QStringLiteral("serviceAddress"));
    m_address->setEditable(true);
    m_address->setCompleter(nullptr); // what is typed stays as it is
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->addItems(QSettings().value(QLatin1String(recentKey)).toStringList());
    m_address->setCurrentIndex(-1);
    m_address->clearEditText();
    auto *caption = new QLabel(tr("A&ddress"), this);
    caption->setBuddy(m_address);
    form.addRow(caption, m_address);
}

QWidget *ServiceDialog::makeTiles()
{
    auto *page = new QWidget(this);
    auto *line = new QHBoxLayout(page);
    line->setContentsMargins({});
    m_maxZoom->setObjectName(QStringLiteral("serviceMaxZoom"));
    m_maxZoom->setRange(0, 24);
    m_maxZoom->setValue(session::ServiceWords().maxZoom);
    m_maxZoom->setToolTip(plainToolTip(tr("The deepest tiles there are; closer up they are enlarged")));
    m_tileSize->setObjectName(QStringLiteral("serviceTileSize"));
    m_tileSize->addItem(tr("256 pixels"), 256);
    m_tileSize->addItem(tr("512 pixels"), 512);
    auto *zoom = new QLabel(tr("Deepest &zoom"), page);
    zoom->setBuddy(m_maxZoom);
    auto *size = new QLabel(tr("&Size of a tile"), page);
    size->setBuddy(m_tileSize);
    for (QWidget *each : std::initializer_list<QWidget *>{zoom, m_maxZoom, size, m_tileSize})
        line->addWidget(each);
    line->addStretch(1);
    return page;
}

void ServiceDialog::buildNames(QFormLayout &form)
{
    m_name->setObjectName(QStringLiteral("serviceName"));
    m_name->setMaxLength(longestName);
    auto *nameCaption = new QLabel(tr("&Name"), this);
    nameCaption->setBuddy(m_name);
    form.addRow(nameCaption, m_name);
    m_attribution->setObjectName(QStringLiteral("serviceAttribution"));
    m_attribution->setMaxLength(longestAttribution);
    m_attribution->setPlaceholderText(tr("whom the map has to name; the service says who"));
    auto *attributionCaption = new QLabel(tr("A&ttribution"), this);
    attributionCaption->setBuddy(m_attribution);
    form.addRow(attributionCaption, m_attribution);
}

void ServiceDialog::followAddress()
{
    const QString typed = m_address->currentText();
    QString problem;
    m_isAddress = false;
    m_typed = {};
    try {
        m_typed = session::typedService(typed);
        m_isAddress = true;
    } catch (const base::Error &error) {
        problem = typed.trimmed().isEmpty() ? QString() : error.message();
    }
    const QString host = m_isAddress ? session::serviceHost(m_typed) : QString();
    m_layers->setAddress(typed, host);
    m_tiles->setVisible(m_isAddress && !isWms(m_typed));
    m_layers->setVisible(m_isAddress && isWms(m_typed));
    QString privacy;
    if (m_isAddress)
        privacy = tr("%1 will see which part of the map you look at, and from where.").arg(host);
    if (m_isAddress && m_typed.url.startsWith(QLatin1String("http:"), Qt::CaseInsensitive))
        privacy += tr(" The connection is not encrypted: others on the way see it too.");
    m_privacy->setText(privacy);
    suggestTexts();
    followChoice();
    showError(m_problem, problem);
    growToFit();
}

/// What has come into sight gets its room; what is larger than that stays so.
void ServiceDialog::growToFit()
{
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : 0;
    resize(size().expandedTo(sizeHint()).expandedTo({0, height}));
}

void ServiceDialog::followChoice()
{
    bool isReady = false;
    try {
        isReady = checked().has_value() && !m_layers->isLookingUp();
        showError(m_problem, {});
    } catch (const base::Error &error) { // too many layers, or a name that cannot be asked for
        showError(m_problem, error.message());
    }
    QPushButton *add = m_buttons->button(QDialogButtonBox::Ok);
    add->setEnabled(isReady);
    // Enter does what comes next.
    const bool needsLayers = m_isAddress && isWms(m_typed) && !m_layers->words();
    (needsLayers ? m_layers->lookUpButton() : add)->setDefault(true);
}

/// Name and attribution follow the choice until they are typed.
void ServiceDialog::suggestTexts()
{
    QString name = m_layers->suggestedName();
    if (name.isEmpty() && m_isAddress)
        name = session::serviceHost(m_typed);
    if (!m_name->isModified())
        m_name->setText(name.left(longestName));
    if (!m_attribution->isModified())
        m_attribution->setText(m_layers->words().value_or(m_typed).attribution);
}

session::ServiceWords ServiceDialog::words() const
{
    session::ServiceWords words = m_layers->words().value_or(m_typed);
    words.attribution = m_attribution->text();
    if (!isWms(words)) {
        words.maxZoom = m_maxZoom->value();
        words.tileSize = m_tileSize->currentData().toInt();
    }
    return words;
}

/// Nothing while something is missing. Throws base::Error.
std::optional<session::TileService> ServiceDialog::checked() const
{
    const session::ServiceWords chosen = words();
    if (!m_isAddress || (isWms(chosen) && chosen.layers.isEmpty()))
        return std::nullopt;
    return session::TileService(chosen);
}

std::optional<session::TileService> ServiceDialog::service() const
{
    try {
        return checked();
    } catch (const base::Error &) { // it is shown
        return std::nullopt;
    }
}

QString ServiceDialog::name() const
{
    const QString name = m_name->text().simplified();
    return name.isEmpty() && m_isAddress ? session::serviceHost(m_typed) : name;
}

void ServiceDialog::accept()
{
    if (!m_buttons->button(QDialogButtonBox::Ok)->isEnabled())
        return;
    QSettings settings;
    QStringList recent = settings.value(QLatin1String(recentKey)).toStringList();
    const QString typed = m_address->currentText().trimmed();
    recent.removeAll(typed);
    recent.prepend(typed);
    settings.setValue(QLatin1String(recentKey), recent.mid(0, recentMost));
    QDialog::accept();
}

} // namespace marz::ui
