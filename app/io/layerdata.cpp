#include "io/layerdata.h"

namespace marz::io {

int LayerData::fieldIndex(const QString &field) const
{
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields[i].compare(field, Qt::CaseInsensitive) == 0)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace marz::io
