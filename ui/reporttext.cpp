#include "ui/reporttext.h"

#include <QRegularExpression>

namespace marz::ui {

namespace {
constexpr int linesAtLeast = 4;
}

ReportText::ReportText(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("report"));
    setPlaceholderText(
        tr("Paste the report or its address here; it stays beside the form and is not stored."));
    setWhatsThis(tr("The text you read from; the first address in it becomes the source"));
    setMinimumHeight(linesAtLeast * fontMetrics().lineSpacing() + 12);
    setTabChangesFocus(true);
    setAccessibleName(tr("Report text"));
}

QString ReportText::firstAddress() const
{
    static const QRegularExpression address(QStringLiteral("https?://[^\\s<>\"]+"));
    return address.match(toPlainText()).captured(0);
}

} // namespace marz::ui
