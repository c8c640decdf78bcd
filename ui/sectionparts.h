#pragma once

#include <QString>

class QGridLayout;
class QVBoxLayout;
class QWidget;

/// How the sections of the inspector are laid out.
namespace marz::ui {

/// A widget with a column of lines.
QWidget *columnWidget(QVBoxLayout **column);
/// A widget with a grid: names in the first column, what they name in the second.
QWidget *pairsWidget(QGridLayout **grid);
/// Adds a pair; nothing when @p value is empty.
void addPair(QGridLayout *grid, const QString &name, const QString &value);
void addPair(QGridLayout *grid, const QString &name, QWidget *value);
/// "a, b" of the words that are not empty.
QString joined(const QStringList &words, const QString &separator = QStringLiteral(", "));

} // namespace marz::ui
