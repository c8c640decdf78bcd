#include "session/layerjson.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace marz::session {

namespace {

constexpr std::array kinds{"single", "categories", "graduated"};
constexpr std::array dashes{"solid", "dash", "dot"};
constexpr std::array markers{"circle", "square", "triangle", "diamond", "cross"};
constexpr std::array rasterKinds{"picture", "terrain"};
constexpr qsizetype longestText = 500;
constexpr qsizetype longestPath = 4096;
constexpr double widestScale = 1e10;

template <typename Enum, std::size_t n>
QString word(Enum value, const std::array<const char *, n> &words)
{
    return QLatin1String(words[static_cast<std::size_t>(value)]);
}

template <typename Enum, std::size_t n>
Enum valueOf(const QJsonValue &json, const std::array<const char *, n> &words)
{
    const QString text = json.toString();
    for (std::size_t i = 0; i < n; ++i) {
        if (text == QLatin1String(words[i]))
            return static_cast<Enum>(i);
    }
    return static_cast<Enum>(0);
}

double number(const QJsonValue &json, double usual, double least, double most)
{
    const double value = json.toDouble(usual);
    return std::isfinite(value) ? std::clamp(value, least, most) : usual;
}

QString text(const QJsonValue &json)
{
    return json.toString().left(longestText);
}

QColor colour(const QJsonValue &json, const QColor &usual)
{
    static const QRegularExpression form(QStringLiteral("^#[0-9A-Fa-f]{8}$"));
    const QString name = json.toString();
    return form.match(name).hasMatch() ? QColor(name) : usual;
}

QJsonObject rangeJson(const map::ScaleRange &range)
{
    return {{QStringLiteral("closest"), range.closest}, {QStringLiteral("widest"), range.widest}};
}

map::ScaleRange rangeOf(const QJsonValue &json)
{
    const QJsonObject object = json.toObject();
    return {number(object[QLatin1String("closest")], 0, 0, widestScale),
            number(object[QLatin1String("widest")], 0, 0, widestScale)};
}

QJsonObject classJson(const map::ClassStyle &style)
{
    QJsonObject json{{QStringLiteral("label"), style.label},
                     {QStringLiteral("fill"), style.fill.name(QColor::HexArgb)},
                     {QStringLiteral("line"), style.line.name(QColor::HexArgb)},
                     {QStringLiteral("width"), style.widthPx},
                     {QStringLiteral("dash"), word(style.dash, dashes)},
                     {QStringLiteral("double"), style.isDouble},
                     {QStringLiteral("marker"), word(style.marker, markers)},
                     {QStringLiteral("size"), style.markerPx},
                     {QStringLiteral("visible"), style.isVisible}};
    if (!style.value.isEmpty())
        json.insert(QStringLiteral("value"), style.value);
    if (std::isfinite(style.upTo))
        json.insert(QStringLiteral("up_to"), style.upTo);
    return json;
}

QJsonObject rasterJson(const map::RasterStyle &style)
{
    return {{QStringLiteral("kind"), word(style.kind, rasterKinds)},
            {QStringLiteral("low"), style.low},
            {QStringLiteral("high"), style.high},
            {QStringLiteral("tints"), style.tints},
            {QStringLiteral("shade"), style.shade},
            {QStringLiteral("azimuth"), style.azimuthDeg},
            {QStringLiteral("altitude"), style.altitudeDeg},
            {QStringLiteral("exaggeration"), style.exaggeration}};
}

map::RasterStyle rasterStyleOf(const QJsonObject &json)
{
    constexpr double extreme = 1e12; // values of a raster may be anything
    map::RasterStyle style;
    style.kind = valueOf<map::RasterKind>(json[QLatin1String("kind")], rasterKinds);
    style.low = number(json[QLatin1String("low")], 0, -extreme, extreme);
    style.high = number(json[QLatin1String("high")], 0, -extreme, extreme);
    style.tints = json[QLatin1String("tints")].toString(style.tints).left(40);
    style.shade = number(json[QLatin1String("shade")], style.shade, 0, 1);
    style.azimuthDeg = number(json[QLatin1String("azimuth")], style.azimuthDeg, 0, 360);
    style.altitudeDeg = number(json[QLatin1String("altitude")], style.altitudeDeg, 5, 90);
    style.exaggeration = number(json[QLatin1String("exaggeration")], style.exaggeration, 0.1, 100);
    return style;
}

map::ClassStyle classOf(const QJsonObject &json)
{
    map::ClassStyle style;
    style.label = text(json[QLatin1String("label")]);
    style.value = json[QLatin1String("value")].toString();
    if (json[QLatin1String("up_to")].isDouble())
        style.upTo = json[QLatin1String("up_to")].toDouble();
    style.fill = colour(json[QLatin1String("fill")], style.fill);
    style.line = colour(json[QLatin1String("line")], style.line);
    style.widthPx = number(json[QLatin1String("width")], style.widthPx, 0, 20);
    style.dash = valueOf<map::LineDash>(json[QLatin1String("dash")], dashes);
    style.isDouble = json[QLatin1String("double")].toBool();
    style.marker = valueOf<map::MarkerShape>(json[QLatin1String("marker")], markers);
    style.markerPx = number(json[QLatin1String("size")], style.markerPx, 1, 64);
    style.isVisible = json[QLatin1String("visible")].toBool(true);
    return style;
}

/// Without "." and "..", also those that lead above the root.
QString cleaned(const QString &path)
{
    QString clean = QDir::cleanPath(path);
    while (clean.startsWith(QLatin1String("/../")))
        clean.remove(0, 3);
    return clean;
}

} // namespace

