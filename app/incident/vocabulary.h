#pragma once

#include "incident/codes.h"

#include <QString>

#include <optional>
#include <vector>

namespace marz::incident {

/// A family of event types: one colour and one shape on the map.
struct Family {
    QString code;   ///< "violence"
    QString label;  ///< "Violence"
    QString colour; ///< "#D55E00"
    QString shape;  ///< triangle, diamond, star, square, hexagon, pentagon, circle, drop, dot
    friend bool operator==(const Family &, const Family &) = default;
};

struct EventType {
    QString code;  ///< "armed_assault"
    QString label; ///< "armed assault"
    QString family;
    QString acled; ///< ACLED event type it maps to, may be empty
    friend bool operator==(const EventType &, const EventType &) = default;
};

/// The event types and families of a store: shipped ones (resources/vocabulary.json) and the team's own.
class Vocabulary
{
public:
    /// The shipped vocabulary. Never fails: it is compiled in.
    static const Vocabulary &shipped();
    Vocabulary(std::vector<Family> families, std::vector<EventType> types);

    const std::vector<Family> &families() const { return m_families; }
    const std::vector<EventType> &types() const { return m_types; }
    const EventType *type(const QString &code) const;
    const Family *family(const QString &code) const;
    /// The family of a type code; "other" for an unknown code.
    QString familyOf(const QString &typeCode) const;
    /// Words for a type code; the code itself when unknown.
    QString typeLabel(const QString &typeCode) const;
    QString familyLabel(const QString &familyCode) const;

private:
    std::vector<Family> m_families;
    std::vector<EventType> m_types;
};

/// The radius of uncertainty in metres that a place of this precision gets when its source names none
/// (resources/vocabulary.json); empty for country and unknown.
std::optional<double> shippedRadiusM(PlacePrecision precision);

} // namespace marz::incident
