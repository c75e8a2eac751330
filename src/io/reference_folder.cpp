// SPDX-License-Identifier: Apache-2.0
#include <empower/io/reference_folder.hpp>

#include "reference_cell.hpp"
#include "reference_readers.hpp"

#include <empower/core/error.hpp>
#include <empower/io/detail/embedded_files.hpp>
#include <empower/io/detail/text_file.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace empower {
namespace {

using detail::TableText;

/// How a file becomes a table.
struct TableFile {
  std::string_view name;
  void (*read)(const TableText& text, ReferenceTables& out);
};

constexpr std::array table_files{
    TableFile{"energy_carriers.csv", detail::read_carriers},
    TableFile{"unit_conversions.csv", detail::read_units},
    TableFile{"primary_energy_factors.csv", detail::read_primary_energy},
    TableFile{"co2_factors.csv", detail::read_emissions},
    TableFile{"prices.csv", detail::read_prices},
    TableFile{"economic_parameters.csv", detail::read_economics},
    TableFile{"retrofit_measures.csv", detail::read_measures},
    TableFile{"bacs_factors.csv", detail::read_bacs},
    TableFile{"assumptions.csv", detail::read_assumptions},
    TableFile{"building_uses.csv", detail::read_uses},
    TableFile{"climate_zones.csv", detail::read_zones},
    TableFile{"municipalities.csv", detail::read_municipalities},
    TableFile{"toe_factors.csv", detail::read_toe},
    TableFile{"gas_coefficient.csv", detail::read_gas_coefficient},
    TableFile{"benchmarks.csv", detail::read_benchmarks},
    TableFile{"school_indicators.csv", detail::read_school_indicators},
    TableFile{"epc_classes.csv", detail::read_epc_classes},
    TableFile{"envelope_archetypes.csv", detail::read_envelope_archetypes},
    TableFile{"envelope_medians.csv", detail::read_envelope_medians},
    TableFile{"envelope_u_limits.csv", detail::read_envelope_limits},
    TableFile{"indoor_temperature_limits.csv", detail::read_indoor_limits},
    TableFile{"tariff_bands.csv", detail::read_tariff_bands},
    TableFile{"tariff_holidays.csv", detail::read_tariff_holidays},
    TableFile{"patron_days.csv", detail::read_patron_days},
    TableFile{"obligations.csv", detail::read_obligations},
};

ReferenceTables tables_of_the_build() {
  ReferenceTables tables;
  for (const TableFile& file : table_files) {
    const auto files = detail::embedded_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const detail::EmbeddedFile& f) {
      return f.name.substr(f.name.find('/') + 1) == file.name;
    });
    EMPOWER_EXPECTS(found != files.end(), "a reference table was not compiled in");
    file.read({std::string{file.name}, found->content}, tables);
  }
  return tables;
}

/// A table lies in the folder itself or, as in `data/reference`, in one of its folders `eu`, `it`.
std::optional<std::filesystem::path> place_of(const std::filesystem::path& folder,
                                              std::string_view name) {
  for (const std::string_view part : {"", "eu", "it"}) {
    auto path = folder / part / name;
    if (std::filesystem::exists(path)) return path;
  }
  return std::nullopt;
}

} // namespace

const ReferenceTables& embedded_reference() {
  static const ReferenceTables tables = tables_of_the_build();
  return tables;
}

ReferenceTables read_reference_folder(const std::filesystem::path& folder) {
  ReferenceTables tables = embedded_reference();
  bool any = false;
  for (const TableFile& file : table_files) {
    const auto path = place_of(folder, file.name);
    if (!path) continue;
    any = true;
    const std::string text = detail::text_of_file(*path);
    file.read({path->string(), text}, tables);
  }
  if (!any)
    throw InputError{
        {folder.string(), 0, {}}, "a folder with at least one reference table", "none"};
  return tables;
}

} // namespace empower
