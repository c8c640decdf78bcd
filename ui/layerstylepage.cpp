#include "ui/layerstylepage.h"

#include "map/colorpalette.h"
#include "session/layerstyling.h"
#include "ui/layerclasslist.h"
#include "ui/layercolour.h"
#include "ui/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr const char *methods[] = {"quantile", "equal", "natural"};

QIcon paletteIcon(const map::ColorPalette &palette)
{
    QPixmap pixmap(72, 14);
    QPainter painter(&pixmap);
    const std::vector<QColor> colours = palette.taken(std::min<std::size_t>(8, palette.colours.size()));
    const double width = pixmap.width() / static_cast<double>(colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i)
        painter.fillRect(QRectF(static_cast<double>(i) * width, 0, width + 1, pixmap.height()), colours[i]);
    return QIcon(pixmap);
}

QDoubleSpinBox *sizeBox(const char *name, double most, QWidget *parent)
{
    auto *box = new QDoubleSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(0, most);
    box->setSingleStep(0.5);
    box->setDecimals(1);
    box->setSuffix(LayerStylePage::tr(" px"));
    return box;
}

} // namespace

struct LayerStylePage::Impl {
    LayerStylePage *q;
    std::shared_ptr<const session::LayerTable> table;
    map::SwatchKinds kinds;
    map::LayerStyle style{};
    QFormLayout *form = nullptr;
    QComboBox *kind, *field, *palette, *method;
    QSpinBox *count;
    QLabel *paletteNote;
    LayerClassList *classes;
    QLineEdit *label;
    LayerColour *fill, *line;
    QDoubleSpinBox *width, *size;
    QComboBox *dash, *marker;
    QCheckBox *isDouble, *isVisible;
    bool isFilling = false;

    void build();
    QWidget *classEditor();
    void connectAll();
    void showAll();
    void showClass();
    void showPaletteNote();
    void reclassify();
    void recolour();
    void addClass(const QString &value);
    void removeClasses();
    template <typename Change>
    void change(Change each)
    {
        if (isFilling)
            return;
        for (const std::size_t i : classes->chosen())
            each(style.classes[i]);
        classes->refresh(style);
        Q_EMIT q->styleChanged();
    }
};

void LayerStylePage::Impl::build()
{
    auto *column = new QVBoxLayout(q);
    column->setSpacing(betweenPx);
    form = new QFormLayout;
    kind = new QComboBox(q);
    kind->setObjectName(QStringLiteral("styleKind"));
    kind->addItems({tr("One look for all"), tr("By category"), tr("By value")});
    field = new QComboBox(q);
    field->setObjectName(QStringLiteral("styleField"));
    palette = new QComboBox(q);
    palette->setObjectName(QStringLiteral("stylePalette"));
    palette->setIconSize(QSize(72, 14));
    palette->addItem(tr("own colours"));
    for (const map::ColorPalette &each : map::colorPalettes())
        palette->addItem(paletteIcon(each), each.name);
    method = new QComboBox(q);
    method->setObjectName(QStringLiteral("styleMethod"));
    method->addItems({tr("as many features in each"), tr("equal steps"), tr("natural breaks")});
    count = new QSpinBox(q);
    count->setObjectName(QStringLiteral("styleCount"));
    count->setRange(2, 12);
    count->setValue(5);
    paletteNote = noteLabel({}, q);
    form->addRow(tr("&Style"), kind);
    form->addRow(tr("&Field"), field);
    form->addRow(tr("&Palette"), palette);
    form->addRow(QString(), paletteNote);
    form->addRow(tr("&Classes by"), method);
    form->addRow(tr("&Number"), count);
    column->addLayout(form);
    classes = new LayerClassList(kinds, q);
    auto *halves = new QHBoxLayout;
    halves->addWidget(classes, 3);
    halves->addWidget(classEditor(), 4);
    column->addLayout(halves, 1);
    if (table) {
        for (const QString &each : table->fields)
            field->addItem(each);
    }
}

