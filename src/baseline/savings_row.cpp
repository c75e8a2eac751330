// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings_row.hpp>

#include <array>

namespace empower {

namespace {

constexpr std::array<std::string_view, 3> status_codes{"measured", "partial", "refused"};

} // namespace

std::span<const Column<SavingsRow>> Schema<SavingsRow>::columns() {
  using Row = SavingsRow;
  static const std::array<Column<Row>, 32> all{{
      {"building_id", "", "building", &Row::building_id},
      {"meter_id", "", "meter", &Row::meter_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"retrofit", "", "measure carried out", &Row::retrofit},
      {"start", "", "first day of the reporting period", &Row::start},
      {"end", "", "day after the last", &Row::end},
      {"observed_kwh", "kWh", "energy measured", &Row::observed_kwh},
      {"expected_kwh", "kWh", "energy expected without the retrofit", &Row::expected_kwh},
      {"avoided_kwh", "kWh", "expected + non-routine - observed", &Row::avoided_kwh},
      {"avoided_low_kwh", "kWh", "5 % point", &Row::avoided_low_kwh},
      {"avoided_high_kwh", "kWh", "95 % point", &Row::avoided_high_kwh},
      {"avoided_fraction", "1", "avoided over expected + non-routine", &Row::avoided_fraction},
      {"base_avoided_kwh", "kWh", "part of the base load", &Row::base_avoided_kwh},
      {"heating_avoided_kwh", "kWh", "part of heating", &Row::heating_avoided_kwh},
      {"cooling_avoided_kwh", "kWh", "part of cooling", &Row::cooling_avoided_kwh},
      {"promised_kwh", "kWh", "what was promised for the same period", &Row::promised_kwh},
      {"non_routine_kwh", "kWh", "adjustment entered by the user; positive = used more",
       &Row::non_routine_kwh},
      {"status", "", "measured: 12 months; partial: what is left of them; refused", &Row::status,
       status_codes},
      {"reason", "", "why refused", &Row::reason, savings_reason_codes()},
      {"avoided_fraction_low", "1", "5 % point", &Row::avoided_fraction_low},
      {"avoided_fraction_high", "1", "95 % point", &Row::avoided_fraction_high},
      {"normalised_saved_kwh", "kWh",
       "saving of a normal year: model of the baseline less model of the period; 12 months only",
       &Row::normalised_saved_kwh},
      {"normalised_saved_low_kwh", "kWh", "5 % point", &Row::normalised_saved_low_kwh},
      {"normalised_saved_high_kwh", "kWh", "95 % point", &Row::normalised_saved_high_kwh},
      {"guideline_14_uncertainty", "1",
       "fractional savings uncertainty at 68 % confidence by ASHRAE Guideline 14 and Sun-Baltazar, "
       "for comparison; the interval of this row is avoided_low_kwh to avoided_high_kwh",
       &Row::guideline_14_uncertainty},
      {"coverage", "1", "share of the period's days with reading and temperature", &Row::coverage},
      {"method", "", "recipe of the baseline with its version", &Row::method,
       baseline_method_codes()},
      {"option", "", "IPMVP option: B retrofit isolation, C whole facility", &Row::option,
       ipmvp_option_codes()},
      {"boundary", "", "what the meter encloses", &Row::boundary},
      {"baseline_start", "", "first day the baseline rests on", &Row::baseline_start},
      {"baseline_end", "", "day after the last", &Row::baseline_end},
      {"detail", "", "in a sentence: why refused, what else to know", &Row::detail},
  }};
  return all;
}

void fill_savings_row(SavingsRow& row, const MeasuredSaving& saving, const PeriodSaving& period) {
  const AvoidedEnergy& avoided = period.avoided;
  row.start = avoided.period.from;
  row.end = avoided.period.to;
  row.coverage = avoided.coverage;
  row.method = code(saving.baseline_method);
  row.baseline_start = saving.baseline.from;
  row.baseline_end = saving.baseline.to;
  row.option = code(saving.boundary.option);
  row.boundary = saving.boundary.encloses;
  row.status = period.doubtful ? "refused" : period.whole ? "measured" : "partial";
  if (period.doubtful) {
    row.reason = code(*period.doubtful);
    return;
  }
  row.observed_kwh = avoided.observed_kwh;
  row.expected_kwh = avoided.expected_kwh;
  row.non_routine_kwh = avoided.non_routine_kwh;
  row.avoided_kwh = avoided.avoided.value;
  row.avoided_low_kwh = avoided.avoided.low;
  row.avoided_high_kwh = avoided.avoided.high;
  row.avoided_fraction = avoided.fraction.value;
  row.avoided_fraction_low = avoided.fraction.low;
  row.avoided_fraction_high = avoided.fraction.high;
  row.guideline_14_uncertainty = period.guideline_14;
  if (period.parts) {
    row.base_avoided_kwh = period.parts->base;
    row.heating_avoided_kwh = period.parts->heating;
    row.cooling_avoided_kwh = period.parts->cooling;
  }
  if (period.normalised) {
    row.normalised_saved_kwh = period.normalised->saved.value;
    row.normalised_saved_low_kwh = period.normalised->saved.low;
    row.normalised_saved_high_kwh = period.normalised->saved.high;
  }
}

} // namespace empower
