// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>

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

std::string contract_sentence(std::string_view condition, std::string_view message,
                              std::source_location where) {
  std::string text{message};
  text += ": ";
  text += condition;
  return text + " does not hold (" + where.file_name() + ':' + std::to_string(where.line()) + ").";
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
    : std::logic_error{contract_sentence(condition, message, where)} {}

} // namespace empower
