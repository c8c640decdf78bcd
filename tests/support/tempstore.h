#pragma once

#include <QString>
#include <QTemporaryDir>

namespace marz::test {

/// A folder that goes with the test, and paths in it.
class TempFolder
{
public:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString path() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
};

} // namespace marz::test
