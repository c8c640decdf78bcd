#pragma once

#include "map/userlayerpainter.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QToolButton;

namespace marz::ui {

/// The classes of a style, one or several of them chosen; classes by category can be added by typing a value,
/// and removed. Changes nothing itself.
class LayerClassList : public QWidget
{
    Q_OBJECT
public:
    explicit LayerClassList(map::SwatchKinds kinds, QWidget *parent = nullptr);

    /// All are chosen then.
    void fill(const map::LayerStyle &style);
    /// The same classes, in other colours or words.
    void refresh(const map::LayerStyle &style);
    /// Numbers of the chosen classes; the only one counts as chosen.
    std::vector<std::size_t> chosen() const;
    void choose(std::size_t number);

Q_SIGNALS:
    void chosenChanged();
    void addRequested(const QString &value);
    void removeRequested();

private:
    void addTyped();
    void showButtons();

    map::SwatchKinds m_kinds;
    QListWidget *m_list;
    QWidget *m_editing; ///< holds the three below
    QLineEdit *m_value;
    QToolButton *m_add, *m_remove;
    bool m_isFull = false;
};

} // namespace marz::ui
