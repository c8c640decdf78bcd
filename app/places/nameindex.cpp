#include "places/nameindex.h"

#include "base/fold.h"

#include <algorithm>
#include <tuple>

namespace marz::places {

namespace {

constexpr double sameLetters = 1, sameFolded = 0.9, sameSkeleton = 0.8, beginning = 0.7, laterWord = 0.6,
                 near = 0.5;
/// Shorter skeletons are shared by names that have nothing to do with each other.
constexpr qsizetype shortestSkeleton = 3;

QString lettersOf(const QString &text)
{
    return text.simplified().toCaseFolded();
}

QString foldedOf(const QString &text)
{
    return base::folded(text).simplified();
}

/// How many wrong letters are forgiven in a word of this length.
int forgiven(qsizetype length)
{
    return length < 5 ? 0 : length < 9 ? 1 : 2;
}

} // namespace

int editDistance(const QString &a, const QString &b, int atMost)
{
    if (std::abs(a.size() - b.size()) > atMost)
        return atMost + 1;
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width), above(width), now(width);
    for (std::size_t j = 0; j < width; ++j)
        above[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        now[0] = static_cast<int>(i);
        int least = now[0];
        for (std::size_t j = 1; j < width; ++j) {
            const auto k = static_cast<qsizetype>(j);
            const bool same = a[i - 1] == b[k - 1];
            now[j] = std::min({above[j] + 1, now[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
            least = std::min(least, now[j]);
        }
        if (least > atMost)
            return atMost + 1;
        std::swap(before, above);
        std::swap(above, now);
    }
    return std::min(above[width - 1], atMost + 1);
}

NameIndex::NameIndex(const std::vector<Place> &places)
{
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        const Place &place = places[i];
        for (qsizetype n = 0; n <= place.aliases.size(); ++n) {
            const QString &text = n == 0 ? place.name : place.aliases[n - 1];
            const auto at = static_cast<std::uint32_t>(m_names.size());
            const QString folded = foldedOf(text);
            m_names.push_back({i, static_cast<std::uint16_t>(n), folded});
            m_byLetters[lettersOf(text)].push_back(at);
            if (folded.isEmpty())
                continue;
            m_byFolded[folded].push_back(at);
            const QString skeleton = base::skeleton(text).simplified();
            if (skeleton.size() >= shortestSkeleton)
                m_bySkeleton[skeleton].push_back(at);
            for (qsizetype word = 0; word >= 0 && word < folded.size();) {
                m_beginnings.push_back({folded.mid(word), at, word == 0});
                const qsizetype space = folded.indexOf(u' ', word);
                word = space < 0 ? -1 : space + 1;
            }
        }
    }
    std::sort(m_beginnings.begin(), m_beginnings.end(),
              [](const Beginning &a, const Beginning &b) { return a.text < b.text; });
}

void NameIndex::addEqual(const ByKey &names, const QString &key, double score, std::vector<Hit> &hits) const
{
    const auto found = names.find(key);
    if (key.isEmpty() || found == names.end())
        return;
    for (const std::uint32_t at : found->second)
        hits.push_back({m_names[at].place, m_names[at].name, score});
}

void NameIndex::addBeginnings(const QString &folded, std::vector<Hit> &hits) const
{
    auto at = std::lower_bound(m_beginnings.begin(), m_beginnings.end(), folded,
                               [](const Beginning &entry, const QString &text) { return entry.text < text; });
    for (; at != m_beginnings.end() && at->text.startsWith(folded); ++at) {
        const Name &name = m_names[at->name];
        hits.push_back({name.place, name.name, at->isFirstWord ? beginning : laterWord});
    }
}

void NameIndex::addNear(const QString &folded, std::vector<Hit> &hits) const
{
    const int atMost = forgiven(folded.size());
    if (atMost == 0)
        return;
    for (const Name &name : m_names) {
        const int distance = editDistance(folded, name.folded, atMost);
        if (distance <= atMost)
            hits.push_back({name.place, name.name, near - 0.1 * (distance - 1)});
    }
}

std::vector<NameIndex::Hit> NameIndex::find(const QString &text) const
{
    std::vector<Hit> hits;
    const QString folded = foldedOf(text);
    addEqual(m_byLetters, lettersOf(text), sameLetters, hits);
    addEqual(m_byFolded, folded, sameFolded, hits);
    const QString skeleton = base::skeleton(text).simplified();
    if (skeleton.size() >= shortestSkeleton)
        addEqual(m_bySkeleton, skeleton, sameSkeleton, hits);
    const bool isKnown = !hits.empty();
    if (!folded.isEmpty())
        addBeginnings(folded, hits);
    if (!isKnown)
        addNear(folded, hits);
    std::sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) {
        return std::tuple(a.place, -a.score, a.name) < std::tuple(b.place, -b.score, b.name);
    });
    const auto isSamePlace = [](const Hit &a, const Hit &b) { return a.place == b.place; };
    hits.erase(std::unique(hits.begin(), hits.end(), isSamePlace), hits.end());
    return hits;
}

} // namespace marz::places
