#include "session/layerstyling.h"

#include "map/classbreaks.h"
#include "map/colorpalette.h"

#include <QHash>

#include <algorithm>

namespace marz::session {

namespace {

constexpr int areaAlpha = 150; ///< of classified areas: the map shows through
constexpr const char *firstPalette = "Dark2";

/// The field that reads most like a name; empty when none does.
QString nameField(const LayerTable &table)
{
    static const QStringList names{QStringLiteral("name"),       QStringLiteral("name_en"),
                                   QStringLiteral("name_latin"), QStringLiteral("admin1"),
                                   QStringLiteral("title"),      QStringLiteral("label")};
    for (const QString &name : names) {
        for (const QString &field : table.fields) {
            if (field.compare(name, Qt::CaseInsensitive) == 0)
                return field;
        }
    }
    return {};
}

map::ClassStyle othersClass(map::ClassStyle like)
{
    like.label = QStringLiteral("all others");
    like.value.clear();
    like.fill = QColor(0x99, 0x99, 0x99, like.fill.alpha());
    like.line = QColor(0x77, 0x77, 0x77);
    return like;
}

QString numberText(double value)
{
    return QString::number(value, 'g', 6);
}

std::vector<double> numbersOf(const LayerTable &table, int field)
{
    std::vector<double> values;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (const auto number = numberIn(table.cell(row, field)))
            values.push_back(*number);
    }
    return values;
}

} // namespace

map::LayerStyle firstStyle(const LayerTable &table, const LayerFacts &facts, int colourNumber)
{
    const std::vector<QColor> &colours = map::colorPalette(QLatin1String(firstPalette))->colours;
    const QColor colour = colours[static_cast<std::size_t>(std::max(0, colourNumber)) % colours.size()];
    map::LayerStyle style;
    map::ClassStyle &only = style.classes.front();
    only.fill = colour;
    only.fill.setAlpha(facts.points > 0 && facts.areas == 0 ? 255 : 46);
    only.line = facts.points > 0 && facts.areas == 0 && facts.lines == 0 ? QColor(Qt::white) : colour;
    style.labels.field = nameField(table);
    return style;
}

bool isLabelledAtFirst(const LayerFacts &facts, const map::LayerStyle &style)
{
    constexpr qint64 most = 200;
    return !style.labels.field.isEmpty() && facts.areas + facts.points > 0 && facts.drawn <= most;
}

void applyPalette(std::vector<map::ClassStyle> &classes, const QString &palette, map::StyleKind kind)
{
    const map::ColorPalette *scheme = map::colorPalette(palette);
    if (!scheme || classes.empty())
        return;
    const bool hasOthers = kind != map::StyleKind::Single && classes.size() > 1;
    const std::size_t count = classes.size() - (hasOthers ? 1 : 0);
    const std::vector<QColor> colours = scheme->taken(count);
    for (std::size_t i = 0; i < count; ++i) {
        const int alpha = classes[i].fill.alpha();
        classes[i].fill = colours[i];
        classes[i].fill.setAlpha(alpha);
        if (classes[i].line != QColor(Qt::white)) // the rim of markers
            classes[i].line =
                kind == map::StyleKind::Graduated ? QColor(colours[i].darker(140).rgb()) : colours[i];
    }
}

std::vector<map::ClassStyle> categoryClasses(const LayerTable &table, const ClassChoice &choice,
                                             std::size_t most)
{
    const int field = table.fieldIndex(choice.field);
    QHash<QString, std::size_t> counts;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const QString value = table.cell(row, field);
        if (!value.isEmpty())
            ++counts[value];
    }
    std::vector<std::pair<QString, std::size_t>> values;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        values.emplace_back(it.key(), it.value());
    std::sort(values.begin(), values.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (values.size() > most)
        values.resize(most);
    map::ClassStyle like = choice.like;
    if (like.fill.alpha() < areaAlpha)
        like.fill.setAlpha(areaAlpha);
    std::vector<map::ClassStyle> classes;
    for (const auto &[value, count] : values) {
        like.value = value;
        like.label = value.simplified().left(60);
        classes.push_back(like);
    }
    classes.push_back(othersClass(like));
    applyPalette(classes, choice.palette, map::StyleKind::Categories);
    return classes;
}

