#include "ui/filefield.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace marz::ui {

QString usualFolder(QStandardPaths::StandardLocation kind)
{
    const QString folder = QStandardPaths::writableLocation(kind);
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

FileField::FileField(const QString &name, const QString &path, const QString &title, const QString &filter,
                     QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(path, this))
{
    m_line->setObjectName(name);
    auto *choose = new QPushButton(tr("Choose..."), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_line, 1);
    row->addWidget(choose);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::changed);
    connect(choose, &QPushButton::clicked, this, [this, title, filter] {
        // What is taken is said beside the field.
        const QString chosen = QFileDialog::getSaveFileName(this, title, m_line->text(), filter, nullptr,
                                                            QFileDialog::DontConfirmOverwrite);
        if (!chosen.isEmpty())
            m_line->setText(chosen);
    });
}

QString FileField::path() const
{
    return m_line->text().trimmed();
}

bool FileField::isTaken() const
{
    return QFileInfo::exists(path());
}

} // namespace marz::ui
