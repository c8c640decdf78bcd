#include "map/textshape.h"

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>
#include <QTextLayout>

#include <cmath>

namespace marz::map {

namespace {

/// Scripts whose letters join or stack may be neither spaced nor bent.
bool isDetachable(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        switch (c.script()) {
        case QChar::Script_Common:
        case QChar::Script_Inherited:
        case QChar::Script_Unknown:
        case QChar::Script_Latin:
        case QChar::Script_Cyrillic:
        case QChar::Script_Greek:
        case QChar::Script_Han:
            return true;
        default:
            return false;
        }
    });
}

QTextOption lineOption()
{
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::NoWrap);
    return option;
}

} // namespace

QFont mapFont(const TextStyle &style)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(style.sizePx))));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
    font.setWeight(style.isSemibold ? QFont::DemiBold : QFont::Normal);
    font.setItalic(style.isItalic);
    return font;
}

TextShape::TextShape(const QString &text, const TextStyle &style)
{
    const bool isPlain = isDetachable(text);
    QFont font = mapFont(style);
    // The size asked for need not be whole; shapes are linear without hinting.
    const double scale = style.sizePx / font.pixelSize();
    if (isPlain && style.spacingEm != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, style.spacingEm * font.pixelSize());
    QTextLayout layout(isPlain && style.isSpacedCapitals ? text.toUpper() : text, font);
    layout.setTextOption(lineOption());
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return;
    m_ascent = line.ascent() * scale;
    m_descent = line.descent() * scale;
    m_width = line.naturalTextWidth() * scale;
    m_canBend = isPlain;
    const QPointF origin(line.naturalTextRect().x(), line.y() + line.ascent());
    const QTransform toShape = QTransform::fromScale(scale, scale);
    for (const QGlyphRun &run : layout.glyphRuns()) {
        const QRawFont raw = run.rawFont();
        const QList<quint32> indexes = run.glyphIndexes();
        const QList<QPointF> positions = run.positions();
        const QList<QPointF> advances = raw.advancesForGlyphIndexes(indexes);
        for (qsizetype i = 0; i < indexes.size(); ++i) {
            Glyph glyph;
            glyph.index = indexes[i];
            glyph.path = toShape.map(raw.pathForGlyph(indexes[i]));
            glyph.position = (positions[i] - origin) * scale;
            glyph.advance = advances[i].x() * scale;
            m_path.addPath(glyph.path.translated(glyph.position));
            m_glyphs.push_back(std::move(glyph));
        }
    }
    m_path.setFillRule(Qt::WindingFill);
    std::stable_sort(m_glyphs.begin(), m_glyphs.end(),
                     [](const Glyph &a, const Glyph &b) { return a.position.x() < b.position.x(); });
}

std::shared_ptr<const TextShape> textShape(const QString &text, const TextStyle &style)
{
    struct Key {
        QString text;
        TextStyle style;
        bool operator==(const Key &) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key &key) const
        {
            const TextStyle &s = key.style;
            return qHashMulti(0, key.text, s.sizePx, s.spacingEm, s.isSemibold, s.isItalic,
                              s.isSpacedCapitals);
        }
    };
    constexpr std::size_t mostKept = 4000;
    thread_local std::unordered_map<Key, std::shared_ptr<const TextShape>, Hash> shapes;
    if (shapes.size() > mostKept)
        shapes.clear();
    auto &shape = shapes[{text, style}];
    if (!shape)
        shape = std::make_shared<const TextShape>(text, style);
    return shape;
}

QStringList wrapped(const QString &text, const TextStyle &style, double widthPx)
{
    QStringList lines;
    const QFont font = mapFont(style);
    const double scale = style.sizePx / font.pixelSize();
    for (const QString &paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, font);
        QTextOption option = lineOption();
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(1.0, widthPx / scale));
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
        if (paragraph.isEmpty())
            lines.append(QString());
    }
    return lines;
}

} // namespace marz::map
