#pragma once

#include "places/gazetteer.h"

#include <unordered_map>

namespace marz::places {

/// Every name and alias of the places under three keys: its letters, folded, and skeleton.
class NameIndex
{
public:
    NameIndex() = default;
    explicit NameIndex(const std::vector<Place> &places);

    struct Hit {
        std::uint32_t place = 0;
        std::uint16_t name = 0; ///< 0 = the place's name, n = its n-th alias
        double score = 0;
    };
    /// The best hit per place, in no order.
    std::vector<Hit> find(const QString &text) const;

private:
    struct Name {
        std::uint32_t place = 0;
        std::uint16_t name = 0;
        QString folded;
    };
    using ByKey = std::unordered_map<QString, std::vector<std::uint32_t>>; ///< positions in m_names
    /// A word of a folded name and all after it, for searching by beginning.
    struct Beginning {
        QString text;
        std::uint32_t name = 0;
        bool isFirstWord = false;
    };

    void addEqual(const ByKey &names, const QString &key, double score, std::vector<Hit> &hits) const;
    void addBeginnings(const QString &folded, std::vector<Hit> &hits) const;
    void addNear(const QString &folded, std::vector<Hit> &hits) const;

    std::vector<Name> m_names;
    ByKey m_byLetters, m_byFolded, m_bySkeleton;
    std::vector<Beginning> m_beginnings; ///< sorted by text
};

/// The least number of letters added, dropped, changed or swapped with their neighbour that makes @p b of @p
/// a; atMost + 1 when it is more than @p atMost.
int editDistance(const QString &a, const QString &b, int atMost);

} // namespace marz::places
