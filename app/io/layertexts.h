#pragma once

#include "io/layerstatistics.h"
#include "io/source.h"
#include "io/textcodec.h"

#include <QStringList>

#include <optional>

class OGRFeature;
class OGRFeatureDefn;

namespace marz::io {

/// The texts of a layer: its field names and cells, in the encoding that its user or the file names or that
/// its bytes look like.
class LayerTexts
{
public:
    /// @p source is what GDAL opened, with openOptions(). Throws base::Error(Invalid) when
    /// Source::encoding is not known here.
    LayerTexts(const Source &source, LayerStatistics &statistics);

    /// Shapefiles are asked for bytes as they are: GDAL would guess Latin-1 where nothing is said.
    static QStringList openOptions(const Source &source);

    /// "UTF-8", "CP1251"
    QString encoding() const;
    /// What was doubtful in finding the encoding.
    const QStringList &notes() const { return m_notes; }
    QStringList fieldNames(const OGRFeatureDefn &definition) const;
    /// One text per field; null where the record has none.
    QStringList cells(const OGRFeature &feature);

private:
    QString text(const char *bytes);
    QString cell(const OGRFeature &feature, int index);
    void judgeShapefile(const Source &source);

    LayerStatistics &m_statistics;
    std::optional<TextCodec> m_codec; ///< empty = UTF-8, and a Windows code page for what is not
    QStringList m_notes;
};

} // namespace marz::io
