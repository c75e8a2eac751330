// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>

/// One function per file of `data/reference/`: its rows into their table.
namespace empower::detail {

struct TableText;

void read_carriers(const TableText& text, ReferenceTables& out);
void read_units(const TableText& text, ReferenceTables& out);
void read_primary_energy(const TableText& text, ReferenceTables& out);
void read_emissions(const TableText& text, ReferenceTables& out);
void read_toe(const TableText& text, ReferenceTables& out);
void read_gas_coefficient(const TableText& text, ReferenceTables& out);
void read_prices(const TableText& text, ReferenceTables& out);
void read_economics(const TableText& text, ReferenceTables& out);
void read_measures(const TableText& text, ReferenceTables& out);
void read_bacs(const TableText& text, ReferenceTables& out);
void read_assumptions(const TableText& text, ReferenceTables& out);

void read_uses(const TableText& text, ReferenceTables& out);
void read_zones(const TableText& text, ReferenceTables& out);
void read_municipalities(const TableText& text, ReferenceTables& out);
void read_benchmarks(const TableText& text, ReferenceTables& out);
void read_school_indicators(const TableText& text, ReferenceTables& out);
void read_epc_classes(const TableText& text, ReferenceTables& out);
void read_envelope_archetypes(const TableText& text, ReferenceTables& out);
void read_envelope_medians(const TableText& text, ReferenceTables& out);
void read_envelope_limits(const TableText& text, ReferenceTables& out);
void read_indoor_limits(const TableText& text, ReferenceTables& out);
void read_tariff_bands(const TableText& text, ReferenceTables& out);
void read_tariff_holidays(const TableText& text, ReferenceTables& out);
void read_patron_days(const TableText& text, ReferenceTables& out);
void read_obligations(const TableText& text, ReferenceTables& out);

} // namespace empower::detail
