#pragma once

#include "incident/codes.h"
#include "incident/range.h"
#include "incident/vocabulary.h"

#include <QIcon>
#include <QLabel>

class QTableView;
class QToolButton;
class QVBoxLayout;

/// Small pieces that the panels share.
namespace marz::ui {

/// Spacing of the 4-px grid.
inline constexpr int insidePx = 4;
inline constexpr int betweenPx = 8;
inline constexpr int aroundPx = 16;

/// Text from data: always plain, wrapping, selectable with mouse and keyboard; right-to-left text reads from
/// the right.
QLabel *plainLabel(const QString &text, QWidget *parent = nullptr);
/// The same in the quiet colour of secondary words.
QLabel *noteLabel(const QString &text, QWidget *parent = nullptr);
/// Bold, @p sizeFactor times the font's size.
QLabel *headingLabel(const QString &text, double sizeFactor = 1, QWidget *parent = nullptr);
/// Right-aligned; "-" says in its tooltip that the count is not known.
QLabel *rangeLabel(const incident::Range &range, QWidget *parent = nullptr);
/// A field's error: red words, hidden while @p text is empty.
QLabel *errorLabel(QWidget *parent = nullptr);
void showError(QLabel *label, const QString &text);
/// @p text for a button, an action or a tab, where a "&" of the data would mark the key of the next letter.
QString literalText(const QString &text);
/// A flat button whose words are its accessible name.
QToolButton *flatButton(const QString &text, QWidget *parent = nullptr);
/// A flat button with a freedesktop icon; the words are tooltip and accessible name, shown when there is no
/// such icon.
QToolButton *iconButton(const QString &icon, const QString &words, QWidget *parent = nullptr);
/// Colour and shape of a family as on the map.
QIcon familyIcon(const incident::Family &family, const QWidget *widget,
                 incident::Verification verification = incident::Verification::Corroborated);
/// @p text as a tooltip that is shown as it is, whatever it contains.
QString plainToolTip(const QString &text);
/// Takes all widgets out of @p layout and deletes them.
void emptyLayout(QLayout *layout);
/// A table to read: rows are chosen whole, columns can be moved, it has a menu of its own.
void setUpRowTable(QTableView *table);
/// "1,234".
QString countText(std::size_t count);
/// "1 incident", "3 incidents".
QString countedText(std::size_t count, const QString &one, const QString &many);

} // namespace marz::ui
