// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/tables.hpp>

#include <string_view>

namespace empower {

/// Coefficient C = KT * KP from metered to standard cubic metres (15 °C, 1.01325 bar) after
/// resolution ARG/gas 159/08, for meters without a converter at low pressure; each factor is
/// rounded as the resolution says. `degree_days` and `altitude_m` are those of the municipality.
/// All figures are rows of `gas_coefficient.csv` that hold on the day; one that is missing or does
/// not hold then is named. Billed volumes are standard already: C must not be applied to them.
[[nodiscard]] Outcome<double, ReferenceReason> gas_coefficient(const ReferenceTables& tables,
                                                               std::string_view zone,
                                                               LegalDegreeDays degree_days,
                                                               double altitude_m, CivilDay day);

} // namespace empower
