// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>

#include <algorithm>
#include <utility>

namespace empower {

namespace {

std::string input_sentence(const InputPlace& place, std::string_view expected,
                           std::string_view got) {
  std::string text = "Expected ";
  text += expected;
  text += got.empty() ? ", got nothing" : ", got \"" + std::string{got} + '"';
  if (const std::string where = place.text(); !where.empty()) text += " (" + where + ')';
  return text + '.';
}

std::string contract_sentence(std::string_view message) {
  return "Broken precondition: " + std::string{message} + '.';
}

/// From the last `include` or `src` on; the name alone of a file that is in neither.
std::string place_in_source(std::source_location where) {
  const std::string path = std::string{'/'} + where.file_name(); // also where it is relative
  std::size_t start = 0;
  for (const std::string_view folder : {"/include/", "/src/"})
    start = std::max(start, path.rfind(folder) + 1); // npos + 1 = 0
  if (start == 0) start = path.find_last_of("/\\") + 1;
  return path.substr(start) + ':' + std::to_string(where.line());
}

} // namespace

std::string InputPlace::text() const {
  std::string text = source;
  if (line > 0) text += ':' + std::to_string(line);
  if (!field.empty()) text += (text.empty() ? "column " : ", column ") + field;
  return text;
}

InputError::InputError(InputPlace place, std::string_view expected, std::string_view got)
    : Error{input_sentence(place, expected, got)}, place_{std::move(place)}, expected_{expected},
      got_{got} {}

ShapeError::ShapeError(std::string_view name, std::size_t expected, std::size_t got)
    : Error{"Expected " + std::to_string(expected) + " values of " + std::string{name} + ", got " +
            std::to_string(got) + '.'} {}

ContractError::ContractError(std::string_view condition, std::string_view message,
                             std::source_location where)
    : std::logic_error{contract_sentence(message)}, condition_{condition},
      place_{place_in_source(where)} {}

} // namespace empower
