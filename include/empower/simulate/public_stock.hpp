// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace empower {

/// What to simulate.
struct PublicStockOptions {
  std::size_t buildings = 300;
  std::uint64_t seed = 1;
  int first_year = 2022;
  int years = 3;
  double daily_share = 0.10; ///< share of buildings with daily instead of monthly readings
  double hourly_share = 0.0; ///< share of buildings with hourly electricity
  bool faults = true;        ///< faults with labels in about 18 % of the buildings
  bool noise = true;         ///< false: readings are exact sums of the signatures, written in full
};

/// Writes a stock folder v1 of public buildings in Tuscan municipalities into `folder`, and what is
/// true about it into `folder / "truth"`, whose README says how the truth is defined.
///
/// Municipalities, their legal degree-days and organisations are real; buildings, names, places,
/// meters and readings are invented. Weather is such that the heating seasons have the legal
/// degree-days on average. About 8 % of the buildings have a retrofit with a known saving.
///
/// The same options give the same bytes. Fewer buildings give the first rows of the same tables:
/// a building does not depend on those after it. Files of an earlier simulation are
/// overwritten.
///
/// Throws `ContractError` unless there is at least one year, all years lie in 1996-2039 and the
/// shares in [0, 1]; `InputError` if a file cannot be written, or the folder holds a stock that no
/// simulation wrote. Folders that cannot be made throw
/// `std::filesystem::filesystem_error`.
void simulate_public_stock(const std::filesystem::path& folder,
                           const PublicStockOptions& options = {});

} // namespace empower
