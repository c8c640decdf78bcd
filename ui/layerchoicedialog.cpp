#include "ui/layerchoicedialog.h"

#include "ui/parts.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace marz::ui {

LayerChoiceDialog::LayerChoiceDialog(const QString &fileName, const std::vector<session::LayerOffer> &offers,
                                     QWidget *parent)
    : QDialog(parent), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("layerChoiceDialog"));
    setWindowTitle(tr("Which layers?"));
    setMinimumWidth(420);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(betweenPx);
    column->addWidget(
        plainLabel(tr("%1 holds %2 layers. Tick those to add.").arg(fileName).arg(offers.size()), this));
    m_list->setObjectName(QStringLiteral("layerChoices"));
    m_list->setAccessibleName(tr("Layers of the file"));
    for (const session::LayerOffer &each : offers) {
        QStringList facts{each.geometry};
        if (each.records >= 0)
            facts << tr("%1 records").arg(countText(static_cast<std::size_t>(each.records)));
        if (!each.crs.isEmpty())
            facts << each.crs;
        auto *item = new QListWidgetItem(
            QStringLiteral("%1  (%2)").arg(each.name, facts.join(QStringLiteral(", "))), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(each.records == 0 ? Qt::Unchecked : Qt::Checked);
        m_names << each.name;
    }
    m_list->setCurrentRow(0);
    column->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Add"));
    QPushButton *all = buttons->addButton(tr("&All"), QDialogButtonBox::ActionRole);
    QPushButton *none = buttons->addButton(tr("&None"), QDialogButtonBox::ActionRole);
    column->addWidget(buttons);
    const auto tick = [this](Qt::CheckState state) {
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(state);
    };
    connect(all, &QPushButton::clicked, this, [tick] { tick(Qt::Checked); });
    connect(none, &QPushButton::clicked, this, [tick] { tick(Qt::Unchecked); });
    const auto follow = [this, buttons] {
        buttons->button(QDialogButtonBox::Ok)->setEnabled(!chosen().isEmpty());
    };
    connect(m_list, &QListWidget::itemChanged, this, follow);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    follow();
}

QStringList LayerChoiceDialog::chosen() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            names << m_names[row];
    }
    return names;
}

} // namespace marz::ui
