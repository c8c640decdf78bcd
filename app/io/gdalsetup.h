#pragma once

#include <QStringList>

#include <memory>

class GDALDataset;

namespace marz::io {

/// Registers the few vector drivers that Marz reads, once per process: without network, without side files
/// written, and with GDAL's messages collected instead of printed.
void setUpGdal();

/// As setUpGdal(), with the few raster drivers in place of the vector ones: one of both in a process.
void setUpRasterGdal();

struct DatasetCloser {
    void operator()(GDALDataset *dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Collects what GDAL complains about on this thread while it lives; only one at a time per thread.
class GdalMessages
{
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages &) = delete;
    GdalMessages &operator=(const GdalMessages &) = delete;

    /// Distinct messages so far, at most twenty.
    const QStringList &texts() const { return m_texts; }
    /// The last message, empty when there is none.
    QString last() const { return m_texts.isEmpty() ? QString() : m_texts.last(); }
    void add(const QString &text);

private:
    QStringList m_texts;
};

/// Opens @p path read-only with the drivers named and no other; null when GDAL refuses.
DatasetPtr openVector(const QString &path, const QStringList &drivers, const QStringList &options = {});

/// As openVector().
DatasetPtr openRaster(const QString &path, const QStringList &drivers, const QStringList &options = {});

} // namespace marz::io
