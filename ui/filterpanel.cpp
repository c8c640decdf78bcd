#include "ui/filterpanel.h"

#include "session/workspace.h"
#include "ui/addfield.h"
#include "ui/checklist.h"
#include "ui/foldingsection.h"
#include "ui/measurefilter.h"
#include "ui/parts.h"
#include "ui/peoplefilter.h"
#include "ui/typetree.h"

#include <QCheckBox>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr int countDelayMs = 40; ///< a drag on the timeline is followed at once, the counts settle after it
constexpr int textDelayMs = 300;

template <typename E>
std::vector<E> valuesOf(const QStringList &codes)
{
    std::vector<E> values;
    for (const QString &each : codes) {
        if (const std::optional<E> value = incident::fromCode<E>(each))
            values.push_back(*value);
    }
    return values;
}

template <typename E>
QStringList codesOf(const std::vector<E> &values)
{
    QStringList codes;
    for (const E value : values)
        codes << incident::code(value);
    return codes;
}

QCheckBox *switchBox(const QString &words, const QString &name)
{
    auto *box = new QCheckBox(words);
    box->setObjectName(name);
    return box;
}

} // namespace

struct FilterPanel::Impl {
    FilterPanel *q;
    session::Workspace &workspace;
    QLineEdit *text = new QLineEdit;
    TypeTree *types = new TypeTree;
    CheckList *verification = new CheckList;
    CheckList *workflow = new CheckList;
    CheckList *countries = new CheckList;
    AddField *region = new AddField(QStringLiteral("Region"), false);
    QLabel *regionError = errorLabel();
    PeopleFilter *people = new PeopleFilter(workspace);
    AddField *actor = new AddField(QStringLiteral("Actor"), true);
    AddField *series = new AddField(QStringLiteral("Series"), true);
    AddField *tag = new AddField(QStringLiteral("Tag"), true);
    QCheckBox *certainly = switchBox(QStringLiteral("Certainly only"), QStringLiteral("certainly"));
    QCheckBox *undated = switchBox(QStringLiteral("Undated"), QStringLiteral("undated"));
    QCheckBox *unlocated = switchBox(QStringLiteral("Unlocated only"), QStringLiteral("unlocated"));
    QToolButton *clear = flatButton(QStringLiteral("Clear filter"));
    QTimer countLater;
    QTimer textLater;

    Impl(FilterPanel *panel, session::Workspace &space) : q(panel), workspace(space) {}

    void build();
    QWidget *titled(const QString &title, QWidget *field);
    void fillLists();
    void connectFields();
    void connectShared();
    void loadNames();
    void showGeodata();
    /// With the name of the country, once the boundaries are loaded: "Tajikistan (TJK)".
    QString countryWords(const QString &code) const;
    void showFilter(const incident::Filter &filter);
    void recount();
    /// The one way into the filter: the present one with a change.
    template <typename Change>
    void change(Change apply)
    {
        incident::Filter filter = workspace.filter().filter();
        apply(filter);
        workspace.filter().setFilter(filter);
    }
};

QWidget *FilterPanel::Impl::titled(const QString &title, QWidget *field)
{
    auto *group = new QWidget;
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *label = new QLabel(title);
    label->setBuddy(field);
    column->addWidget(label);
    column->addWidget(field);
    return group;
}

void FilterPanel::Impl::fillLists()
{
    types->setVocabulary(workspace.store().vocabulary());
    const auto &families = workspace.store().vocabulary().families();
    for (const auto &entry : incident::codeList<incident::Verification>()) {
        const QIcon icon = families.empty() ? QIcon() : familyIcon(families.front(), q, entry.value);
        verification->add(QString::fromLatin1(entry.code), QString::fromLatin1(entry.words), icon);
    }
    for (const auto &entry : incident::codeList<incident::Workflow>())
        workflow->add(QString::fromLatin1(entry.code), QString::fromLatin1(entry.words));
}

