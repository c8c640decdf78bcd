#include "ui/typetree.h"

#include "ui/parts.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>

namespace marz::ui {

namespace {
constexpr int codeRole = Qt::UserRole;
}

QStringList tickedTypes(const incident::Filter &filter, const incident::Vocabulary &vocabulary)
{
    QStringList ticked;
    if (filter.types.isEmpty() && filter.families.isEmpty())
        return ticked;
    for (const incident::EventType &type : vocabulary.types()) {
        if ((filter.types.isEmpty() || filter.types.contains(type.code)) &&
            (filter.families.isEmpty() || filter.families.contains(type.family)))
            ticked << type.code;
    }
    return ticked;
}

void setTickedTypes(incident::Filter &filter, const QStringList &types,
                    const incident::Vocabulary &vocabulary)
{
    filter.types.clear();
    filter.families.clear();
    bool areWhole = true;
    for (const incident::Family &family : vocabulary.families()) {
        int ticked = 0;
        int all = 0;
        for (const incident::EventType &type : vocabulary.types()) {
            if (type.family != family.code)
                continue;
            ++all;
            ticked += types.contains(type.code) ? 1 : 0;
        }
        areWhole = areWhole && (ticked == 0 || ticked == all);
        if (ticked > 0)
            filter.families << family.code;
    }
    if (!areWhole) {
        filter.types = types;
        filter.families.clear();
    }
}

TypeTree::TypeTree(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setAccessibleName(QStringLiteral("Families and types"));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(aroundPx);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QTreeWidget::itemChanged, this, &TypeTree::tick);
    connect(this, &QTreeWidget::itemExpanded, this, &QWidget::updateGeometry);
    connect(this, &QTreeWidget::itemCollapsed, this, &QWidget::updateGeometry);
}

QSize TypeTree::sizeHint() const
{
    int rows = topLevelItemCount();
    for (int i = 0; i < topLevelItemCount(); ++i)
        rows += topLevelItem(i)->isExpanded() ? topLevelItem(i)->childCount() : 0;
    const int rowHeight = topLevelItemCount() > 0 ? std::max(sizeHintForRow(0), 16) : 16;
    return {200, rows * rowHeight + 2};
}

void TypeTree::setVocabulary(const incident::Vocabulary &vocabulary)
{
    const QScopedValueRollback filling(m_isFilling, true);
    clear();
    m_types.clear();
    QMap<QString, QTreeWidgetItem *> families;
    for (const incident::Family &family : vocabulary.families()) {
        auto *item = new QTreeWidgetItem(this, {family.label, QString()});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
        item->setCheckState(0, Qt::Unchecked);
        item->setIcon(0, familyIcon(family, this));
        item->setData(0, codeRole, family.code);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        families.insert(family.code, item);
    }
    for (const incident::EventType &type : vocabulary.types()) {
        QTreeWidgetItem *family = families.value(type.family, topLevelItem(topLevelItemCount() - 1));
        auto *item = new QTreeWidgetItem(family, {type.label, QString()});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Unchecked);
        item->setData(0, codeRole, type.code);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        m_types.push_back(item);
    }
    updateGeometry();
}

void TypeTree::setTicked(const QStringList &types)
{
    const QScopedValueRollback filling(m_isFilling, true);
    for (QTreeWidgetItem *item : m_types)
        item->setCheckState(0,
                            types.contains(item->data(0, codeRole).toString()) ? Qt::Checked : Qt::Unchecked);
}

QStringList TypeTree::ticked() const
{
    QStringList types;
    for (const QTreeWidgetItem *item : m_types) {
        if (item->checkState(0) == Qt::Checked)
            types << item->data(0, codeRole).toString();
    }
    return types;
}

void TypeTree::setCounts(const FacetCounts &counts)
{
    const QScopedValueRollback filling(m_isFilling, true);
    const auto show = [](QTreeWidgetItem *item, std::size_t count) {
        item->setText(1, countText(count));
        item->setData(0, Qt::AccessibleTextRole,
                      QStringLiteral("%1, %2").arg(item->text(0), countText(count)));
    };
    for (std::size_t i = 0; i < m_types.size() && i < counts.byType.size(); ++i)
        show(m_types[i], counts.byType[i]);
    for (int i = 0; i < topLevelItemCount() && i < static_cast<int>(counts.byFamily.size()); ++i)
        show(topLevelItem(i), counts.byFamily[static_cast<std::size_t>(i)]);
}

void TypeTree::tick(QTreeWidgetItem *, int column)
{
    if (m_isFilling || column != 0)
        return;
    if (m_isTelling)
        return;
    m_isTelling = true; // a family changes its types one by one: the sum of it is told once
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isTelling = false;
            Q_EMIT tickedChanged(ticked());
        },
        Qt::QueuedConnection);
}

void TypeTree::contextMenuEvent(QContextMenuEvent *event)
{
    QTreeWidgetItem *item =
        event->reason() == QContextMenuEvent::Keyboard ? currentItem() : itemAt(event->pos());
    QMenu menu;
    const QAction *only = item ? menu.addAction(QStringLiteral("Only this")) : nullptr;
    const QAction *none = menu.addAction(QStringLiteral("Tick none (all types)"));
    const QAction *chosen = menu.exec(event->globalPos());
    if (chosen && chosen == none) {
        Q_EMIT tickedChanged({});
    } else if (chosen && chosen == only) {
        QStringList types;
        for (int i = 0; i < item->childCount(); ++i)
            types << item->child(i)->data(0, codeRole).toString();
        if (item->parent())
            types << item->data(0, codeRole).toString();
        Q_EMIT tickedChanged(types);
    }
}

} // namespace marz::ui
