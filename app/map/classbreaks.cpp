#include "map/classbreaks.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marz::map {

namespace {

constexpr std::size_t exactAtMost = 20'000;

void sortFinite(std::vector<double> &values)
{
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    std::sort(values.begin(), values.end());
}

void dropRepeated(std::vector<double> &breaks)
{
    breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
}

/// The least sum of squares within k classes of the first n values, for all n, class by class. The best last
/// cut moves only forward with n, so each half of the row is searched on its side of the middle's.
class Fisher
{
public:
    Fisher(const std::vector<double> &values, const std::vector<double> &weights)
        : m_values(values), m_weight(values.size() + 1), m_sum(values.size() + 1),
          m_squares(values.size() + 1)
    {
        const double middle = values[values.size() / 2]; // differences of large numbers lose their digits
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double v = values[i] - middle;
            m_weight[i + 1] = m_weight[i] + weights[i];
            m_sum[i + 1] = m_sum[i] + weights[i] * v;
            m_squares[i + 1] = m_squares[i] + weights[i] * v * v;
        }
    }

    std::vector<double> breaks(std::size_t count)
    {
        const std::size_t n = m_values.size();
        m_before.resize(n + 1);
        for (std::size_t i = 0; i <= n; ++i)
            m_before[i] = cost(0, i);
        m_now.assign(n + 1, 0);
        std::vector<std::vector<std::size_t>> cuts;
        for (std::size_t k = 2; k <= count; ++k) {
            cuts.emplace_back(n + 1, 0);
            m_cut = &cuts.back();
            solve(k, n, k - 1, n - 1);
            std::swap(m_before, m_now);
        }
        std::vector<double> ends;
        std::size_t end = n;
        for (std::size_t k = count; k >= 1; --k) {
            ends.push_back(m_values[end - 1]);
            end = k > 1 ? cuts[k - 2][end] : 0;
        }
        std::reverse(ends.begin(), ends.end());
        return ends;
    }

private:
    double cost(std::size_t begin, std::size_t end) const
    {
        const double weight = m_weight[end] - m_weight[begin];
        if (weight <= 0)
            return 0;
        const double sum = m_sum[end] - m_sum[begin];
        return std::max(0.0, m_squares[end] - m_squares[begin] - sum * sum / weight);
    }

    /// Rows [first, last] with cuts in [low, high].
    void solve(std::size_t first, std::size_t last, std::size_t low, std::size_t high)
    {
        if (first > last)
            return;
        const std::size_t middle = first + (last - first) / 2;
        double best = std::numeric_limits<double>::infinity();
        std::size_t at = low;
        for (std::size_t cut = low; cut <= std::min(high, middle - 1); ++cut) {
            const double sum = m_before[cut] + cost(cut, middle);
            if (sum < best) {
                best = sum;
                at = cut;
            }
        }
        m_now[middle] = best;
        (*m_cut)[middle] = at;
        if (middle > first)
            solve(first, middle - 1, low, at);
        solve(middle + 1, last, at, high);
    }

    const std::vector<double> &m_values;
    std::vector<double> m_weight, m_sum, m_squares; ///< of the first i
    std::vector<double> m_before, m_now;
    std::vector<std::size_t> *m_cut = nullptr;
};

} // namespace

std::vector<double> quantileBreaks(std::vector<double> values, std::size_t count)
{
    sortFinite(values);
    std::vector<double> breaks;
    if (values.empty())
        return breaks;
    for (std::size_t i = 1; i <= count; ++i)
        breaks.push_back(values[std::max<std::size_t>(1, (values.size() * i + count - 1) / count) - 1]);
    dropRepeated(breaks);
    return breaks;
}

std::vector<double> equalBreaks(std::vector<double> values, std::size_t count)
{
    sortFinite(values);
    std::vector<double> breaks;
    if (values.empty())
        return breaks;
    const double low = values.front();
    const double high = values.back();
    for (std::size_t i = 1; i < count; ++i)
        breaks.push_back(low + (high / static_cast<double>(count) - low / static_cast<double>(count)) *
                                   static_cast<double>(i));
    breaks.push_back(high);
    dropRepeated(breaks);
    return breaks;
}

std::vector<double> naturalBreaks(std::vector<double> values, std::size_t count)
{
    sortFinite(values);
    if (values.empty())
        return {};
    std::vector<double> distinct;
    std::vector<double> weights;
    const std::size_t step = values.size() > exactAtMost ? values.size() / exactAtMost : 1;
    for (std::size_t i = 0; i < values.size(); i += step) {
        const double v = i + step >= values.size() ? values.back() : values[i];
        if (distinct.empty() || v != distinct.back()) {
            distinct.push_back(v);
            weights.push_back(1);
        } else {
            ++weights.back();
        }
    }
    return Fisher(distinct, weights).breaks(std::min(count, distinct.size()));
}

} // namespace marz::map
