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
  bool faults = true;
  bool noise = true;
};

/// Writes a stock folder v1 of public buildings in Tuscan municipalities into `folder`, and what is
/// true about it into `folder / "truth"`. The same options give the same bytes.
void simulate_public_stock(const std::filesystem::path& folder,
                           const PublicStockOptions& options = {});

} // namespace empower
