#include "ui/scalefield.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace marz::ui {

QString scaleText(double denominator)
{
    if (!std::isfinite(denominator) || denominator < 1)
        return QStringLiteral("1:-");
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(denominator)) - 2));
    static const QLocale grouped(QLocale::English); // thousands are grouped by commas in every language
    return QStringLiteral("1:") + grouped.toString(std::llround(std::round(denominator / unit) * unit));
}

std::optional<double> scaleOf(const QString &text)
{
    // Groups of three digits by comma, blank or point; or a number with a point and k or m.
    static const QRegularExpression form(
        QStringLiteral("^(?:1\\s*[:/]\\s*)?(?:(\\d{1,3}(?:[,. "
                       "\\x{00A0}\\x{202F}]\\d{3})+|\\d+)|(\\d+(?:\\.\\d+)?)\\s*([km]))$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    QString digits = match.captured(1);
    double value = 0;
    if (!digits.isEmpty()) {
        static const QRegularExpression separators(QStringLiteral("\\D"));
        value = digits.remove(separators).toDouble();
    } else {
        value =
            match.captured(2).toDouble() * (match.captured(3).toLower() == QLatin1String("k") ? 1e3 : 1e6);
    }
    return value >= 100 && value <= 1e9 ? std::optional(value) : std::nullopt;
}

ScaleField::ScaleField(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(QStringLiteral("scaleField"));
    setAccessibleName(tr("Scale, such as 1:250,000"));
    setPlaceholderText(tr("1:250,000 or 250k"));
    connect(this, &QLineEdit::returnPressed, this, &ScaleField::take);
}

void ScaleField::take()
{
    if (const std::optional<double> denominator = scaleOf(text())) {
        Q_EMIT scaleEntered(*denominator);
        return;
    }
    selectAll();
    Q_EMIT scaleRefused(tr("\"%1\" is no scale: write 1:250,000, 250000 or 250k").arg(text()));
}

} // namespace marz::ui
