#pragma once

#include <QString>

#include <vector>

namespace marz::geo {

enum class Axis { Unknown, Lat, Lon };

/// One number of an angle with its digits as typed and its mark: degree sign, ' or ", null without.
struct AnglePart {
    QString digits;
    QChar mark;
};

/// One angle as typed.
struct Angle {
    std::vector<AnglePart> parts;
    QChar sign;                ///< + or -, null without.
    QChar letter;              ///< N, S, E or W, null without.
    Axis axis = Axis::Unknown; ///< By label; "lat" or "lon".

    bool isEmpty() const
    {
        return parts.empty() && sign.isNull() && letter.isNull() && axis == Axis::Unknown;
    }
};

/// The angles of @p text, whatever separates them; bare numbers are shared out evenly between two.
/// Throws base::Error(Invalid) where the text is no list of angles or can be read in two ways.
std::vector<Angle> anglesOf(const QString &text);

/// Throws base::Error(Invalid).
[[noreturn]] void refuse(const QString &problem);
/// Throws base::Error(Invalid) that quotes @p text and shows the forms that can be read.
[[noreturn]] void refuseAsCoordinate(const QString &text);

} // namespace marz::geo
