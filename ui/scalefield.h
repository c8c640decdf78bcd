#pragma once

#include <QLineEdit>

#include <optional>

namespace marz::ui {

/// "1:1,250,000": three significant digits, so that it does not flicker while zooming.
QString scaleText(double denominator);
/// The N of 1:N that was typed: "1:250000", "250,000", "250 000", "250k", "1.5m"; nothing when it is no scale
/// from 1:100 to 1:1 thousand million.
std::optional<double> scaleOf(const QString &text);

/// A line for a scale: Enter hands it over, a text that is none stays, marked.
class ScaleField : public QLineEdit
{
    Q_OBJECT
public:
    explicit ScaleField(QWidget *parent = nullptr);

Q_SIGNALS:
    void scaleEntered(double denominator);
    /// What was typed is no scale; @p advice says what one looks like.
    void scaleRefused(const QString &advice);

private:
    void take();
};

} // namespace marz::ui
