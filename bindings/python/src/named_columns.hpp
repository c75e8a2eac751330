// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "numpy_views.hpp"

#include <empower/baseline/fit.hpp>

#include <pybind11/stl.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace empower::python {

/// Regressors as Python gives them.
using NamedColumns = std::vector<std::pair<std::string, Array<double>>>;

/// Throws `ShapeError` for a column of another length.
inline Regressors regressors_of(const NamedColumns& columns, std::size_t length) {
  Regressors regressors;
  for (const auto& [name, values] : columns) {
    const auto column = view(values);
    if (column.size() != length) throw ShapeError{name, length, column.size()};
    regressors.names.push_back(name);
    regressors.values.insert(regressors.values.end(), column.begin(), column.end());
  }
  return regressors;
}

} // namespace empower::python
