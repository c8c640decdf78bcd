#include "ui/exportdialog.h"

#include "ui/filefield.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace marz::ui {

ExportDialog::ExportDialog(session::Workspace &workspace, const QString &title, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_layout(new QVBoxLayout(this))
{
    setWindowTitle(title);
    setMinimumWidth(520);
    m_layout->setSpacing(4);
}

void ExportDialog::addField(const QString &label, QWidget *field)
{
    auto *caption = new QLabel(label, this);
    caption->setBuddy(field);
    field->setAccessibleName(label);
    m_layout->addSpacing(4);
    m_layout->addWidget(caption);
    m_layout->addWidget(field);
}

void ExportDialog::addProfile()
{
    m_profile = new QComboBox(this);
    m_profile->setObjectName(QStringLiteral("profile"));
    using incident::Profile;
    const auto add = [this](const QString &words, Profile profile) {
        m_profile->addItem(words, static_cast<int>(profile));
    };
    add(tr("internal: everything"), Profile::Internal);
    add(tr("partner: no names of persons, comments, protected sources"), Profile::Partner);
    add(tr("public: places snapped to their public precision as well"), Profile::Public);
    addField(tr("Profile"), m_profile);
}

void ExportDialog::finish(const QString &label, FileField *file)
{
    m_file = file;
    addField(label, file);
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("exportStatus"));
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addSpacing(4);
    m_layout->addWidget(m_status);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Close, this);
    m_go = buttons->button(QDialogButtonBox::Ok);
    m_go->setObjectName(QStringLiteral("runExport"));
    m_layout->addWidget(buttons);
    connect(file, &FileField::changed, this, &ExportDialog::showState);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_isRunning = true;
        showState();
        tell(tr("Writing %1 ...").arg(QFileInfo(path()).fileName()));
        run();
    });
    showState();
}

void ExportDialog::showState()
{
    m_go->setText(m_file->isTaken() ? tr("Replace %1").arg(QFileInfo(path()).fileName()) : tr("Export"));
    m_go->setEnabled(!m_isRunning && !path().isEmpty());
}

incident::Profile ExportDialog::profile() const
{
    return static_cast<incident::Profile>(m_profile->currentData().toInt());
}

QString ExportDialog::path() const
{
    return m_file->path();
}

void ExportDialog::tellOutcome(const QString &message)
{
    m_isRunning = false;
    tell(message);
    showState();
}

void ExportDialog::tell(const QString &message)
{
    m_status->setText(message);
    m_status->setMinimumHeight(m_status->heightForWidth(m_status->width()));
    m_layout->activate(); // the dialog grows with it
}

} // namespace marz::ui
