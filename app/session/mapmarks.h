#pragma once

#include "incident/change.h"
#include "session/geodata.h"

#include <QObject>

namespace marz::session {

/// A place that marks are drawn around or from: a position, or an incident known to some radius.
struct MarkedPlace {
    geo::LonLat position;
    QString name; ///< of the incident; empty for a mere position
    /// How far off the place may be, metres; 0 for a position that was pointed at.
    double uncertaintyM = 0;

    friend bool operator==(const MarkedPlace &, const MarkedPlace &) = default;
};

/// Circles of equal geodesic distance around a place.
struct RangeRings {
    MarkedPlace place;
    std::vector<double> radiiM; ///< ascending

    friend bool operator==(const RangeRings &, const RangeRings &) = default;
};

/// The way from a place to the nearest point of the nearest international border.
struct BorderLink {
    MarkedPlace place;
    geo::LonLat borderPoint;
    QString pair; ///< "AFG-TJK"
    double distanceM = 0;
    double azimuthDeg = 0; ///< at the place, clockwise from true north

    friend bool operator==(const BorderLink &, const BorderLink &) = default;
};

/// The radii of "5, 10, 25 km" or "500 m, 2 km" in metres, ascending, each once; digits of any script,
/// kilometres unless a unit follows. Throws base::Error(Invalid) that says what can be written.
std::vector<double> radiiOf(const QString &text);
/// "5, 10, 25 km", "0.5, 2 km".
QString radiiText(const std::vector<double> &radiiM);

/// @p rings as annotations, one user action: for each radius a closed line and a text with its distance.
incident::ChangeSet keptRings(const RangeRings &rings, const QString &who);

/// "3.5 km", with geo::unitSpace: no finer than border lines are known.
QString kilometresText(double metres);
QString borderDistanceText(const BorderLink &link);
/// Nullopt beyond the bundled borders.
std::optional<BorderLink> borderLink(const MarkedPlace &place, const Geodata &geodata);

/// What the user put on the map to look at: range rings and ways to the border. It belongs to nothing that is
/// stored or exported.
class MapMarks : public QObject
{
    Q_OBJECT
public:
    struct Content {
        std::vector<RangeRings> rings;
        std::vector<BorderLink> links;

        bool isEmpty() const { return rings.empty() && links.empty(); }
        friend bool operator==(const Content &, const Content &) = default;
    };

    using QObject::QObject;

    const Content &content() const { return m_content; }
    /// Replaces the rings around the same place.
    void addRings(const RangeRings &rings);
    /// Replaces the way from the same place.
    void addLink(const BorderLink &link);
    void removeRings(std::size_t i);
    void removeLink(std::size_t i);
    void setContent(Content content);
    void clear() { setContent({}); }

Q_SIGNALS:
    void marksChanged();

private:
    Content m_content;
};

} // namespace marz::session