QWidget *LayerStylePage::Impl::classEditor()
{
    auto *box = new QWidget(q);
    auto *rows = new QFormLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    label = new QLineEdit(box);
    label->setObjectName(QStringLiteral("classLabel"));
    fill = new LayerColour(tr("Fill"), box);
    fill->setObjectName(QStringLiteral("classFill"));
    line = new LayerColour(tr("Line"), box);
    line->setObjectName(QStringLiteral("classLine"));
    width = sizeBox("classWidth", 20, box);
    dash = new QComboBox(box);
    dash->setObjectName(QStringLiteral("classDash"));
    dash->addItems({tr("solid"), tr("dashed"), tr("dotted")});
    isDouble = new QCheckBox(tr("d&ouble line"), box);
    isDouble->setObjectName(QStringLiteral("classDouble"));
    marker = new QComboBox(box);
    marker->setObjectName(QStringLiteral("classMarker"));
    marker->addItems({tr("circle"), tr("square"), tr("triangle"), tr("diamond"), tr("cross")});
    size = sizeBox("classSize", 64, box);
    size->setMinimum(1);
    isVisible = new QCheckBox(tr("s&hown"), box);
    isVisible->setObjectName(QStringLiteral("classVisible"));
    rows->addRow(tr("&Legend"), label);
    rows->addRow(tr("F&ill"), fill);
    rows->addRow(tr("L&ine"), line);
    rows->addRow(tr("&Width"), width);
    const bool isPointsAlone = kinds.hasPoints && !kinds.hasLines && !kinds.hasAreas;
    if (isPointsAlone) {
        dash->hide();
        isDouble->hide();
    } else {
        rows->addRow(tr("&Dashes"), dash);
        rows->addRow(QString(), isDouble);
    }
    if (kinds.hasPoints) {
        rows->addRow(tr("&Marker"), marker);
        rows->addRow(tr("Si&ze"), size);
    } else {
        marker->hide();
        size->hide();
    }
    rows->addRow(QString(), isVisible);
    return box;
}

void LayerStylePage::Impl::connectAll()
{
    connect(kind, &QComboBox::activated, q, [this] { reclassify(); });
    connect(field, &QComboBox::activated, q, [this] { reclassify(); });
    connect(method, &QComboBox::activated, q, [this] { reclassify(); });
    connect(count, &QSpinBox::valueChanged, q, [this] {
        if (!isFilling)
            reclassify();
    });
    connect(palette, &QComboBox::activated, q, [this] { recolour(); });
    connect(classes, &LayerClassList::chosenChanged, q, [this] { showClass(); });
    connect(classes, &LayerClassList::addRequested, q, [this](const QString &value) { addClass(value); });
    connect(classes, &LayerClassList::removeRequested, q, [this] { removeClasses(); });
    connect(label, &QLineEdit::textEdited, q,
            [this](const QString &text) { change([&](map::ClassStyle &each) { each.label = text; }); });
    const auto ownColours = [this] {
        style.palette.clear();
        palette->setCurrentIndex(0);
        showPaletteNote();
    };
    connect(fill, &LayerColour::colourChosen, q, [this, ownColours](const QColor &colour) {
        ownColours();
        change([&](map::ClassStyle &each) { each.fill = colour; });
    });
    connect(line, &LayerColour::colourChosen, q, [this, ownColours](const QColor &colour) {
        ownColours();
        change([&](map::ClassStyle &each) { each.line = colour; });
    });
    connect(width, &QDoubleSpinBox::valueChanged, q,
            [this](double px) { change([&](map::ClassStyle &each) { each.widthPx = px; }); });
    connect(size, &QDoubleSpinBox::valueChanged, q,
            [this](double px) { change([&](map::ClassStyle &each) { each.markerPx = px; }); });
    connect(dash, &QComboBox::activated, q, [this](int at) {
        change([&](map::ClassStyle &each) { each.dash = static_cast<map::LineDash>(at); });
    });
    connect(marker, &QComboBox::activated, q, [this](int at) {
        change([&](map::ClassStyle &each) { each.marker = static_cast<map::MarkerShape>(at); });
    });
    connect(isDouble, &QCheckBox::clicked, q,
            [this](bool isOn) { change([&](map::ClassStyle &each) { each.isDouble = isOn; }); });
    connect(isVisible, &QCheckBox::clicked, q,
            [this](bool isOn) { change([&](map::ClassStyle &each) { each.isVisible = isOn; }); });
}

void LayerStylePage::Impl::showClass()
{
    const std::vector<std::size_t> rows = classes->chosen();
    const bool hasOne = rows.size() == 1;
    isFilling = true;
    label->setEnabled(hasOne);
    label->setText(hasOne ? style.classes[rows.front()].label : QString());
    label->setPlaceholderText(rows.size() > 1 ? tr("%1 classes are chosen").arg(rows.size()) : QString());
    for (QWidget *each :
         std::initializer_list<QWidget *>{fill, line, width, dash, isDouble, marker, size, isVisible})
        each->setEnabled(!rows.empty());
    if (!rows.empty()) {
        const map::ClassStyle &first = style.classes[rows.front()];
        fill->setColour(first.fill);
        line->setColour(first.line);
        width->setValue(first.widthPx);
        dash->setCurrentIndex(static_cast<int>(first.dash));
        isDouble->setChecked(first.isDouble);
        marker->setCurrentIndex(static_cast<int>(first.marker));
        size->setValue(first.markerPx);
        isVisible->setChecked(first.isVisible);
    }
    isFilling = false;
}

