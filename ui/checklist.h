#pragma once

#include <QHash>
#include <QIcon>
#include <QStringList>
#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace marz::ui {

/// Check boxes of a code list with a count each. Nothing ticked = no condition.
class CheckList : public QWidget
{
    Q_OBJECT
public:
    explicit CheckList(QWidget *parent = nullptr);

    /// Adds a box at the end; does nothing when the code is there.
    void add(const QString &code, const QString &words, const QIcon &icon = {});
    /// Other words for a box that is there; does nothing when it is not.
    void setWords(const QString &code, const QString &words);
    bool has(const QString &code) const { return m_rows.contains(code); }
    void setTicked(const QStringList &codes);
    QStringList ticked() const;
    void setCount(const QString &code, std::size_t count);
    const QStringList &codes() const { return m_codes; }
    QCheckBox *box(const QString &code) const { return m_rows.value(code).box; }

Q_SIGNALS:
    void tickedChanged(const QStringList &codes);

private:
    struct Row {
        QCheckBox *box = nullptr;
        QLabel *count = nullptr;
    };
    QGridLayout *m_grid;
    QStringList m_codes;
    QHash<QString, Row> m_rows;
};

} // namespace marz::ui
