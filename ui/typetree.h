#pragma once

#include "incident/filter.h"
#include "ui/facetcounts.h"

#include <QTreeWidget>

namespace marz::ui {

/// The ticked types of a filter: all codes that its families and types let through; empty = no condition.
QStringList tickedTypes(const incident::Filter &filter, const incident::Vocabulary &vocabulary);
/// Writes ticked types into @p filter: as families when whole families are ticked, else as types.
void setTickedTypes(incident::Filter &filter, const QStringList &types,
                    const incident::Vocabulary &vocabulary);

/// Families and their types with check boxes and counts. Nothing ticked = no condition.
class TypeTree : public QTreeWidget
{
    Q_OBJECT
public:
    explicit TypeTree(QWidget *parent = nullptr);

    void setVocabulary(const incident::Vocabulary &vocabulary);
    void setTicked(const QStringList &types);
    QStringList ticked() const;
    void setCounts(const FacetCounts &counts);
    QSize sizeHint() const override;

Q_SIGNALS:
    void tickedChanged(const QStringList &types);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void tick(QTreeWidgetItem *item, int column);

    std::vector<QTreeWidgetItem *> m_types; ///< in the vocabulary's order
    bool m_isFilling = false;
    bool m_isTelling = false;
};

} // namespace marz::ui
