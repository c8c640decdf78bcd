#pragma once

#include "incident/codes.h"

namespace marz::incident {

/// True when entry i holds the enumerator i: code() and words() index by value.
template <typename E, std::size_t N>
constexpr bool inOrder(const CodeEntry<E> (&entries)[N])
{
    for (std::size_t i = 0; i < N; ++i) {
        if (static_cast<std::size_t>(entries[i].value) != i)
            return false;
    }
    return true;
}

} // namespace marz::incident
