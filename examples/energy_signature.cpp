// SPDX-License-Identifier: Apache-2.0
// The energy signature of a school's gas meter from 24 monthly bills: base, slope and balance
// temperature are recovered although no day was metered.
#include <empower/empower.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numbers>

int main() {
  using namespace empower;
  const CivilDay first = civil_day(2022, 1, 1);
  const CivilDay end = civil_day(2024, 1, 1);
  DailySeries outdoor{first, {}};
  for (long day = 0; day < day_count({first, end}); ++day) {
    const double season = 2.0 * std::numbers::pi * static_cast<double>(day) / 365.25;
    outdoor.values.push_back(15.0 - 9.5 * std::cos(season) + 3.0 * std::sin(17.0 * season));
  }

  // What the bills are made of; the fit does not see it.
  const Signature truth{SignatureShape::heating, KilowattHoursPerDay{40.0},
                        KilowattHoursPerDegreeDay{62.0}, Celsius{16.3}};
  BillSeries bills;
  for (int month = 0; month < 24; ++month) {
    const auto start = std::chrono::year{2022} / 1 / 1 + std::chrono::months{month};
    const CivilPeriod days{CivilDay{start}, CivilDay{start + std::chrono::months{1}}};
    KilowattHours energy{};
    for (std::size_t i = 0; i < outdoor.view<Celsius>().within(days).size(); ++i) {
      energy += truth.expected(outdoor.view<Celsius>().within(days)[i]);
    }
    bills.push_back(days, energy.value());
  }

  const FitOutcome fit = fit_bills(bills.view(), outdoor.view<Celsius>());
  if (!fit) {
    std::printf("no model: %s\n", fit.failure().detail.c_str());
    return EXIT_FAILURE;
  }
  const AnnualEnergy year =
      normal_year_energy(*fit, mean_of_complete_years(outdoor.view<Celsius>()));
  std::printf("model %s, R2 %.4f\n", code(fit->signature.shape).data(), fit->r_squared);
  std::printf("base          %8.3f kWh/day\n", fit->signature.base.value());
  std::printf("heating slope %8.3f kWh/(K.d)\n", fit->signature.heating_slope.value());
  std::printf("balance       %8.3f degC\n", fit->signature.heating_balance.value());
  std::printf("normal year   %8.0f kWh, of it heating %.0f\n", year.total.value(),
              year.heating.value());

  const bool recovered =
      std::abs((fit->signature.heating_balance - truth.heating_balance).value()) < 1e-6 &&
      std::abs(fit->signature.heating_slope / truth.heating_slope - 1.0) < 1e-9;
  return recovered ? EXIT_SUCCESS : EXIT_FAILURE;
}
