#pragma once

#include "incident/incident.h"
#include "incident/validation.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace marz::ui {

/// One folding group of the entry form: shows its part of a record and writes it back.
class FormSection : public QWidget
{
    Q_OBJECT
public:
    explicit FormSection(const QString &title, QWidget *parent = nullptr);

    virtual void showRecord(const incident::Incident &incident) = 0;
    /// Writes what the fields say into @p incident; what cannot be read stays as it is and is told by
    /// inputProblems().
    virtual void fill(incident::Incident &incident) const = 0;
    /// True when a problem of this record field belongs here ("time_start", "casualties[0].low").
    virtual bool owns(const QString &field) const = 0;
    /// What was typed and cannot be read.
    virtual std::vector<incident::Problem> inputProblems() const { return {}; }

    /// Red words, each under the field that it is about, at the end of the section where that is not known or
    /// the section is folded; empty hides them.
    void showProblems(const std::vector<incident::Problem> &problems);
    void setFolded(bool folded);
    bool isFolded() const;

Q_SIGNALS:
    void edited();
    /// @p widget holds what is looked for and should be scrolled into view.
    void revealRequested(QWidget *widget);

protected:
    /// The field of this section, made by the functions below, that @p field of a problem is about; null when
    /// it has none.
    virtual QWidget *fieldOf(const QString &field) const;
    /// Rows are added here, label above field.
    QVBoxLayout *body() const { return m_body; }
    QLineEdit *addText(const QString &label, const QString &accepts, const char *name);
    /// Codes with words; the first entry is the enum's first.
    template <typename E>
    QComboBox *addCodes(const QString &label, const QString &accepts, const char *name)
    {
        QStringList codes, words;
        for (const incident::CodeEntry<E> &entry : incident::codeList<E>()) {
            codes << QLatin1String(entry.code);
            words << QLatin1String(entry.words);
        }
        return addChoice(label, accepts, name, codes, words);
    }
    QComboBox *addChoice(const QString &label, const QString &accepts, const char *name,
                         const QStringList &codes, const QStringList &words);
    void addField(const QString &label, QWidget *field);

private:
    void placeProblems();
    QLabel *problemLabel();

    QToolButton *m_header;
    QWidget *m_content;
    QVBoxLayout *m_body;
    QLabel *m_problems;
    std::vector<incident::Problem> m_shownProblems;
    QHash<QWidget *, QLabel *> m_problemsOf; ///< by field, made when first needed
};

/// The code of a combo box made by addCodes(), and back.
QString chosenCode(const QComboBox *box);
void chooseCode(QComboBox *box, const QString &code);

template <typename E>
E chosen(const QComboBox *box)
{
    return incident::fromCode<E>(chosenCode(box)).value_or(incident::codeList<E>().front().value);
}

} // namespace marz::ui
