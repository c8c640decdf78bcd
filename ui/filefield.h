#pragma once

#include <QStandardPaths>
#include <QWidget>

class QLineEdit;

namespace marz::ui {

/// The user's folder for @p kind of files; the home folder where that does not exist.
QString usualFolder(QStandardPaths::StandardLocation kind);

/// The name of a file to be written: typed, or chosen in the desktop's dialog.
class FileField : public QWidget
{
    Q_OBJECT
public:
    /// @p title and @p filter are the dialog's, in QFileDialog's form; @p name is the line's object name.
    FileField(const QString &name, const QString &path, const QString &title, const QString &filter,
              QWidget *parent = nullptr);

    /// As typed, without blanks around it.
    QString path() const;
    /// True when writing would replace a file.
    bool isTaken() const;

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_line;
};

} // namespace marz::ui
