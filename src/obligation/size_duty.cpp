// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/size_duty.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

Outcome<SizeDuty, ObligationReason> size_duty(double value, std::string_view quantity,
                                              std::optional<bool> fulfilled, CivilDay day,
                                              const Obligation& row) {
  if (std::isnan(row.threshold_min)) {
    return Failure{ObligationReason::incomplete_row,
                   fmt::format("obligation {} has no threshold", row.id)};
  }
  SizeDuty duty{ObligationStatus::unknown, value, row.threshold_min, row.deadline, {}};
  if (std::isnan(value)) {
    duty.reason = fmt::format("no {}", quantity);
    return duty;
  }
  if (value <= row.threshold_min) {
    duty.status = ObligationStatus::not_applicable;
    duty.reason = fmt::format("{} not above the threshold", quantity);
    return duty;
  }
  const bool past = row.deadline && *row.deadline < day;
  if (fulfilled && *fulfilled) {
    duty.status = ObligationStatus::met;
    duty.reason = fmt::format("{} above the threshold, and done", quantity);
  } else if (fulfilled && past) {
    duty.status = ObligationStatus::not_met;
    duty.reason = fmt::format("{} above the threshold, not done, deadline passed", quantity);
  } else {
    duty.status = ObligationStatus::due;
    duty.reason = fmt::format("{} above the threshold; {}{}", quantity,
                              fulfilled ? "not done" : "whether it was done is not known",
                              past ? ", deadline passed" : "");
  }
  return duty;
}

} // namespace empower
