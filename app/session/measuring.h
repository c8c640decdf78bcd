#pragma once

#include "geo/coordinatetext.h"

#include <QObject>

#include <optional>
#include <vector>

namespace marz::session {

/// A side of what is measured.
struct MeasuredSide {
    double lengthM = 0;
    double azimuthDeg = 0; ///< at its first end, clockwise from true north, 0..360
};

/// What a line of positions measures, all on the WGS 84 ellipsoid.
struct Measured {
    std::vector<geo::LonLat> vertices;
    std::vector<MeasuredSide> sides; ///< one fewer than vertices
    double totalM = 0;               ///< of the sides
    /// From three vertices on, with the side that closes the outline.
    std::optional<double> perimeterM;
    bool crossesItself = false;
    std::optional<double> areaM2; ///< none where the outline crosses itself
};

Measured measure(const std::vector<geo::LonLat> &vertices);
/// Lines of text for the clipboard: coordinates in @p form, each side, total, perimeter and area. Ordinary
/// spaces only.
QString measuredText(const Measured &measured, geo::CoordinateForm form);

/// The measurement on the map: vertices set one after the other. Every step can be undone, a new measurement
/// and clearing too. It belongs to nothing that is stored or exported.
class Measuring : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const std::vector<geo::LonLat> &vertices() const;
    /// Where the next vertex would be; none while nothing is under way.
    std::optional<geo::LonLat> looseEnd() const { return m_looseEnd; }
    bool isUnderWay() const { return m_steps[m_at].isUnderWay; }
    bool isEmpty() const { return vertices().empty(); }
    Measured measured() const { return measure(vertices()); }

    /// The next vertex; the first one of a new measurement once the former has ended. A vertex at the place
    /// of the last one is left out.
    void add(geo::LonLat at);
    void moveLooseEnd(std::optional<geo::LonLat> at);
    /// False, and nothing happens, with fewer than two vertices.
    bool end();
    void clear();

    /// Moves vertex @p i for as long as it is dragged: one step of undo with endMove().
    void beginMove(std::size_t i);
    void moveTo(geo::LonLat at);
    void endMove();
    void cancelMove();
    bool isMoving() const { return m_moved.has_value(); }

    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_steps.size(); }
    void undo();
    void redo();

Q_SIGNALS:
    void measuringChanged();

private:
    struct Step {
        std::vector<geo::LonLat> vertices;
        bool isUnderWay = false;
    };
    void push(Step step);
    void goTo(std::size_t step);

    std::vector<Step> m_steps{Step()}; ///< never empty
    std::size_t m_at = 0;
    std::optional<geo::LonLat> m_looseEnd;
    std::optional<std::size_t> m_moved; ///< the vertex that is dragged
    std::vector<geo::LonLat> m_dragged; ///< with it, as they are now
};

} // namespace marz::session
