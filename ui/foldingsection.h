#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace marz::ui {

/// A titled group that folds; whether it is folded is remembered under its key.
class FoldingSection : public QWidget
{
    Q_OBJECT
public:
    FoldingSection(const QString &title, const QString &key, bool isUnfoldedAtFirst = true,
                   QWidget *parent = nullptr);

    QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title);
    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

Q_SIGNALS:
    void unfoldedChanged(bool unfolded);

private:
    QToolButton *m_header;
    QWidget *m_content;
    QVBoxLayout *m_body;
    QString m_key;
};

} // namespace marz::ui