void LayerStylePage::Impl::showPaletteNote()
{
    const map::ColorPalette *scheme = map::colorPalette(style.palette);
    const bool isSingle = style.kind == map::StyleKind::Single;
    const auto used = static_cast<int>(style.classes.size()) - (isSingle ? 0 : 1);
    QStringList words;
    if (scheme && used > scheme->safeClasses)
        words << tr("Safe for colour-blind readers up to %1 classes; these are %2.")
                     .arg(scheme->safeClasses)
                     .arg(used);
    else if (scheme)
        words << tr("Safe for colour-blind readers.");
    const auto own = scheme ? static_cast<int>(scheme->colours.size()) : 0;
    if (scheme && scheme->kind == map::ColorPalette::Kind::Qualitative && used > own)
        words << tr("Its colours repeat after %1.").arg(own);
    paletteNote->setText(words.join(u' '));
    form->setRowVisible(paletteNote, !words.isEmpty());
}

/// The style's own widgets from the style.
void LayerStylePage::Impl::showAll()
{
    isFilling = true;
    kind->setCurrentIndex(static_cast<int>(style.kind));
    const bool isClassified = style.kind != map::StyleKind::Single;
    if (!style.field.isEmpty() && field->findText(style.field) < 0)
        field->addItem(style.field); // of a file that has lost it
    if (!style.field.isEmpty())
        field->setCurrentText(style.field);
    palette->setCurrentIndex(std::max(0, palette->findText(style.palette)));
    for (int i = 0; i < 3; ++i) {
        if (style.method == QLatin1String(methods[i]))
            method->setCurrentIndex(i);
    }
    const bool isGraduated = style.kind == map::StyleKind::Graduated;
    if (isGraduated && style.classes.size() > 2)
        count->setValue(static_cast<int>(style.classes.size()) - 1);
    form->setRowVisible(field, isClassified);
    form->setRowVisible(method, isGraduated);
    form->setRowVisible(count, isGraduated);
    classes->setVisible(isClassified);
    classes->fill(style);
    isFilling = false;
    showPaletteNote();
    showClass();
}

void LayerStylePage::Impl::reclassify()
{
    const auto wanted = static_cast<map::StyleKind>(kind->currentIndex());
    const map::ClassStyle like = style.classes.front();
    const bool isOther = wanted != style.kind;
    style.kind = wanted;
    if (wanted == map::StyleKind::Single || !table || field->count() == 0) {
        style.kind = map::StyleKind::Single;
        style.classes = {like};
        style.classes.front().label.clear();
        style.field.clear();
    } else {
        style.field = field->currentText();
        style.method = QLatin1String(methods[method->currentIndex()]);
        const map::ColorPalette *scheme = map::colorPalette(style.palette);
        const bool isCategories = wanted == map::StyleKind::Categories;
        if (isOther || !scheme) // a scheme of the right kind to begin with
            style.palette = isCategories ? QStringLiteral("Paired") : QStringLiteral("YlOrRd");
        const session::ClassChoice choice{style.field, style.palette, like};
        style.classes = isCategories ? session::categoryClasses(*table, choice)
                                     : session::graduatedClasses(*table, choice, style.method,
                                                                 static_cast<std::size_t>(count->value()));
    }
    showAll();
    Q_EMIT q->styleChanged();
}

void LayerStylePage::Impl::recolour()
{
    style.palette = palette->currentIndex() == 0 ? QString() : palette->currentText();
    session::applyPalette(style.classes, style.palette, style.kind);
    classes->refresh(style);
    showClass();
    showPaletteNote();
    Q_EMIT q->styleChanged();
}

void LayerStylePage::Impl::addClass(const QString &value)
{
    const std::size_t before = style.classes.size();
    const std::optional<std::size_t> number = session::addCategory(style, value);
    if (!number)
        return;
    if (style.classes.size() > before) {
        showAll();
        Q_EMIT q->styleChanged();
    }
    classes->choose(*number);
}

void LayerStylePage::Impl::removeClasses()
{
    session::removeCategories(style, classes->chosen());
    showAll();
    Q_EMIT q->styleChanged();
}

LayerStylePage::LayerStylePage(std::shared_ptr<const session::LayerTable> table, map::SwatchKinds kinds,
                               QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>())
{
    m_impl->q = this;
    m_impl->table = std::move(table);
    m_impl->kinds = kinds;
    m_impl->build();
    m_impl->connectAll();
    m_impl->showAll();
}

LayerStylePage::~LayerStylePage() = default;

const map::LayerStyle &LayerStylePage::style() const
{
    return m_impl->style;
}

void LayerStylePage::setStyle(const map::LayerStyle &style)
{
    m_impl->style = style;
    m_impl->showAll();
}

} // namespace marz::ui
