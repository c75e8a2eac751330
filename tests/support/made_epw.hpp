// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace empower::testing {

/// An EPW file of 365 days whose hours all have the temperature of their day, counted from 0.
[[nodiscard]] inline std::string made_epw(const std::string& place,
                                          const std::function<double(int)>& day_c) {
  std::string text =
      "LOCATION," + place + ",-,ITA,made,161580,43.68,10.38,1.0,2.0\n2\n3\n4\n5\n6\n7\n8\n";
  const std::chrono::sys_days first{std::chrono::year{2001} / 1 / 1};
  for (int day = 0; day < 365; ++day) {
    const std::chrono::year_month_day date{first + std::chrono::days{day}};
    const std::string head = "2001," + std::to_string(static_cast<unsigned>(date.month())) + "," +
                             std::to_string(static_cast<unsigned>(date.day())) + ",";
    const std::string tail = ",0,x," + std::to_string(day_c(day)) + ",9\n";
    for (int hour = 1; hour <= 24; ++hour)
      text.append(head).append(std::to_string(hour)).append(tail);
  }
  return text;
}

} // namespace empower::testing