QJsonObject styleJson(const map::LayerStyle &style)
{
    QJsonArray classes;
    for (const map::ClassStyle &each : style.classes)
        classes.append(classJson(each));
    return {{QStringLiteral("kind"), word(style.kind, kinds)},
            {QStringLiteral("field"), style.field},
            {QStringLiteral("palette"), style.palette},
            {QStringLiteral("method"), style.method},
            {QStringLiteral("classes"), classes},
            {QStringLiteral("scales"), rangeJson(style.scales)},
            {QStringLiteral("label_field"), style.labels.field},
            {QStringLiteral("label_size"), style.labels.sizePx},
            {QStringLiteral("label_priority"), style.labels.priority},
            {QStringLiteral("label_scales"), rangeJson(style.labels.scales)},
            {QStringLiteral("raster"), rasterJson(style.raster)}};
}

map::LayerStyle styleOf(const QJsonObject &json)
{
    map::LayerStyle style;
    style.kind = valueOf<map::StyleKind>(json[QLatin1String("kind")], kinds);
    style.field = text(json[QLatin1String("field")]);
    style.palette = text(json[QLatin1String("palette")]);
    style.method = text(json[QLatin1String("method")]);
    style.classes.clear();
    for (const QJsonValue &each : json[QLatin1String("classes")].toArray()) {
        if (style.classes.size() < map::maxClasses)
            style.classes.push_back(classOf(each.toObject()));
    }
    if (style.classes.empty())
        style.classes.emplace_back();
    // Numbers are sought among the ends: they must ascend.
    if (style.kind == map::StyleKind::Graduated &&
        !std::is_sorted(style.classes.begin(), style.classes.end(),
                        [](const auto &a, const auto &b) { return a.upTo < b.upTo; }))
        style.kind = map::StyleKind::Single;
    style.scales = rangeOf(json[QLatin1String("scales")]);
    style.labels.field = text(json[QLatin1String("label_field")]);
    style.labels.sizePx = number(json[QLatin1String("label_size")], style.labels.sizePx, 6, 40);
    style.labels.priority =
        static_cast<int>(number(json[QLatin1String("label_priority")], style.labels.priority, 0, 9));
    style.labels.scales = rangeOf(json[QLatin1String("label_scales")]);
    style.raster = rasterStyleOf(json[QLatin1String("raster")].toObject());
    return style;
}

