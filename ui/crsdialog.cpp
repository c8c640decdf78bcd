#include "ui/crsdialog.h"

#include "base/error.h"
#include "geo/crssearch.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace marz::ui {

CrsDialog::CrsDialog(const geo::Crs &present, geo::LonLat place, QWidget *parent)
    : QDialog(parent), m_place(place), m_text(new QLineEdit(this)), m_list(new QTreeWidget(this)),
      m_about(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Projection of the map"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    auto *label = new QLabel(tr("EPSG code, name or area:"), this);
    label->setBuddy(m_text);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_about);
    column->addWidget(m_buttons);

    m_text->setObjectName(QStringLiteral("crsText"));
    m_text->setPlaceholderText(tr("32642, UTM, Pulkovo, Tajikistan ..."));
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("crsList"));
    m_list->setAccessibleName(tr("Projections found"));
    m_list->setHeaderLabels({tr("Code"), tr("Name"), tr("Area of use")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle); // zones differ at the end of their names
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->setColumnWidth(1, 270);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setMinimumHeight(2 * m_about->fontMetrics().lineSpacing() + 4);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Use it"));

    connect(m_text, &QLineEdit::textChanged, this, &CrsDialog::search);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &CrsDialog::describeCurrent);
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, &CrsDialog::take);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &CrsDialog::take);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(680, 460);
    if (present.epsg() != 0)
        m_text->setText(QString::number(present.epsg()));
    m_text->selectAll();
    search();
}

bool CrsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QCoreApplication::sendEvent(m_list, event); // the list moves while one types
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CrsDialog::search()
{
    m_list->clear();
    std::vector<geo::CrsListing> found;
    try {
        found = geo::searchCrs(m_text->text(), m_place);
    } catch (const base::Error &error) {
        m_about->setText(error.message());
        return;
    }
    for (const geo::CrsListing &one : found) {
        auto *item = new QTreeWidgetItem(m_list, {QString::number(one.epsg), one.name, one.areaName});
        item->setData(0, Qt::UserRole, one.epsg);
        item->setData(0, Qt::UserRole + 1, one.holdsPlace);
        item->setToolTip(1, one.name.toHtmlEscaped());
        item->setToolTip(2, one.areaName.toHtmlEscaped());
        if (!one.holdsPlace) {
            for (int i = 0; i < 3; ++i)
                item->setForeground(i, palette().placeholderText());
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    describeCurrent();
}

void CrsDialog::describeCurrent()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(item);
    if (!item)
        m_about->setText(tr("No projection is called so. Try a code, a country or \"UTM\"."));
    else if (item->data(0, Qt::UserRole + 1).toBool())
        m_about->setText(tr("%1 The map's centre lies in its area of use.").arg(item->text(2)));
    else
        m_about->setText(tr("%1 The map's centre lies outside its area of use.").arg(item->text(2)));
}

void CrsDialog::take()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    try {
        m_chosen = geo::Crs::fromEpsg(item->data(0, Qt::UserRole).toInt());
        accept();
    } catch (const base::Error &error) {
        m_about->setText(error.message());
    }
}

} // namespace marz::ui
