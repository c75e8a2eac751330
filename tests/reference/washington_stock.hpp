// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/shared_data.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace empower::testing {

inline constexpr double square_metres_per_square_foot = 0.09290304; ///< exact: 0.3048²

/// What a word of the export is called in a stock folder.
template <std::size_t N>
[[nodiscard]] std::string_view
stock_word(std::string_view word,
           const std::array<std::pair<std::string_view, std::string_view>, N>& words) {
  for (const auto& [theirs, ours] : words) {
    if (theirs == word) return ours;
  }
  throw std::runtime_error{"no word for " + std::string{word}};
}

/// Turns the bills of nine Washington buildings (`espm_bps_*.csv` in `raw`, a Portfolio Manager
/// export) into a stock folder. The end date of a bill belongs to the bill, energy is in kBtu on
/// whatever heating value the supplier bills, and there is no weather.
inline void write_washington_stock(const std::filesystem::path& raw,
                                   const std::filesystem::path& folder) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> uses{
      {{"Medical Office", "clinic"},
       {"Office", "office"},
       {"Multifamily", "social_housing"},
       {"Food Service", "canteen"},
       {"K-12 School", "school_primary"}}};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> carriers{
      {{"Electric - Grid", "electricity"},
       {"Natural Gas", "natural_gas"},
       {"District Steam", "district_heating"}}};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 1> units{
      {{"kBtu (thousand Btu)", "kBtu"}}};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> qualities{
      {{"No", "actual"}, {"Yes", "estimated"}}};

  std::ofstream{folder / "stock.toml"} << "[files.readings]\nend_date = \"inclusive\"\n";

  const auto properties = raw / "espm_bps_properties.csv";
  const auto ids = text_column(properties, "portfolio_manager_id");
  const auto types = text_column(properties, "property_type");
  const auto years = text_column(properties, "year_built");
  const auto areas = number_column(properties, "gross_area_sqft");
  std::ofstream buildings{folder / "buildings.csv"};
  buildings.precision(std::numeric_limits<double>::max_digits10);
  buildings << "building_id,use,floor_area_m2,year_built\n";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    buildings << ids[i] << ',' << stock_word(types[i], uses) << ','
              << areas[i] * square_metres_per_square_foot << ',' << years[i] << '\n';
  }

  const auto entries = raw / "espm_bps_meter_entries.csv";
  const auto owners = text_column(entries, "Portfolio Manager ID");
  const auto meters = text_column(entries, "Portfolio Manager Meter ID");
  const auto meter_types = text_column(entries, "Meter Type");
  const auto starts = text_column(entries, "Start Date");
  const auto ends = text_column(entries, "End Date");
  const auto amounts = text_column(entries, "Usage/Quantity");
  const auto amount_units = text_column(entries, "Usage Units");
  const auto estimated = text_column(entries, "Estimation?");
  std::ofstream meter_file{folder / "meters.csv"};
  std::ofstream readings{folder / "readings.csv"};
  meter_file << "meter_id,building_id,carrier,unit\n";
  readings << "meter_id,start,end,value,quality\n";
  std::set<std::string> listed;
  for (std::size_t i = 0; i < meters.size(); ++i) {
    if (listed.insert(meters[i]).second) {
      meter_file << meters[i] << ',' << owners[i] << ',' << stock_word(meter_types[i], carriers)
                 << ',' << stock_word(amount_units[i], units) << '\n';
    }
    readings << meters[i] << ',' << starts[i] << ',' << ends[i] << ',' << amounts[i] << ','
             << stock_word(estimated[i], qualities) << '\n';
  }
}

} // namespace empower::testing
