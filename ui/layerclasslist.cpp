#include "ui/layerclasslist.h"

#include "ui/layerswatch.h"
#include "ui/parts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr QSize swatchPx(28, 16);

/// A line in which Enter does something and does not close the dialog.
class ValueLine : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        QLineEdit::keyPressEvent(event);
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            event->accept();
    }
};

} // namespace

LayerClassList::LayerClassList(map::SwatchKinds kinds, QWidget *parent)
    : QWidget(parent), m_kinds(kinds), m_list(new QListWidget(this)), m_editing(new QWidget(this)),
      m_value(new ValueLine(m_editing)),
      m_add(iconButton(QStringLiteral("list-add"), tr("Add a class for this value"), m_editing)),
      m_remove(iconButton(QStringLiteral("list-remove"), tr("Remove the chosen classes (Delete)"), m_editing))
{
    m_list->setObjectName(QStringLiteral("styleClasses"));
    m_list->setAccessibleName(tr("Classes"));
    m_list->setIconSize(swatchPx);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_value->setObjectName(QStringLiteral("newClassValue"));
    m_value->setAccessibleName(tr("Value of a new class"));
    m_add->setObjectName(QStringLiteral("addClass"));
    m_remove->setObjectName(QStringLiteral("removeClasses"));
    m_remove->setShortcut(Qt::Key_Delete);
    auto *line = new QHBoxLayout(m_editing);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(insidePx);
    line->addWidget(m_value, 1);
    line->addWidget(m_add);
    line->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(insidePx);
    column->addWidget(m_list, 1);
    column->addWidget(m_editing);
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        showButtons();
        Q_EMIT chosenChanged();
    });
    connect(m_value, &QLineEdit::textChanged, this, &LayerClassList::showButtons);
    connect(m_value, &QLineEdit::returnPressed, this, &LayerClassList::addTyped);
    connect(m_add, &QToolButton::clicked, this, &LayerClassList::addTyped);
    connect(m_remove, &QToolButton::clicked, this, &LayerClassList::removeRequested);
}

void LayerClassList::fill(const map::LayerStyle &style)
{
    m_list->clear();
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        m_list->addItem(QString());
    refresh(style);
    m_editing->setVisible(style.kind == map::StyleKind::Categories);
    m_isFull = style.classes.size() >= map::maxClasses;
    m_value->setEnabled(!m_isFull);
    m_value->setPlaceholderText(m_isFull ? tr("%1 classes are the most").arg(map::maxClasses)
                                         : tr("A value for a class of its own"));
    m_list->selectAll(); // what is edited first is edited for all
    showButtons();
}

void LayerClassList::refresh(const map::LayerStyle &style)
{
    for (int row = 0; row < m_list->count(); ++row) {
        const map::ClassStyle &each = style.classes[static_cast<std::size_t>(row)];
        m_list->item(row)->setIcon(classSwatch(each, m_kinds, swatchPx, this));
        m_list->item(row)->setText(each.label.isEmpty() ? tr("all features") : each.label);
    }
}

std::vector<std::size_t> LayerClassList::chosen() const
{
    std::vector<std::size_t> rows;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->count() == 1 || m_list->item(row)->isSelected())
            rows.push_back(static_cast<std::size_t>(row));
    }
    return rows;
}

void LayerClassList::choose(std::size_t number)
{
    const int row = static_cast<int>(number);
    if (row < m_list->count()) {
        m_list->setCurrentRow(row, QItemSelectionModel::ClearAndSelect);
        m_list->scrollToItem(m_list->item(row));
    }
}

void LayerClassList::addTyped()
{
    if (m_isFull || m_value->text().isEmpty())
        return;
    const QString value = m_value->text();
    m_value->clear();
    Q_EMIT addRequested(value);
}

void LayerClassList::showButtons()
{
    const std::vector<std::size_t> rows = chosen();
    m_add->setEnabled(!m_isFull && !m_value->text().isEmpty());
    // The last one is of all others, and all are chosen before anybody has chosen.
    const auto count = static_cast<std::size_t>(m_list->count());
    m_remove->setEnabled(!rows.empty() && rows.size() < count && rows.front() + 1 < count);
}

} // namespace marz::ui
