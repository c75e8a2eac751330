// SPDX-License-Identifier: Apache-2.0
#include "duty_writer.hpp"

#include <empower/obligation/size_duty.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace empower::detail {
namespace {

/// `a+b+c` into its words.
std::vector<std::string_view> words_of(std::string_view measures) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t end = measures.find('+');
    words.push_back(measures.substr(0, end));
    if (end == std::string_view::npos) return words;
    measures.remove_prefix(end + 1);
  }
}

/// The row of this id that is in force on the day or, if none is yet, the one that comes.
const Obligation* announced(const ReferenceTables& reference, std::string_view id, CivilDay day) {
  if (const auto row = reference.obligation(id, day)) return *row;
  const auto later = std::ranges::find_if(reference.obligations, [&](const Obligation& row) {
    return row.id == id && row.provenance.valid_from && *row.provenance.valid_from > day;
  });
  return later == reference.obligations.end() ? nullptr : &*later;
}

} // namespace

DutyWriter::DutyWriter(const StatementInput& input, const std::vector<bool>& solar,
                       const std::string& organisation, int year)
    : input_{input}, solar_meters_{solar}, organisation_{organisation}, year_{year} {
  const auto rows_of = [&](std::initializer_list<std::string_view> ids) {
    std::vector<const Obligation*> found;
    for (const std::string_view id : ids)
      if (const Obligation* row = announced(*input.reference, id, last_day())) found.push_back(row);
    return found;
  };
  inventory_ = announced(*input.reference, "eed_art6_inventory", last_day());
  automation_ = rows_of({"epbd_bacs_290", "epbd_bacs_70", "italy_bacs_class_b_290"});
  solar_ = rows_of({"epbd_solar_existing_public_2000", "epbd_solar_existing_public_750",
                    "epbd_solar_existing_public_250"});
}

const Obligation* DutyWriter::in_force(std::string_view id, std::string& note) const {
  const auto row = input_.reference->obligation(id, last_day());
  if (row) return *row;
  const std::string& why = row.failure().detail;
  if (note.find(why) == std::string::npos) note += (note.empty() ? "" : "; ") + why;
  return nullptr;
}

ObligationRow& DutyWriter::add(const Obligation& row, ObligationStatus status,
                               std::string_view reason) {
  ObligationRow& duty = rows_.emplace_back();
  duty.organisation = organisation_;
  duty.year = year_;
  duty.obligation = row.id;
  duty.subject = row.subject;
  duty.status = code(status);
  duty.deadline = row.deadline;
  duty.reason = reason;
  duty.act = row.act + (row.article.empty() ? "" : " art. " + row.article);
  duty.valid_from = row.provenance.valid_from;
  duty.source = row.provenance.source;
  duty.confidence = code(row.provenance.confidence);
  return duty;
}

void DutyWriter::add_sized(const Obligation* row, const Building& building, double value,
                           std::string_view quantity, std::optional<bool> fulfilled) {
  if (row == nullptr) return;
  const auto duty = size_duty(value, quantity, fulfilled, last_day(), *row);
  ObligationRow& written = duty ? add(*row, duty->status, duty->reason)
                                : add(*row, ObligationStatus::unknown, duty.failure().detail);
  if (!row->provenance.holds_on(last_day())) written.reason += "; announced, not yet in force";
  written.building_id = building.id;
  written.value = value;
  written.threshold = row->threshold_min;
  written.unit = row->threshold_unit;
}

std::optional<bool> DutyWriter::done(std::initializer_list<std::string_view> measures,
                                     std::size_t building) const {
  for (const FinishedWorks& works : input_.works) {
    if (works.building != building || works.ended > last_day()) continue;
    for (const std::string_view word : words_of(works.measure))
      if (std::ranges::find(measures, word) != measures.end()) return true;
  }
  return std::nullopt;
}

std::optional<bool> DutyWriter::automated(std::size_t building) const {
  return done({"bacs_class_b", "bacs_class_a"}, building);
}

void DutyWriter::add_building(const Building& building, std::size_t index) {
  const double area = building.floor_area.value();
  add_sized(inventory_, building, area, "floor_area_m2", std::nullopt);
  // One row: of the first size that the building exceeds, else of the smallest.
  const auto size = std::ranges::find_if(
      solar_, [&](const Obligation* row) { return area > row->threshold_min; });
  if (!solar_.empty()) {
    add_sized(size == solar_.end() ? solar_.back() : *size, building, area, "floor_area_m2",
              solar_meters_[index] ? std::optional{true}
                                   : done({"photovoltaic", "solar_thermal"}, index));
  }
  if (is_dwelling(building.use)) return;
  for (const Obligation* row : automation_)
    add_sized(row, building, building.plant_kw, "plant_kw", automated(index));
}

bool DutyWriter::automation_due(const Building& building, std::size_t index) const {
  const bool owed = std::ranges::any_of(automation_, [&](const Obligation* row) {
    return row->provenance.holds_on(last_day()) && row->deadline && *row->deadline <= last_day() &&
           building.plant_kw > row->threshold_min;
  });
  return owed && !automated(index) && !is_dwelling(building.use);
}

bool DutyWriter::whole_building(std::string_view measures) const {
  const auto words = words_of(measures);
  return std::ranges::any_of(input_.reference->measures, [&](const MeasureRule& rule) {
    return rule.group == "whole_building" && std::ranges::find(words, rule.id) != words.end();
  });
}

bool DutyWriter::is_dwelling(BuildingUse use) const {
  const auto row = input_.reference->use(code(use));
  return row && ((*row)->dpr412_category == "E.1(1)" || (*row)->dpr412_category == "E.1(2)");
}

} // namespace empower::detail
