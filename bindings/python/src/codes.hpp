// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Enumerations cross as their codes, outcomes as a value or the code and words of a refusal.
namespace empower::python {

/// The member of an enumeration with this code; `ValueError` names those there are.
template <class Enum>
[[nodiscard]] Enum member(std::span<const std::string_view> codes, std::string_view code) {
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == code) return static_cast<Enum>(i);
  std::string known;
  for (const std::string_view one : codes) known += (known.empty() ? "" : ", ") + std::string{one};
  throw pybind11::value_error{"Expected one of " + known + ", got \"" + std::string{code} + "\"."};
}

/// An `Outcome` as a class with `value`, `reason` and `detail`.
template <class Outcome>
void bind_outcome(pybind11::module_& module, const char* name) {
  pybind11::class_<Outcome>{module, name}
      .def_property_readonly("value",
                             [](const Outcome& o) { return o ? std::optional{*o} : std::nullopt; })
      .def_property_readonly("reason",
                             [](const Outcome& o) {
                               return o ? std::nullopt : std::optional{code(o.failure().reason)};
                             })
      .def_property_readonly(
          "detail", [](const Outcome& o) -> std::string { return o ? "" : o.failure().detail; });
}

} // namespace empower::python
