#include "ui/layercrsdialog.h"

#include "session/geodata.h"
#include "ui/parts.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace marz::ui {

LayerCrsDialog::LayerCrsDialog(const QString &layerName, const QString &reason,
                               std::shared_ptr<const session::Geodata> geodata, const QString &lastCode,
                               QWidget *parent)
    : QDialog(parent), m_geodata(std::move(geodata)), m_candidates(session::crsCandidates(lastCode)),
      m_list(new QListWidget(this)), m_code(new QLineEdit(this)), m_landing(plainLabel({}, this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("layerCrsDialog"));
    setWindowTitle(tr("Which coordinate system?"));
    setMinimumWidth(520);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(betweenPx);
    column->addWidget(headingLabel(layerName, 1.1, this));
    if (!reason.isEmpty())
        column->addWidget(plainLabel(reason, this));
    auto *caption = new QLabel(tr("&Likely ones; the best guess of where the layer lands is below:"), this);
    caption->setBuddy(m_list);
    column->addWidget(caption);
    m_list->setObjectName(QStringLiteral("crsCandidates"));
    m_list->setAccessibleName(tr("Likely coordinate systems"));
    m_list->setUniformItemSizes(true);
    for (const session::CrsCandidate &each : m_candidates)
        m_list->addItem(QStringLiteral("%1  %2").arg(each.code, each.name));
    column->addWidget(m_list, 1);
    auto *codeCaption = new QLabel(tr("&EPSG code"), this);
    codeCaption->setBuddy(m_code);
    m_code->setObjectName(QStringLiteral("crsCode"));
    m_code->setPlaceholderText(tr("EPSG:32642, or just 32642"));
    auto *line = new QHBoxLayout;
    line->addWidget(codeCaption);
    line->addWidget(m_code, 1);
    column->addLayout(line);
    m_landing->setObjectName(QStringLiteral("crsLanding"));
    m_landing->setMinimumHeight(2 * m_landing->fontMetrics().lineSpacing());
    column->addWidget(m_landing);
    column->addWidget(
        noteLabel(tr("It is remembered for this layer, and offered first for the next one."), this));
    column->addWidget(m_buttons);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Use it"));
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_code->setText(m_candidates[static_cast<std::size_t>(row)].code);
    });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
    connect(m_code, &QLineEdit::textChanged, this, &LayerCrsDialog::preview);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void LayerCrsDialog::setExtent(const geo::MapBox &raw)
{
    m_raw = raw;
    m_hasExtent = true;
    int likely = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const session::CrsCandidate &each = m_candidates[static_cast<std::size_t>(row)];
        const session::Landing landing = session::landingOf(each.code, raw, m_geodata.get());
        const QString where = landing.extent.isEmpty() ? tr("not on the map")
                              : landing.isLikely ? landing.text.section(QStringLiteral("in: "), 1).chopped(1)
                                                 : tr("outside the map");
        m_list->item(row)->setText(QStringLiteral("%1  %2  (%3)").arg(each.code, each.name, where));
        if (landing.isLikely && likely < 0)
            likely = row;
    }
    if (likely >= 0 && m_list->currentRow() == 0 && !m_code->isModified())
        m_list->setCurrentRow(likely);
    preview();
}

void LayerCrsDialog::setExtentProblem(const QString &problem)
{
    m_extentProblem = problem;
    preview();
}

QString LayerCrsDialog::code() const
{
    const QString text = m_code->text().trimmed().toUpper();
    return text.startsWith(QLatin1String("EPSG:")) ? text : QStringLiteral("EPSG:") + text;
}

void LayerCrsDialog::preview()
{
    static const QRegularExpression form(QStringLiteral("^EPSG:[0-9]{1,6}$"));
    const bool isCode = form.match(code()).hasMatch();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isCode);
    if (!isCode)
        m_landing->setText(tr("An EPSG code is a number, such as 32642 (UTM zone 42 north)."));
    else if (m_hasExtent)
        m_landing->setText(session::landingOf(code(), m_raw, m_geodata.get()).text);
    else
        m_landing->setText(m_extentProblem.isEmpty() ? tr("Looking where the layer would land...")
                                                     : m_extentProblem);
}

} // namespace marz::ui
