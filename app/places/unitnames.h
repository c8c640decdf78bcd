#pragma once

#include "places/boundaries.h"

#include <unordered_map>

namespace marz::places {

/// Finds first-level units by code or by name in any script, with or without "province", "Вилояти", ولایت.
class UnitNames
{
public:
    explicit UnitNames(const std::vector<Unit> &units);
    /// Positions in the units, ascending.
    std::vector<std::size_t> find(const QString &text) const;

private:
    void add(const QString &name, std::size_t unit);
    std::unordered_map<QString, std::vector<std::size_t>> m_units; ///< by key
};

} // namespace marz::places
