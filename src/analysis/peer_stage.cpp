// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/peer_stage.hpp>

#include <empower/anomaly/outlier_building.hpp>
#include <empower/core/parallel.hpp>
#include <empower/stats/robust.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace empower {
namespace {

/// One carrier of one building, with the figure that is compared.
struct Member {
  std::size_t building = 0;
  std::string carrier;
  bool normalised = false;
  PeerIntensity intensity;
  CivilPeriod period;
  std::string group; ///< use or benchmark group
};

/// Mean over the years with a figure of the wanted kind.
std::optional<Member> member_of(std::span<const ConsumptionRow> rows, bool normalised,
                                std::optional<CivilDay> use_since) {
  Member member;
  member.carrier = rows.front().carrier;
  member.normalised = normalised;
  double sum = 0.0;
  double low = 0.0;
  double high = 0.0;
  double years = 0.0;
  for (const ConsumptionRow& row : rows) {
    const double value = normalised ? row.normalised_intensity_kwh_m2 : row.energy_intensity_kwh_m2;
    if (!std::isfinite(value) || (use_since && row.start < *use_since)) continue;
    if (years == 0.0) member.period.from = row.start;
    member.period.to = row.end;
    sum += value;
    low += normalised ? row.normalised_low_kwh / row.floor_area_m2 : value;
    high += normalised ? row.normalised_high_kwh / row.floor_area_m2 : value;
    years += 1.0;
  }
  if (years == 0.0) return std::nullopt;
  member.intensity = {sum / years, low / years, high / years};
  return member;
}

std::vector<Member> members_of(std::span<const PeerInput> buildings) {
  std::vector<Member> members;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    const auto rows = buildings[b].consumption;
    for (std::size_t first = 0; first < rows.size();) {
      std::size_t last = first;
      while (last < rows.size() && rows[last].carrier == rows[first].carrier) ++last;
      const auto carrier_rows = rows.subspan(first, last - first);
      const auto since = buildings[b].use_since;
      std::optional<Member> member = member_of(carrier_rows, true, since);
      if (!member) member = member_of(carrier_rows, false, since);
      if (member) {
        member->building = b;
        members.push_back(*member);
      }
      first = last;
    }
  }
  return members;
}

using GroupKey = std::tuple<std::string, std::string, bool>; ///< group, carrier, normalised

std::map<GroupKey, std::vector<std::size_t>> grouped(std::span<const Member> members) {
  std::map<GroupKey, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < members.size(); ++i) {
    groups[{members[i].group, members[i].carrier, members[i].normalised}].push_back(i);
  }
  return groups;
}

/// By use, electrically heated buildings apart; what has too few members falls back on the
/// benchmark group of its use.
void choose_groups(std::vector<Member>& members, std::span<const PeerInput> buildings,
                   const ReferenceTables& reference) {
  const auto with_heating = [&](const Member& member, const std::string& group) {
    const bool apart = member.carrier == code(Carrier::electricity) &&
                       buildings[member.building].heated_by_electricity;
    return apart ? group + " heated by electricity" : group;
  };
  for (Member& member : members) {
    member.group =
        with_heating(member, std::string{code(buildings[member.building].building->use)});
  }
  for (const auto& [key, group] : grouped(members)) {
    if (group.size() >= least_peers) continue;
    const auto use = reference.use(code(buildings[members[group.front()].building].building->use));
    if (!use || (*use)->benchmark_group.empty()) continue;
    for (const std::size_t i : group)
      members[i].group = with_heating(members[i], "group " + (*use)->benchmark_group);
  }
}

std::string group_text(const Member& member) {
  return member.group + (member.normalised ? ", normalised kWh/m2" : ", measured kWh/m2");
}

/// The mean ratio where every carrier of the building is off its peers by about the same power of
/// ten: each far off, and all together near it, for each has a spread of its own among peers.
std::optional<double> common_power_of_ten(std::span<const double> ratios) {
  if (ratios.size() < 2) return std::nullopt;
  double orders = 0.0;
  for (const double ratio : ratios) {
    const double order = std::log10(ratio);
    constexpr double of_one = 0.35; // a factor of 2.2
    if (!(std::abs(std::abs(order) - 1.0) < of_one) || (order > 0.0) != (ratios.front() > 1.0))
      return std::nullopt;
    orders += order;
  }
  const double mean = orders / static_cast<double>(ratios.size());
  constexpr double of_all = 0.20;
  if (!(std::abs(std::abs(mean) - 1.0) < of_all)) return std::nullopt;
  return std::pow(10.0, mean);
}

/// Water is the last carrier, so the rows of energy come first.
std::span<const ConsumptionRow> energy_rows(std::span<const ConsumptionRow> rows) {
  const auto water = std::ranges::find(rows, code(Carrier::water), &ConsumptionRow::carrier);
  return rows.first(static_cast<std::size_t>(water - rows.begin()));
}

