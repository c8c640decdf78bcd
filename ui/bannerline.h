#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace marz::ui {

/// One closable line above the map for what the user should know, with at most one thing to do about it.
class BannerLine : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Notice, Problem };

    explicit BannerLine(QWidget *parent = nullptr);

    /// @p message as plain text. With @p actionText there is a button that closes the line and calls @p
    /// action.
    void tell(Kind kind, const QString &message, const QString &actionText = {},
              std::function<void()> action = {});
    QString message() const;

private:
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
};

} // namespace marz::ui
