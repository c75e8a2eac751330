// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/energy_unit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace empower::detail {
namespace {

struct Spelling {
  std::string_view word; ///< in lower case
  std::string_view unit;
};

constexpr std::array spellings{
    Spelling{"kwh", "kWh"},      Spelling{"mwh", "MWh"},     Spelling{"wh", "Wh"},
    Spelling{"gj", "GJ"},        Spelling{"mj", "MJ"},       Spelling{"kcal", "kcal"},
    Spelling{"kbtu", "kBtu"},    Spelling{"mmbtu", "MMBtu"}, Spelling{"therm", "therm"},
    Spelling{"therms", "therm"}, Spelling{"smc", "Smc"},     Spelling{"sm3", "Smc"},
    Spelling{"sm³", "Smc"},      Spelling{"stdm3", "Smc"},   Spelling{"nm3", "Nm3"},
    Spelling{"nm³", "Nm3"},      Spelling{"nmc", "Nm3"},     Spelling{"m3", "m3"},
    Spelling{"m³", "m3"},        Spelling{"mc", "m3"},       Spelling{"ccf", "ccf"},
    Spelling{"mcf", "Mcf"},      Spelling{"l", "l"},         Spelling{"lt", "l"},
    Spelling{"litri", "l"},      Spelling{"litre", "l"},     Spelling{"litres", "l"},
    Spelling{"liter", "l"},      Spelling{"gal", "gal"},     Spelling{"gallon", "gal"},
    Spelling{"gallons", "gal"},  Spelling{"kg", "kg"},       Spelling{"t", "t"},
    Spelling{"cord", "cord"},    Spelling{"cords", "cord"},  Spelling{"tep", "toe"},
    Spelling{"toe", "toe"},
};

std::string_view canonical(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  const auto found = std::find_if(spellings.begin(), spellings.end(),
                                  [&](const Spelling& s) { return s.word == lower; });
  return found == spellings.end() ? std::string_view{} : found->unit;
}

using Used = std::vector<UsedReference>;

/// `to` per `from` by a row of the table, which joins those used; NaN if there is none.
double factor(const ReferenceTables& reference, std::string_view from, std::string_view to,
              Used& used) {
  if (from == to) return 1.0;
  for (const UnitConversion& row : reference.units) {
    if (row.from_unit != from || row.to_unit != to) continue;
    used.push_back({"unit_conversions.csv", row.from_unit + " to " + row.to_unit, row.factor,
                    row.provenance, row.to_unit + "/" + row.from_unit});
    return row.factor;
  }
  return missing_value;
}

double standard_cubic_metres(const ReferenceTables& reference, std::string_view unit,
                             double conversion, Used& used) {
  if (unit == "Nm3") return factor(reference, "Nm3_gas", "Smc", used);
  const double volume = factor(reference, unit, "m3", used);
  return std::isnan(conversion) ? volume : volume * conversion;
}

/// The heating value that a carrier's row gives, as used.
UsedReference heating_value_used(const CarrierFactor& row) {
  return {"energy_carriers.csv", row.carrier + " " + row.convention, row.lhv_kwh_per_unit,
          row.provenance, "kWh/" + row.unit};
}

} // namespace

EnergyUnit energy_unit(Carrier carrier, std::string_view unit, HeatingValue value,
                       double conversion, const ReferenceTables& reference) {
  EnergyUnit result;
  result.unit = canonical(unit);
  if (result.unit.empty()) return result;
  const auto usual = reference.heating_value(reference_key(carrier));

  if (!is_energy(carrier)) {
    result.kwh_per_unit = factor(reference, result.unit, "m3", result.used);
    return result;
  }
  if (const double energy = factor(reference, result.unit, "kWh", result.used);
      !std::isnan(energy)) {
    const bool lower = value == HeatingValue::lower;
    const double ratio = lower   ? 1.0
                         : usual ? usual.value()->lhv_kwh_per_unit / usual.value()->hhv_kwh_per_unit
                                 : missing_value;
    result.kwh_per_unit = energy * ratio;
    if (!lower && usual) result.used.push_back(heating_value_used(**usual));
    return result;
  }
  std::string_view amount = result.unit;
  double scale = 1.0;
  if (carrier == Carrier::natural_gas) {
    const double volume = standard_cubic_metres(reference, result.unit, conversion, result.used);
    if (!std::isnan(volume)) {
      amount = "Smc";
      scale = volume;
      result.metered_volume = result.unit != "Nm3";
    }
  }
  // The usual convention first, then any that knows the unit.
  const auto try_row = [&](const CarrierFactor& row) {
    Used conversions;
    result.kwh_per_unit =
        scale * factor(reference, amount, row.unit, conversions) * row.lhv_kwh_per_unit;
    if (std::isnan(result.kwh_per_unit)) return false;
    result.used.insert(result.used.end(), conversions.begin(), conversions.end());
    result.used.push_back(heating_value_used(row));
    return true;
  };
  if (usual && try_row(*usual.value())) return result;
  for (const CarrierFactor& row : reference.carriers) {
    if (row.carrier == reference_key(carrier) && try_row(row)) return result;
  }
  return result;
}

} // namespace empower::detail