/// Buildings without energy for heat in a use where nearly all others have it.
void find_missing_heat(std::span<const PeerInput> buildings, std::vector<Finding>& findings) {
  struct Heat {
    std::vector<std::size_t> without;
    std::size_t with = 0;
    std::vector<double> intensities;
  };
  std::map<BuildingUse, Heat> uses;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    const auto rows = energy_rows(buildings[b].consumption);
    if (rows.empty()) continue; // nothing on file at all is not a missing carrier
    Heat& heat = uses[buildings[b].building->use];
    const auto thermal = [](const ConsumptionRow& row) {
      return is_thermal(parse_carrier(row.carrier)->carrier);
    };
    if (buildings[b].heated_by_electricity) {
      ++heat.with;
    } else if (std::ranges::none_of(rows, thermal)) {
      heat.without.push_back(b);
    } else {
      ++heat.with;
      for (const ConsumptionRow& row : rows) {
        if (thermal(row) && std::isfinite(row.energy_intensity_kwh_m2))
          heat.intensities.push_back(row.energy_intensity_kwh_m2);
      }
    }
  }
  constexpr double nearly_all = 0.8;
  for (auto& [use, heat] : uses) {
    const std::size_t all = heat.with + heat.without.size();
    const bool usual = all >= least_peers &&
                       static_cast<double>(heat.with) >= nearly_all * static_cast<double>(all);
    if (!usual || heat.intensities.empty()) continue;
    const double middle = median(heat.intensities);
    for (const std::size_t b : heat.without) {
      const auto rows = energy_rows(buildings[b].consumption);
      findings.push_back(missing_carrier_finding(buildings[b].place,
                                                 {rows.front().start, rows.back().end}, heat.with,
                                                 all, middle, buildings[b].building->floor_area));
    }
  }
}

} // namespace

PeerResult compare_peers(std::span<const PeerInput> buildings, const ReferenceTables& reference,
                         std::size_t threads) {
  std::vector<Member> members = members_of(buildings);
  choose_groups(members, buildings, reference);
  const auto by_key = grouped(members);
  std::vector<std::vector<std::size_t>> groups;
  groups.reserve(by_key.size());
  for (const auto& [key, group] : by_key) groups.push_back(group);
  std::vector<PeerScore> scores(members.size());
  parallel_for(groups.size(), threads, [&](std::size_t g) {
    std::vector<PeerIntensity> intensities;
    for (const std::size_t i : groups[g]) intensities.push_back(members[i].intensity);
    const std::vector<PeerScore> of_group = peer_scores(intensities);
    for (std::size_t j = 0; j < of_group.size(); ++j) scores[groups[g][j]] = of_group[j];
  });

  PeerResult result;
  for (std::size_t first = 0; first < members.size();) {
    const PeerInput& input = buildings[members[first].building];
    std::vector<double> ratios;
    std::size_t last = first;
    for (; last < members.size() && members[last].building == members[first].building; ++last) {
      const Member& member = members[last];
      const PeerScore& score = scores[last];
      const double ratio = member.intensity.kwh_m2 / score.peer_median_kwh_m2;
      if (std::isfinite(ratio)) ratios.push_back(ratio);
      BenchmarkRow row{input.building->id,    member.carrier,
                       group_text(member),    static_cast<std::int64_t>(score.peers),
                       score.percentile,      score.percentile_low,
                       score.percentile_high, 100.0 - score.percentile};
      row.gap_kwh = std::max(0.0, (member.intensity.kwh_m2 - score.peer_median_kwh_m2) *
                                      input.building->floor_area.value());
      if (std::isnan(score.peer_median_kwh_m2)) row.gap_kwh = missing_value;
      row.intensity_kwh_m2 = member.intensity.kwh_m2;
      row.peer_median_kwh_m2 = score.peer_median_kwh_m2;
      result.benchmarks.push_back(std::move(row));
    }
    if (const std::optional<double> ratio = common_power_of_ten(ratios)) {
      result.findings.push_back(area_error_finding(input.place, members[first].period,
                                                   input.building->floor_area, *ratio));
    } else {
      for (std::size_t i = first; i < last; ++i) {
        FindingPlace place = input.place;
        place.carrier = members[i].carrier;
        place.eur_per_kwh = input.factors->price(parse_carrier(members[i].carrier)->carrier).value;
        const std::string group = group_text(members[i]);
        if (auto finding = outlier_finding({place, members[i].period, input.building->floor_area,
                                            members[i].intensity.kwh_m2, group},
                                           scores[i])) {
          result.findings.push_back(std::move(*finding));
        }
      }
    }
    first = last;
  }
  find_missing_heat(buildings, result.findings);
  return result;
}

} // namespace empower
