// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <string>

namespace empower {

/// `benchmarks.csv`: an outside figure for a group of uses. Areas of different kinds, and
/// degree-days of different definitions, are not comparable.
struct BenchmarkFigure {
  std::string id;
  std::string group;  ///< `benchmark_group` of `building_uses.csv`
  std::string metric; ///< `electricity`, `fossil_thermal`, `gas` …
  std::string statistic;
  double value = missing_value;
  std::string unit;
  std::string denominator;
  double reference_degree_days_kd = missing_value; ///< not Italian legal degree-days
  double climate_dependent_share = missing_value;  ///< of the value, to scale with climate
  std::string note;
  Provenance provenance;
};

/// `school_indicators.csv`: factors and classes of IENR and IENE (ENEA-FIRE guide).
struct SchoolIndicatorRow {
  std::string kind;        ///< `fe`, `fh`, `ienr_class`, `iene_class`
  std::string school_type; ///< for the classes
  std::string key;         ///< the quantity of a factor, or the class
  double lower_exclusive = missing_value;
  double upper_inclusive = missing_value;
  double factor = missing_value; ///< of `fe` and `fh`
  std::string unit;
  Provenance provenance;
};

/// `epc_classes.csv`: ratio of the certificate to its reference building. Metered kWh/m² cannot be
/// put into this scale.
struct EpcClass {
  std::string epc_class;
  double ratio_above = missing_value; ///< excluded
  double ratio_up_to = missing_value; ///< included
  Provenance provenance;
};

} // namespace empower
