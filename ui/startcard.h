#pragma once

#include <QFrame>

namespace marz::ui {

/// The first steps, as a card over the map: it takes no focus and may be closed.
class StartCard : public QFrame
{
    Q_OBJECT
public:
    explicit StartCard(QWidget *map);

Q_SIGNALS:
    void ownStoreRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void place();
};

} // namespace marz::ui
