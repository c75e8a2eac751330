// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace empower {

/// The root of everything the library throws for bad input.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Where in the input something was found. `line` counts from 1, 0 = the file as a whole.
struct InputPlace {
  std::string source;
  std::size_t line = 0;
  std::string field;

  /// `meters.csv:812, column unit`
  [[nodiscard]] std::string text() const;
};

/// Input that cannot be used: `Expected unit kWh, got "m3" (meters.csv:812, column unit).`
class InputError : public Error {
public:
  InputError(InputPlace place, std::string_view expected, std::string_view got);

  [[nodiscard]] const InputPlace& place() const noexcept { return place_; }
  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }
  [[nodiscard]] const std::string& got() const noexcept { return got_; }

private:
  InputPlace place_;
  std::string expected_;
  std::string got_;
};

/// Two figures of different unit, rule or method were brought together.
class UnitError : public Error {
public:
  using Error::Error;
};

/// Too little of a period is covered by data for what was asked.
class CoverageError : public Error {
public:
  using Error::Error;
};

/// Arrays whose lengths do not belong together.
class ShapeError : public Error {
public:
  ShapeError(std::string_view name, std::size_t expected, std::size_t got);
};

/// A precondition that the calling program broke; a bug there, not bad data. `what()` is the
/// sentence alone; the code that found it is told beside it.
class ContractError : public std::logic_error {
public:
  ContractError(std::string_view condition, std::string_view message, std::source_location where);

  /// The expression that was false.
  [[nodiscard]] const std::string& condition() const noexcept { return condition_; }
  /// `src/baseline/fit.cpp:99`, without the folders of the build.
  [[nodiscard]] const std::string& place() const noexcept { return place_; }

private:
  std::string condition_;
  std::string place_;
};

/// Throws `ContractError` unless `holds`.
inline void expects(bool holds, std::string_view condition, std::string_view message,
                    std::source_location where = std::source_location::current()) {
  if (!holds) throw ContractError(condition, message, where);
}

} // namespace empower

#define EMPOWER_EXPECTS(condition, message) ::empower::expects((condition), #condition, (message))
