// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/climate.hpp>
#include <empower/simulate/detail/use_profile.hpp>
#include <empower/weather/station.hpp>

#include <string>

namespace empower::detail {

/// An invented but fixed place of a municipality: its province's capital, shifted by up to 0.2°.
[[nodiscard]] Coordinates invented_place(const Municipality& municipality);

/// The body that owns such a building there: `Comune di Prato`, `Azienda USL Toscana Centro`.
[[nodiscard]] std::string organisation_of(Owner owner, const Municipality& municipality);

} // namespace empower::detail
