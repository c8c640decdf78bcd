#include "ui/layerscalefield.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <cmath>

namespace marz::ui {

namespace {

constexpr int offered[] = {10'000,  25'000,    50'000,    100'000,  250'000,
                           500'000, 1'000'000, 2'500'000, 5'000'000};

QString scaleWords(double denominator)
{
    static const QLocale grouped(QLocale::English); // thousands are grouped by commas in every language
    return denominator <= 0 ? QString() : QStringLiteral("1:") + grouped.toString(std::llround(denominator));
}

/// The N of "1:250,000", "250000"; 0 = no limit.
double scaleOf(QString words)
{
    words.remove(QRegularExpression(QStringLiteral("[\\s,.']")));
    if (words.startsWith(QLatin1String("1:")))
        words.remove(0, 2);
    const double value = words.toDouble();
    return std::isfinite(value) && value > 0 && value < 1e10 ? value : 0;
}

} // namespace

LayerScaleField::LayerScaleField(const QString &name, double presentScale, QWidget *parent)
    : QWidget(parent), m_closest(new QComboBox(this)), m_widest(new QComboBox(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    m_widest->setObjectName(name + QStringLiteral("Widest"));
    m_closest->setObjectName(name + QStringLiteral("Closest"));
    form->addRow(tr("Only closer than"), m_widest);
    form->addRow(tr("Only farther than"), m_closest);
    for (QComboBox *each : {m_closest, m_widest}) {
        each->setEditable(true);
        each->setInsertPolicy(QComboBox::NoInsert);
        each->lineEdit()->setPlaceholderText(tr("no limit"));
        each->addItem(QString());
        if (presentScale > 0)
            each->addItem(tr("%1 (as now)").arg(scaleWords(presentScale)), presentScale);
        for (const int denominator : offered)
            each->addItem(scaleWords(denominator), denominator);
        connect(each, &QComboBox::activated, this, [this, each](int at) {
            if (each->itemData(at).isValid())
                each->setEditText(scaleWords(each->itemData(at).toDouble()));
            Q_EMIT rangeChanged();
        });
        connect(each->lineEdit(), &QLineEdit::editingFinished, this, &LayerScaleField::rangeChanged);
    }
}

map::ScaleRange LayerScaleField::range() const
{
    return {scaleOf(m_closest->currentText()), scaleOf(m_widest->currentText())};
}

void LayerScaleField::setRange(const map::ScaleRange &range)
{
    const QSignalBlocker closest(m_closest);
    const QSignalBlocker widest(m_widest);
    m_closest->setCurrentIndex(0);
    m_widest->setCurrentIndex(0);
    m_closest->setEditText(scaleWords(range.closest));
    m_widest->setEditText(scaleWords(range.widest));
}

} // namespace marz::ui