void FilterPanel::Impl::build()
{
    text->setObjectName(QStringLiteral("text"));
    text->setAccessibleName(QStringLiteral("Words"));
    text->setPlaceholderText(QStringLiteral("words in any script"));
    text->setClearButtonEnabled(true);
    types->setObjectName(QStringLiteral("types"));
    verification->setObjectName(QStringLiteral("verification"));
    workflow->setObjectName(QStringLiteral("workflow"));
    countries->setObjectName(QStringLiteral("countries"));
    region->setObjectName(QStringLiteral("region"));
    regionError->setObjectName(QStringLiteral("regionError"));
    actor->setObjectName(QStringLiteral("actor"));
    series->setObjectName(QStringLiteral("series"));
    tag->setObjectName(QStringLiteral("tag"));
    clear->setObjectName(QStringLiteral("clear"));
    undated->setToolTip(QStringLiteral("Alone: only incidents without a date. Beside days: these too."));
    certainly->setToolTip(QStringLiteral("Leave out what is only possibly in the days and the region"));

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(betweenPx, betweenPx, betweenPx, betweenPx);
    column->setSpacing(insidePx);
    column->addWidget(titled(QStringLiteral("Words"), text));
    column->addWidget(certainly);
    const auto section = [column](const QString &title, const QString &key,
                                  std::initializer_list<QWidget *> fields, bool isOpen) {
        auto *group = new FoldingSection(title, QStringLiteral("filter/%1").arg(key), isOpen);
        for (QWidget *field : fields)
            group->body()->addWidget(field);
        column->addWidget(group);
    };
    section(QStringLiteral("Family and type"), QStringLiteral("types"),
            {noteLabel(QStringLiteral("None ticked means all")), types}, true);
    section(QStringLiteral("Country and region"), QStringLiteral("region"),
            {countries, titled(QStringLiteral("Region"), region), regionError}, true);
    section(QStringLiteral("People"), QStringLiteral("people"), {people}, true);
    section(QStringLiteral("Verification"), QStringLiteral("verification"), {verification}, true);
    section(QStringLiteral("Workflow"), QStringLiteral("workflow"), {workflow}, false);
    section(QStringLiteral("Figures, place and sources"), QStringLiteral("measures"),
            {new MeasureFilter(workspace)}, false);
    section(QStringLiteral("Actor, series, tag"), QStringLiteral("names"),
            {titled(QStringLiteral("Actor"), actor), titled(QStringLiteral("Series"), series),
             titled(QStringLiteral("Tag"), tag)},
            false);
    section(QStringLiteral("Without date or place"), QStringLiteral("unknown"), {undated, unlocated}, true);
    column->addWidget(clear, 0, Qt::AlignLeft);
    column->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *outer = new QVBoxLayout(q);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    q->setFocusProxy(text);
    q->setMinimumWidth(220);
}

void FilterPanel::Impl::connectFields()
{
    QObject::connect(types, &TypeTree::tickedChanged, q, [this](const QStringList &ticked) {
        change([&](incident::Filter &filter) {
            setTickedTypes(filter, ticked, workspace.store().vocabulary());
        });
    });
    QObject::connect(verification, &CheckList::tickedChanged, q, [this](const QStringList &codes) {
        change([&](incident::Filter &filter) {
            filter.verifications = valuesOf<incident::Verification>(codes);
        });
    });
    QObject::connect(workflow, &CheckList::tickedChanged, q, [this](const QStringList &codes) {
        change([&](incident::Filter &filter) { filter.workflows = valuesOf<incident::Workflow>(codes); });
    });
    QObject::connect(countries, &CheckList::tickedChanged, q, [this](const QStringList &codes) {
        change([&](incident::Filter &filter) { filter.countries = codes; });
    });
    QObject::connect(region, &AddField::added, q, [this](const QString &code) {
        const places::Unit *unit = workspace.geodata() ? workspace.geodata()->boundaries.unit(code) : nullptr;
        if (!unit)
            return;
        const incident::RegionChoice choice{unit->code, {}, unit->country, unit->name};
        change([&](incident::Filter &filter) {
            if (std::find(filter.regions.begin(), filter.regions.end(), choice) == filter.regions.end())
                filter.regions.push_back(choice);
        });
    });
    QObject::connect(region, &AddField::refused, q,
                     [this](const QString &why) { showError(regionError, why); });
    const auto list = [this](AddField *field, QStringList incident::Filter::*names) {
        QObject::connect(field, &AddField::added, q, [this, names](const QString &name) {
            change([&](incident::Filter &filter) {
                if (!(filter.*names).contains(name))
                    (filter.*names) << name;
            });
        });
    };
    list(actor, &incident::Filter::actors);
    list(series, &incident::Filter::series);
    list(tag, &incident::Filter::tags);
    const auto flag = [this](QCheckBox *box, bool incident::Filter::*member) {
        QObject::connect(box, &QCheckBox::clicked, q, [this, member](bool isOn) {
            change([&](incident::Filter &filter) { filter.*member = isOn; });
        });
    };
    flag(certainly, &incident::Filter::certainly);
    flag(undated, &incident::Filter::undated);
    flag(unlocated, &incident::Filter::unlocated);
    textLater.setSingleShot(true);
    textLater.setInterval(textDelayMs);
    const auto takeText = [this] {
        textLater.stop();
        change([&](incident::Filter &filter) { filter.text = text->text().trimmed(); });
    };
    QObject::connect(&textLater, &QTimer::timeout, q, takeText);
    QObject::connect(text, &QLineEdit::textEdited, q, [this] { textLater.start(); });
    QObject::connect(text, &QLineEdit::returnPressed, q, takeText);
    QObject::connect(clear, &QToolButton::clicked, q, [this] { workspace.filter().clear(); });
}

