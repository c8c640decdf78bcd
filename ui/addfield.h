#pragma once

#include <QLineEdit>

class QCompleter;
class QStandardItemModel;

namespace marz::ui {

/// One of many things that a field adds to the filter.
struct Addable {
    QString key;    ///< what is added
    QString label;  ///< what the list shows
    QString search; ///< all that finds it: codes, names in every script
};

/// A field that completes from a list and adds the chosen one: it clears itself, the chip in the filter bar
/// shows it.
class AddField : public QLineEdit
{
    Q_OBJECT
public:
    /// @p isOpen: words that are not in the list may be added too.
    AddField(const QString &name, bool isOpen, QWidget *parent = nullptr);

    void setChoices(const std::vector<Addable> &choices);
    void setChoices(const QStringList &names);

Q_SIGNALS:
    void added(const QString &key);
    /// What was typed names nothing, or more than one thing.
    void refused(const QString &reason);

private:
    void enter();
    void add(const QString &key);

    QStandardItemModel *m_model;
    QCompleter *m_completer;
    bool m_isOpen;
};

} // namespace marz::ui
