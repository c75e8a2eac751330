// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace empower::python {

/// A figure in kWh as a notebook shows it: `Prediction(32,969 kWh, 90 %: 32,717 to 33,222)`.
[[nodiscard]] inline std::string described(std::string_view name, double value, double low,
                                           double high, std::string_view more = {}) {
  return pybind11::str("{}({:,.0f} kWh, 90 %: {:,.0f} to {:,.0f}{})")
      .format(name, value, low, high, more)
      .cast<std::string>();
}

} // namespace empower::python
