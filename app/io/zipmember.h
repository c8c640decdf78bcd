#pragma once

#include "base/error.h"
#include "io/source.h"

#include <QIODevice>

#include <memory>

namespace marz::io {

/// One file inside a ZIP archive, unpacked while it is read. It ends early, and says so, when more comes out
/// of it than maxTableBytes() of the archive.
class ZipMember : public QIODevice
{
public:
    /// Not open when the archive has no such member, or is none.
    ZipMember(const Source &archive, const QString &member);
    ~ZipMember() override;

    bool isSequential() const override { return true; }
    /// Bytes read since the last call of restart(): how long the piece of XML at hand is.
    qint64 sinceRestart() const { return m_sinceRestart; }
    void restart() { m_sinceRestart = 0; }
    /// A piece of XML longer than any cell may be was met, and reading ended.
    bool isPieceTooLong() const { return m_isPieceTooLong; }
    bool isTooLarge() const { return m_total > m_maxTotal; }

protected:
    qint64 readData(char *data, qint64 maxBytes) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Closer {
        void operator()(void *file) const;
    };
    std::unique_ptr<void, Closer> m_file; ///< GDAL's handle
    qint64 m_total = 0;
    qint64 m_maxTotal = 0;
    qint64 m_sinceRestart = 0;
    bool m_isPieceTooLong = false;
};

/// What GDAL opens a member of an archive as; without @p member the archive's root.
QString pathInArchive(const QString &archivePath, const QString &member = {});

/// The refusal of a member that isTooLarge().
base::Error unpacksTooLarge(const Source &archive);

/// Throws base::Error(Invalid) when the content of an OpenDocument spreadsheet is beyond the limits of
/// tablelimits.h: GDAL would unpack it whole before it gives the first row.
void checkOds(const Source &source);

} // namespace marz::io
