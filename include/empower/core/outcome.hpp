// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/error.hpp>

#include <string>
#include <utility>
#include <variant>

namespace empower {

/// An honest "cannot": why, as a code of a closed list and as a sentence.
template <class Reason>
struct Failure {
  Reason reason{};
  std::string detail;
};
template <class Reason>
Failure(Reason, std::string) -> Failure<Reason>; // clang 16 deduces no aggregate by itself

/// A value, or the named reason why there is none. For "cannot" that is an answer; bad input and
/// broken preconditions throw.
template <class Value, class Reason>
class Outcome {
public:
  // Not explicit: a function that returns an outcome returns a value or a failure.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Outcome(Value value) : state_{std::in_place_index<0>, std::move(value)} {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Outcome(Failure<Reason> failure) : state_{std::in_place_index<1>, std::move(failure)} {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Throws `ContractError` when there is none: ask `has_value()` first.
  [[nodiscard]] const Value& value() const {
    EMPOWER_EXPECTS(has_value(), "an outcome without a value was read");
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const Failure<Reason>& failure() const {
    EMPOWER_EXPECTS(!has_value(), "the failure of a successful outcome was read");
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] const Value& operator*() const { return value(); }
  [[nodiscard]] const Value* operator->() const { return &value(); }

private:
  std::variant<Value, Failure<Reason>> state_;
};

} // namespace empower