bool isPlainPath(const QString &path)
{
    if (path.size() > longestPath || !QDir::isAbsolutePath(path) || path.startsWith(QLatin1String("//")) ||
        path.startsWith(QLatin1String("\\\\")) || path.contains(QLatin1String("://")))
        return false;
    if (std::any_of(path.begin(), path.end(), [](QChar c) { return c.unicode() < 0x20 || c == QChar(0x7F); }))
        return false;
    const QString clean = cleaned(path);
    for (const char *root : {"/vsi", "/dev/", "/proc/", "/sys/"}) {
        if (clean.startsWith(QLatin1String(root), Qt::CaseInsensitive))
            return false;
    }
    return true;
}

QJsonObject layerJson(const SavedLayer &layer, const QString &storeFolder)
{
    QJsonObject json{{QStringLiteral("id"), layer.id}, {QStringLiteral("name"), layer.name}};
    if (layer.source.service) {
        json.insert(QStringLiteral("service"), serviceJson(*layer.source.service));
    } else {
        json.insert(QStringLiteral("path"), QDir(storeFolder).relativeFilePath(layer.source.path));
        json.insert(QStringLiteral("absolute_path"), layer.source.path);
    }
    const std::pair<QString, QString> words[] = {{QStringLiteral("layer"), layer.source.layer},
                                                 {QStringLiteral("crs"), layer.source.crs},
                                                 {QStringLiteral("encoding"), layer.source.encoding}};
    for (const auto &[key, value] : words) {
        if (!value.isEmpty())
            json.insert(key, value);
    }
    if (layer.style)
        json.insert(QStringLiteral("style"), styleJson(*layer.style));
    return json;
}

namespace {

/// The file of a layer; empty when there is no usable path.
QString pathOf(const QJsonObject &json, const QString &storeFolder)
{
    const QString relative = json[QLatin1String("path")].toString();
    const QString absolute = cleaned(json[QLatin1String("absolute_path")].toString());
    const QString beside = QDir::isRelativePath(relative) && !relative.isEmpty()
                               ? cleaned(storeFolder + u'/' + relative)
                               : QString();
    const bool isBeside = isPlainPath(beside);
    const bool isElsewhere = isPlainPath(absolute);
    if (isBeside && (QFileInfo::exists(beside) || !isElsewhere || !QFileInfo::exists(absolute)))
        return beside;
    return isElsewhere ? absolute : QString();
}

} // namespace

std::optional<SavedLayer> layerOf(const QJsonObject &json, const QString &storeFolder)
{
    SavedLayer layer;
    layer.id = text(json[QLatin1String("id")]);
    if (!layer.id.startsWith(QLatin1String("user:")))
        return std::nullopt; // a bundled layer's, or none
    if (json.contains(QLatin1String("service")))
        layer.source.service = serviceOf(json[QLatin1String("service")].toObject());
    else
        layer.source.path = pathOf(json, storeFolder);
    if (!layer.source.service && layer.source.path.isEmpty())
        return std::nullopt;
    layer.source.layer = text(json[QLatin1String("layer")]);
    static const QRegularExpression epsg(QStringLiteral("^EPSG:[0-9]{1,6}$"));
    const QString crs = text(json[QLatin1String("crs")]);
    if (epsg.match(crs).hasMatch())
        layer.source.crs = crs;
    static const QRegularExpression encoding(QStringLiteral("^[A-Za-z0-9._-]{1,40}$"));
    const QString charset = text(json[QLatin1String("encoding")]);
    if (encoding.match(charset).hasMatch())
        layer.source.encoding = charset;
    layer.name = tidyName(text(json[QLatin1String("name")]));
    if (layer.name.isEmpty())
        layer.name = layerNameOf(layer.source);
    if (json[QLatin1String("style")].isObject())
        layer.style =
            std::make_shared<const map::LayerStyle>(styleOf(json[QLatin1String("style")].toObject()));
    return layer;
}

} // namespace marz::session
