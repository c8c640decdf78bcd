#pragma once

#include <QFont>
#include <QPainterPath>
#include <QString>

#include <memory>
#include <vector>

namespace marz::map {

/// How a text of the map is set. Sizes are pixels, hinting is off: the same at every device and in every
/// file.
struct TextStyle {
    double sizePx = 12;
    bool isSemibold = false;
    bool isItalic = false;
    bool isSpacedCapitals = false; ///< where the script has capitals
    double spacingEm = 0;          ///< extra space between letters; not in joined scripts

    friend bool operator==(const TextStyle &, const TextStyle &) = default;
};

/// The font of the map and of pages, at whole pixels.
QFont mapFont(const TextStyle &style);

/// One line of text, shaped (ligatures, joined and right-to-left scripts) by QTextLayout, as outlines.
/// Origin: left end of the baseline, y down, device-independent pixels.
class TextShape
{
public:
    struct Glyph {
        quint32 index = 0; ///< in its font, as QTextLayout chose it
        QPainterPath path; ///< origin at the glyph's own position
        QPointF position;
        double advance = 0;
    };

    TextShape(const QString &text, const TextStyle &style);

    const std::vector<Glyph> &glyphs() const { return m_glyphs; } ///< left to right
    const QPainterPath &path() const { return m_path; }
    double width() const { return m_width; }
    double ascent() const { return m_ascent; }
    double descent() const { return m_descent; }
    /// False for right-to-left and joined scripts, which must not be taken apart along a line.
    bool canBend() const { return m_canBend; }
    QRectF box() const { return {0, -m_ascent, m_width, m_ascent + m_descent}; }

private:
    std::vector<Glyph> m_glyphs;
    QPainterPath m_path;
    double m_width = 0;
    double m_ascent = 0;
    double m_descent = 0;
    bool m_canBend = true;
};

/// The shape of @p text, from a cache of the calling thread.
std::shared_ptr<const TextShape> textShape(const QString &text, const TextStyle &style);

/// The lines that @p text breaks into at @p widthPx.
QStringList wrapped(const QString &text, const TextStyle &style, double widthPx);

} // namespace marz::map
