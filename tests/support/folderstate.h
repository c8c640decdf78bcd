#pragma once

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <sys/stat.h>

namespace marz::test {

/// Names, kinds, times and contents of everything in a folder, to see that nothing changed in it.
inline QStringList folderState(const QString &folder)
{
    QStringList out;
    QDirIterator each(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden,
                      QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QFileInfo info(each.next());
        struct stat status = {};
        ::lstat(QFile::encodeName(info.filePath()).constData(), &status);
        QString line =
            QStringLiteral("%1 %2 %3 %4")
                .arg(info.filePath(), QString::number(status.st_mode), QString::number(status.st_size),
                     QString::number(status.st_mtim.tv_nsec + status.st_mtim.tv_sec));
        if (S_ISREG(status.st_mode)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                line += QString::fromLatin1(
                    QCryptographicHash::hash(file.readAll(), QCryptographicHash::Md5).toHex());
        }
        out += line;
    }
    out.sort();
    return out;
}

} // namespace marz::test
