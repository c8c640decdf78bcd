#pragma once

#include <QFrame>

class QLabel;

namespace marz::incident {
struct Incident;
class Vocabulary;
} // namespace marz::incident

namespace marz::ui {

/// What one incident is, in a few plain lines beside the pointer. It takes no mouse events.
class HoverCard : public QFrame
{
    Q_OBJECT
public:
    explicit HoverCard(QWidget *map);

    /// Shows @p incident beside @p at (map coordinates), inside the map. @p others: how many more lie at the
    /// same place.
    void showIncident(const incident::Incident &incident, const incident::Vocabulary &vocabulary, int others,
                      QPoint at);
    /// The lines below the title, as plain text.
    static QString linesOf(const incident::Incident &incident, const incident::Vocabulary &vocabulary,
                           int others);

private:
    QLabel *m_title;
    QLabel *m_lines;
};

} // namespace marz::ui
