#include "session/selection.h"

namespace marz::session {

void Selection::select(const Selected &selected)
{
    if (selected == m_selected)
        return;
    m_selected = selected;
    Q_EMIT selectionChanged(m_selected);
}

void Selection::hover(qint64 fid)
{
    if (fid == m_hovered)
        return;
    m_hovered = fid;
    Q_EMIT hoverChanged(m_hovered);
}

} // namespace marz::session
