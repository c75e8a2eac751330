// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>
#include <empower/simulate/building_truth.hpp>
#include <empower/simulate/detail/random_stream.hpp>
#include <empower/simulate/detail/use_profile.hpp>
#include <empower/simulate/public_stock.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace empower::detail {

/// A building with what it stands in.
struct DrawnBuilding {
  SimulatedBuilding building;
  const Municipality* municipality = nullptr;
};

/// Draws one building after the other. Building i depends on the seed and on the buildings before
/// it (only for names and running numbers), never on those after it.
class StockDraw {
public:
  StockDraw(const ReferenceTables& reference, const PublicStockOptions& options);

  [[nodiscard]] DrawnBuilding next();

private:
  const Municipality& draw_municipality(RandomStream& random) const;
  std::string name_of(const UseProfile& profile, const Municipality& municipality);
  std::vector<SimulatedMeter> draw_meters(const UseProfile& profile, SimulatedBuilding& building,
                                          RandomStream& random) const;
  void plan_event(SimulatedBuilding& building, RandomStream random) const;
  void plan_retrofit(SimulatedBuilding& building, RandomStream& random) const;

  const ReferenceTables& reference_;
  PublicStockOptions options_;
  CivilPeriod years_;
  std::vector<const Municipality*> municipalities_; ///< in order of ISTAT code
  std::vector<double> cumulative_weight_;
  std::map<std::string, std::size_t> buildings_in_;
  std::map<std::pair<std::string, BuildingUse>, std::size_t> same_use_in_;
  std::size_t drawn_ = 0;
};

} // namespace empower::detail
