#include "ui/formsection.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

FormSection::FormSection(const QString &title, QWidget *parent)
    : QWidget(parent), m_header(new QToolButton(this)), m_content(new QWidget(this)),
      m_body(new QVBoxLayout(m_content)), m_problems(problemLabel())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    m_header->setText(title);
    m_header->setCheckable(true);
    m_header->setChecked(true);
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setArrowType(Qt::DownArrow);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont font = m_header->font();
    font.setBold(true);
    m_header->setFont(font);
    connect(m_header, &QToolButton::toggled, this, [this](bool open) { setFolded(!open); });
    m_body->setContentsMargins(8, 0, 4, 0);
    m_body->setSpacing(4);
    layout->addWidget(m_header);
    layout->addWidget(m_content);
    layout->addWidget(m_problems);
}

QLabel *FormSection::problemLabel()
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setStyleSheet(QStringLiteral("color: #C0392B; padding-left: 8px"));
    label->hide();
    return label;
}

QWidget *FormSection::fieldOf(const QString & /*field*/) const
{
    return nullptr;
}

void FormSection::showProblems(const std::vector<incident::Problem> &problems)
{
    m_shownProblems = problems;
    placeProblems();
}

void FormSection::placeProblems()
{
    QHash<QLabel *, QStringList> texts;
    for (const incident::Problem &problem : m_shownProblems) {
        QWidget *field = isFolded() ? nullptr : fieldOf(problem.field);
        const int at = field ? m_body->indexOf(field) : -1;
        QLabel *label = m_problems;
        if (at >= 0) {
            QLabel *&own = m_problemsOf[field];
            if (!own) {
                own = problemLabel();
                m_body->insertWidget(at + 1, own);
            }
            label = own;
        }
        if (!texts[label].contains(problem.text))
            texts[label] << problem.text;
    }
    QList<QLabel *> labels = m_problemsOf.values();
    labels << m_problems;
    for (QLabel *label : labels) {
        label->setText(texts.value(label).join(u'\n'));
        label->setVisible(texts.contains(label));
    }
}

void FormSection::setFolded(bool folded)
{
    m_content->setVisible(!folded);
    m_header->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    const QSignalBlocker blocker(m_header);
    m_header->setChecked(!folded);
    placeProblems();
}

bool FormSection::isFolded() const
{
    return !m_header->isChecked();
}

void FormSection::addField(const QString &label, QWidget *field)
{
    auto *caption = new QLabel(label, m_content);
    caption->setBuddy(field);
    field->setAccessibleName(label);
    m_body->addWidget(caption);
    m_body->addWidget(field);
}

QLineEdit *FormSection::addText(const QString &label, const QString &accepts, const char *name)
{
    auto *edit = new QLineEdit(m_content);
    edit->setObjectName(QLatin1String(name));
    edit->setWhatsThis(accepts);
    connect(edit, &QLineEdit::textEdited, this, &FormSection::edited);
    addField(label, edit);
    return edit;
}

QComboBox *FormSection::addChoice(const QString &label, const QString &accepts, const char *name,
                                  const QStringList &codes, const QStringList &words)
{
    auto *box = new QComboBox(m_content);
    box->setObjectName(QLatin1String(name));
    box->setWhatsThis(accepts);
    for (qsizetype i = 0; i < codes.size(); ++i)
        box->addItem(words[i], codes[i]);
    connect(box, &QComboBox::activated, this, &FormSection::edited);
    addField(label, box);
    return box;
}

QString chosenCode(const QComboBox *box)
{
    return box->currentData().toString();
}

void chooseCode(QComboBox *box, const QString &code)
{
    const int at = box->findData(code);
    if (at < 0 && !code.isEmpty())
        box->addItem(code, code); // a code that this version does not know is kept
    box->setCurrentIndex(at < 0 ? (code.isEmpty() ? 0 : box->count() - 1) : at);
}

} // namespace marz::ui
