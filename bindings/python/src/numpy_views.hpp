// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/error.hpp>
#include <empower/series/daily.hpp>

#include <pybind11/numpy.h>

#include <memory>
#include <span>
#include <utility>
#include <vector>

/// How columns cross: in as views of NumPy arrays, out as read-only arrays over the library's
/// memory.
namespace empower::python {

/// An argument of this type binds with `noconvert`: another type or layout is refused, not copied.
template <class T>
using Array = pybind11::array_t<T, pybind11::array::c_style>;

/// The values of a one-dimensional array; valid as long as the array is.
template <class T>
[[nodiscard]] std::span<const T> view(const Array<T>& array) {
  if (array.ndim() != 1) {
    throw ShapeError{"dimensions", 1, static_cast<std::size_t>(array.ndim())};
  }
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// Days since 1970 as civil days.
[[nodiscard]] inline std::vector<CivilDay> civil_days(std::span<const std::int64_t> days) {
  std::vector<CivilDay> out;
  out.reserve(days.size());
  for (const std::int64_t day : days) out.emplace_back(std::chrono::days{day});
  return out;
}

/// A read-only array over `values`, which live as long as `owner`.
template <class T>
[[nodiscard]] Array<T> array_over(std::span<const T> values, pybind11::handle owner) {
  Array<T> array{static_cast<pybind11::ssize_t>(values.size()), values.data(), owner};
  array.attr("setflags")(pybind11::arg("write") = false);
  return array;
}

/// A read-only array that owns `values`.
template <class T>
[[nodiscard]] Array<T> array_of(std::vector<T> values) {
  auto kept = std::make_unique<std::vector<T>>(std::move(values));
  const std::span<const T> all{*kept};
  const pybind11::capsule owner{kept.get(),
                                [](void* p) { delete static_cast<std::vector<T>*>(p); }};
  static_cast<void>(kept.release());
  return array_over(all, owner);
}

} // namespace empower::python