void FilterPanel::Impl::connectShared()
{
    countLater.setSingleShot(true);
    countLater.setInterval(countDelayMs);
    QObject::connect(&countLater, &QTimer::timeout, q, [this] { recount(); });
    QObject::connect(&workspace.filter(), &session::FilterState::filterChanged, q,
                     [this](const incident::Filter &filter) { showFilter(filter); });
    QObject::connect(&workspace.filtered(), &session::FilteredView::filteredChanged, q,
                     [this] { countLater.start(); });
    QObject::connect(&workspace, &session::Workspace::geodataLoaded, q, [this] { showGeodata(); });
    QObject::connect(&workspace.store(), &session::OpenStore::storeOpened, q, [this] {
        types->setVocabulary(workspace.store().vocabulary());
        showFilter(workspace.filter().filter());
        loadNames();
    });
    QObject::connect(&workspace.store(), &session::OpenStore::incidentsChanged, q, [this] { loadNames(); });
}

void FilterPanel::Impl::loadNames()
{
    if (!workspace.store().summary().isOpen)
        return;
    workspace.store().loadNames(q, [this](const session::KnownNames &names) {
        actor->setChoices(names.actors);
        people->setKnown(names.people);
        series->setChoices(names.series);
        tag->setChoices(names.tags);
    });
}

void FilterPanel::Impl::showGeodata()
{
    const std::shared_ptr<const session::Geodata> geodata = workspace.geodata();
    if (!geodata)
        return;
    std::vector<Addable> units;
    for (const places::Unit &unit : geodata->boundaries.units()) {
        const places::Country *country = geodata->boundaries.country(unit.country);
        const QString words =
            QStringLiteral("%1, %2, %3").arg(unit.name, unit.code, country ? country->name : unit.country);
        units.push_back(
            {unit.code, words,
             QStringList{words, unit.nameTg, unit.nameRu, unit.nameFa, unit.nameNat}.join(u'\n')});
    }
    std::sort(units.begin(), units.end(),
              [](const Addable &a, const Addable &b) { return a.label.localeAwareCompare(b.label) < 0; });
    region->setChoices(units);
    for (const QString &code : countries->codes()) // named before the boundaries were there
        countries->setWords(code, countryWords(code));
    recount();
}

QString FilterPanel::Impl::countryWords(const QString &code) const
{
    const places::Country *country =
        workspace.geodata() ? workspace.geodata()->boundaries.country(code) : nullptr;
    return country ? QStringLiteral("%1 (%2)").arg(country->name, code) : code;
}

void FilterPanel::Impl::showFilter(const incident::Filter &filter)
{
    types->setTicked(tickedTypes(filter, workspace.store().vocabulary()));
    verification->setTicked(codesOf(filter.verifications));
    workflow->setTicked(codesOf(filter.workflows));
    for (const QString &code : filter.countries)
        countries->add(code, countryWords(code));
    countries->setTicked(filter.countries);
    certainly->setChecked(filter.certainly);
    undated->setChecked(filter.undated);
    unlocated->setChecked(filter.unlocated);
    if (text->text().trimmed() != filter.text && !textLater.isActive())
        text->setText(filter.text);
    clear->setEnabled(!filter.isEmpty());
    showError(regionError, {});
}

void FilterPanel::Impl::recount()
{
    const FacetCounts counts = facetCounts(workspace.filtered(), workspace.filter().filter());
    types->setCounts(counts);
    for (const auto &entry : incident::codeList<incident::Verification>())
        verification->setCount(QString::fromLatin1(entry.code),
                               counts.byVerification[static_cast<std::size_t>(entry.value)]);
    for (const auto &entry : incident::codeList<incident::Workflow>())
        workflow->setCount(QString::fromLatin1(entry.code),
                           counts.byWorkflow[static_cast<std::size_t>(entry.value)]);
    for (auto it = counts.byCountry.begin(); it != counts.byCountry.end(); ++it) {
        if (!it.key().isEmpty())
            countries->add(it.key(), countryWords(it.key()));
    }
    for (const QString &code : countries->codes())
        countries->setCount(code, counts.byCountry.value(code));
    undated->setText(QStringLiteral("Undated (%1)").arg(countText(workspace.filtered().filtered().undated)));
    unlocated->setText(
        QStringLiteral("Unlocated only (%1)").arg(countText(workspace.filtered().filtered().unlocated)));
}

FilterPanel::FilterPanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    m_impl->fillLists();
    m_impl->build();
    m_impl->connectFields();
    m_impl->connectShared();
    m_impl->showGeodata();
    m_impl->loadNames();
    m_impl->showFilter(workspace.filter().filter());
    m_impl->recount();
}

FilterPanel::~FilterPanel() = default;

void FilterPanel::focusText()
{
    m_impl->text->setFocus(Qt::ShortcutFocusReason);
    m_impl->text->selectAll();
}

} // namespace marz::ui
