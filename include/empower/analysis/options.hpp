// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>
#include <empower/weather/degree_days.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace empower {

/// What the caller decides. Everything else comes from the folder and the reference tables.
struct AnalysisOptions {
  HeatingRule heating_rule = eurostat_heating; ///< for the degree-day columns, named in each row
  CoolingRule cooling_rule = eurostat_cooling;
  std::string emission_set = "ispra-year";
  std::optional<double> budget_eur;           ///< nothing = `stock.toml`, else no plan
  std::string reference_station = {};         ///< its normal year is the climate that
                                              ///< `climate_normalised_kwh` is of; empty =
                                              ///< `stock.toml`, else none
  std::size_t top_k = 20;                     ///< for `probability_top_k`
  std::size_t threads = 0;                    ///< 0 = as many as the machine has
  bool expected = false;                      ///< fill the `expected` table
  std::optional<bool> undecided_as_f3;        ///< see `TariffCalendar`: 4 October from 2026
  const ReferenceTables* reference = nullptr; ///< nothing = the embedded tables
};

} // namespace empower
