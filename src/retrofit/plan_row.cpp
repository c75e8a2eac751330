// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/plan.hpp>

namespace empower {

std::span<const Column<PlanRow>> Schema<PlanRow>::columns() {
  static constexpr Column<PlanRow> all[] = {
      {"building_id", "", "building", &PlanRow::building_id},
      {"package", "", "retrofit package chosen for the building", &PlanRow::package},
      {"investment_eur", "EUR", "whole cost of the package", &PlanRow::investment_eur},
      {"grant_eur", "EUR", "part paid by the programme", &PlanRow::grant_eur},
      {"outlay_eur", "EUR", "part paid by the body itself", &PlanRow::outlay_eur},
      {"saving_kwh", "kWh", "final energy saved in a normal year", &PlanRow::saving_kwh},
      {"npv_eur", "EUR", "net present value for the body", &PlanRow::npv_eur},
  };
  return all;
}

} // namespace empower
