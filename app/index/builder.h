#pragma once

#include "index/incidentindex.h"

namespace marz::index {

/// Numbers the distinct keys of one table; starts from the keys that a snapshot already has.
template <typename Key>
class Interner
{
public:
    explicit Interner(const std::vector<Key> &known) : m_keys(known) {}

    std::uint32_t idOf(const Key &key)
    {
        if (m_ids.empty() && ++m_asked < fewQuestions) {
            const auto found = std::find(m_keys.begin(), m_keys.end(), key);
            if (found != m_keys.end())
                return static_cast<std::uint32_t>(found - m_keys.begin());
            m_keys.push_back(key);
            return static_cast<std::uint32_t>(m_keys.size() - 1);
        }
        if (m_ids.empty()) {
            for (std::uint32_t id = 0; id < m_keys.size(); ++id)
                m_ids.emplace(m_keys[id], id);
        }
        const auto [entry, isNew] = m_ids.try_emplace(key, static_cast<std::uint32_t>(m_keys.size()));
        if (isNew)
            m_keys.push_back(key);
        return entry->second;
    }
    bool hasGrown(const std::vector<Key> &known) const { return m_keys.size() != known.size(); }
    std::vector<Key> takeKeys()
    {
        m_keys.shrink_to_fit();
        return std::move(m_keys);
    }

private:
    /// Below this many questions a hash table costs more than it saves.
    static constexpr int fewQuestions = 16;
    struct Hash {
        std::size_t operator()(const Key &key) const { return hashOf(key); }
    };
    std::vector<Key> m_keys;
    std::unordered_map<Key, std::uint32_t, Hash> m_ids;
    int m_asked = 0;
};

/// Makes the next snapshot from one snapshot (an empty one for a build) and what changed.
class Builder
{
public:
    Builder(const IncidentIndex &old, const incident::Vocabulary &vocabulary);
    /// @p changed replace or are added by fid (the last of equal fids counts); @p deleted are left out.
    std::shared_ptr<const IncidentIndex> next(const std::vector<incident::Facts> &changed,
                                              const std::vector<qint64> &deleted);

private:
    /// What rows are sorted by: day, then instant, then fid; undated last.
    struct SortKey {
        qint32 day = 0;
        qint64 startMs = 0;
        qint64 fid = 0;
        std::uint32_t at = 0; ///< position in the facts
        auto order() const { return std::tuple(day, startMs, fid); }
    };

    static std::vector<SortKey> keysOf(const std::vector<incident::Facts> &facts);
    SortKey keyOfOld(Row row) const;
    void encode(const std::vector<incident::Facts> &facts, const std::vector<SortKey> &keys);
    void encode(const incident::Facts &facts);
    std::pair<std::uint16_t, std::uint8_t> typeAndFamily(const QString &code);
    std::vector<Row> goneRows(const std::vector<SortKey> &keys, const std::vector<qint64> &deleted) const;
    void merge(const std::vector<SortKey> &keys, const std::vector<Row> &gone, IncidentIndex &out) const;
    void sortByFid(const std::vector<SortKey> &keys, const std::vector<Row> &newRowOf,
                   const std::vector<Row> &freshAt, IncidentIndex &out) const;
    std::shared_ptr<const Tables> tables();

    const IncidentIndex &m_old;
    const incident::Vocabulary &m_vocabulary;
    std::unordered_map<QString, std::pair<std::uint16_t, std::uint8_t>> m_types;
    Interner<WindowShape> m_windows;
    Interner<PlaceKey> m_places;
    Interner<incident::Range> m_ranges;
    Interner<TollKey> m_tolls;
    Interner<std::optional<qint64>> m_batches;
    std::vector<QString> m_unknownTypes;
    Columns m_fresh;
};

} // namespace marz::index
