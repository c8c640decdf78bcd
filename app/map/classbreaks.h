#pragma once

#include <cstddef>
#include <vector>

namespace marz::map {

/// Upper ends of classes, ascending; the last is the largest value. At most as many as asked for: equal
/// values are never parted, so few distinct values make few classes. Values that are not finite are left out;
/// none left = no classes. @p count at least 1.
std::vector<double> quantileBreaks(std::vector<double> values, std::size_t count);
std::vector<double> equalBreaks(std::vector<double> values, std::size_t count);
/// The classes with the least squares within (Fisher 1958, known as Jenks), exact; of more than 20,000
/// distinct values over equal steps of their ranks.
std::vector<double> naturalBreaks(std::vector<double> values, std::size_t count);

} // namespace marz::map