std::optional<std::size_t> addCategory(map::LayerStyle &style, const QString &value)
{
    if (style.kind != map::StyleKind::Categories || style.classes.empty() || value.isEmpty())
        return std::nullopt;
    const auto others = style.classes.end() - 1;
    const auto known =
        std::find_if(style.classes.begin(), others, [&](const auto &each) { return each.value == value; });
    const auto number = static_cast<std::size_t>(known - style.classes.begin());
    if (known != others)
        return number;
    if (style.classes.size() >= map::maxClasses)
        return std::nullopt;
    map::ClassStyle made = number > 0 ? style.classes[number - 1] : *others;
    made.value = value;
    made.label = value.simplified().left(60);
    made.isVisible = true;
    style.classes.insert(others, made);
    applyPalette(style.classes, style.palette, style.kind);
    return number;
}

void removeCategories(map::LayerStyle &style, const std::vector<std::size_t> &numbers)
{
    if (style.kind != map::StyleKind::Categories || style.classes.empty())
        return;
    std::vector<map::ClassStyle> left;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        const bool isOthers = i + 1 == style.classes.size();
        if (isOthers || std::find(numbers.begin(), numbers.end(), i) == numbers.end())
            left.push_back(style.classes[i]);
    }
    style.classes = std::move(left);
}

std::vector<map::ClassStyle> graduatedClasses(const LayerTable &table, const ClassChoice &choice,
                                              const QString &method, std::size_t count)
{
    std::vector<double> values = numbersOf(table, table.fieldIndex(choice.field));
    count = std::clamp<std::size_t>(count, 1, map::maxClasses - 1);
    double low = 0;
    if (!values.empty())
        low = *std::min_element(values.begin(), values.end());
    const std::vector<double> ends =
        method == QLatin1String("equal")     ? map::equalBreaks(std::move(values), count)
        : method == QLatin1String("natural") ? map::naturalBreaks(std::move(values), count)
                                             : map::quantileBreaks(std::move(values), count);
    map::ClassStyle like = choice.like;
    if (like.fill.alpha() < areaAlpha)
        like.fill.setAlpha(areaAlpha);
    std::vector<map::ClassStyle> classes;
    for (const double end : ends) {
        like.upTo = end;
        like.label =
            low == end ? numberText(end) : QStringLiteral("%1 to %2").arg(numberText(low), numberText(end));
        classes.push_back(like);
        low = end;
    }
    map::ClassStyle others = othersClass(like);
    others.upTo = std::numeric_limits<double>::infinity();
    others.label = QStringLiteral("no number");
    classes.push_back(others);
    applyPalette(classes, choice.palette, map::StyleKind::Graduated);
    return classes;
}

std::shared_ptr<const std::vector<std::uint8_t>> classNumbers(const LayerTable &table,
                                                              const map::LayerStyle &style)
{
    if (style.kind == map::StyleKind::Single || style.classes.empty())
        return nullptr;
    const int field = table.fieldIndex(style.field);
    const std::size_t count = std::min(style.classes.size(), map::maxClasses);
    const auto others = static_cast<std::uint8_t>(count - 1);
    auto numbers = std::make_shared<std::vector<std::uint8_t>>(table.rows.size(), others);
    if (style.kind == map::StyleKind::Categories) {
        QHash<QString, std::uint8_t> classOf;
        for (std::size_t i = 0; i + 1 < count; ++i)
            classOf.insert(style.classes[i].value, static_cast<std::uint8_t>(i));
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            (*numbers)[row] = classOf.value(table.cell(row, field), others);
        return numbers;
    }
    std::vector<double> ends;
    for (std::size_t i = 0; i + 1 < count; ++i)
        ends.push_back(style.classes[i].upTo);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto number = numberIn(table.cell(row, field));
        if (!number)
            continue;
        const auto at = std::lower_bound(ends.begin(), ends.end(), *number);
        if (at != ends.end())
            (*numbers)[row] = static_cast<std::uint8_t>(at - ends.begin());
    }
    return numbers;
}

bool haveSameClasses(const map::LayerStyle &a, const map::LayerStyle &b)
{
    return a.kind == b.kind && a.field == b.field &&
           std::equal(a.classes.begin(), a.classes.end(), b.classes.begin(), b.classes.end(),
                      [](const map::ClassStyle &x, const map::ClassStyle &y) {
                          return x.value == y.value && x.upTo == y.upTo;
                      });
}

void setLabels(std::vector<map::LayerFeature> &features, const LayerTable &table,
               const map::LabelStyle &labels)
{
    const int field = labels.field.isEmpty() ? -1 : table.fieldIndex(labels.field);
    for (std::size_t i = 0; i < features.size(); ++i) {
        features[i].label = table.cell(i, field).simplified().left(120);
        features[i].rank = labels.priority;
    }
}

bool haveSameLabels(const map::LayerStyle &a, const map::LayerStyle &b)
{
    return a.labels.field == b.labels.field && a.labels.priority == b.labels.priority;
}

} // namespace marz::session
