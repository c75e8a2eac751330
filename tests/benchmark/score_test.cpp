// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/score.hpp>

#include "support/counter_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace empower;

namespace {

std::vector<PeerIntensity> exact(std::initializer_list<double> values) {
  std::vector<PeerIntensity> group;
  for (const double value : values) group.push_back({value});
  return group;
}

/// P(X <= x) of the beta distribution (k + 1/2, n - k + 1/2), by Simpson's rule in the angle whose
/// squared sine is x, where the density has no singular end.
double jeffreys_cdf(double x, double k, double n) {
  const auto area = [&](double to) {
    constexpr int steps = 2000;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
      const double angle = to * i / steps;
      const double density =
          std::pow(std::sin(angle), 2 * k) * std::pow(std::cos(angle), 2 * (n - k));
      sum += density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * to / steps;
  };
  return area(std::asin(std::sqrt(x))) / area(std::acos(0.0));
}

} // namespace

TEST_SUITE("benchmark/score") {
  TEST_CASE("a percentile is the share below, the building itself counted half") {
    const auto scores = peer_scores(exact({50.0, 10.0, 30.0, 20.0, 40.0}));
    CHECK(scores[1].percentile == doctest::Approx(10.0));
    CHECK(scores[3].percentile == doctest::Approx(30.0));
    CHECK(scores[2].percentile == doctest::Approx(50.0));
    CHECK(scores[0].percentile == doctest::Approx(90.0));
    for (const PeerScore& score : scores) {
      CHECK(score.peers == 5);
      CHECK(score.peer_median_kwh_m2 == 30.0);
    }
  }

  TEST_CASE("equal buildings have equal percentiles in the middle of their ranks") {
    const auto scores = peer_scores(exact({10.0, 20.0, 20.0, 20.0, 30.0}));
    CHECK(scores[1].percentile == doctest::Approx(50.0));
    CHECK(scores[3].percentile == doctest::Approx(50.0));
    for (const PeerScore& score : peer_scores(exact({7.0, 7.0, 7.0, 7.0, 7.0}))) {
      CHECK(score.percentile == doctest::Approx(50.0));
      CHECK(score.robust_score == 0.0);
    }
  }

  TEST_CASE("the ends of the interval are the 5 and 95 % points of the rank's share") {
    const auto scores = peer_scores(exact({10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0}));
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double rank = static_cast<double>(i) + 0.5;
      CHECK(jeffreys_cdf(scores[i].percentile_low / 100.0, rank, 7.0) == doctest::Approx(0.05));
      CHECK(jeffreys_cdf(scores[i].percentile_high / 100.0, rank, 7.0) == doctest::Approx(0.95));
    }
  }

  TEST_CASE("a building that is not sure of itself has the wider interval") {
    auto group = exact({10.0, 20.0, 30.0, 40.0, 50.0});
    const PeerScore sure = peer_scores(group)[2];
    group[2] = {30.0, 15.0, 45.0};
    const PeerScore unsure = peer_scores(group)[2];
    CHECK(unsure.percentile == sure.percentile);
    CHECK(jeffreys_cdf(unsure.percentile_low / 100.0, 1.0, 5.0) == doctest::Approx(0.05));
    CHECK(jeffreys_cdf(unsure.percentile_high / 100.0, 4.0, 5.0) == doctest::Approx(0.95));
  }

  TEST_CASE("the robust score counts deviations of the logarithm from the median") {
    // ln x / 30 of the others: 0.1, 0.2 either way, so the MAD is 0.2.
    const double e = std::exp(0.1);
    const auto scores = peer_scores(
        exact({30.0 / e / e, 30.0 / e, 30.0, 30.0 * e, 30.0 * e * e, 300.0, 30.0 / e / e / e}));
    CHECK(scores[5].robust_score == doctest::Approx(std::log(10.0) / (1.4826 * 0.2)));
  }

  TEST_CASE("peers that hardly differ are not closer than 10 %") {
    const auto scores = peer_scores(exact({100.0, 100.0, 100.0, 100.0, 120.0}));
    CHECK(scores[4].robust_score == doctest::Approx(std::log(1.2) / 0.10));
  }

  TEST_CASE("four peers are too few to say anything, five are enough") {
    for (const PeerScore& score : peer_scores(exact({10.0, 20.0, 30.0, 40.0}))) {
      CHECK(score.peers == 4);
      CHECK(std::isnan(score.percentile));
      CHECK(std::isnan(score.robust_score));
      CHECK(std::isnan(score.peer_median_kwh_m2));
    }
    CHECK_FALSE(std::isnan(peer_scores(exact({10.0, 20.0, 30.0, 40.0, 50.0}))[0].percentile));
    CHECK(peer_scores({}).empty());
  }

  TEST_CASE("what has no figure, none or less than none is not a peer") {
    const auto scores =
        peer_scores(exact({10.0, 20.0, missing_value, 30.0, 0.0, 40.0, -5.0, 50.0}));
    for (const PeerScore& score : scores) CHECK(score.peers == 5);
    CHECK(scores[0].percentile == doctest::Approx(10.0));
    for (const std::size_t i : {2U, 4U, 6U}) {
      CHECK(std::isnan(scores[i].percentile));
      CHECK(std::isnan(scores[i].robust_score));
      CHECK(scores[i].peer_median_kwh_m2 == 30.0);
    }
  }

  TEST_CASE("neither order nor unit of energy changes a percentile or score") {
    std::vector<PeerIntensity> group;
    for (std::uint64_t i = 0; i < 40; ++i) {
      const double x = 50.0 + 100.0 * testing::uniform(11, i);
      group.push_back({x, 0.9 * x, 1.1 * x});
    }
    const auto scores = peer_scores(group);
    std::vector<PeerIntensity> changed{group.rbegin(), group.rend()};
    for (PeerIntensity& member : changed)
      member = {2.0 * member.kwh_m2, 2.0 * member.low_kwh_m2, 2.0 * member.high_kwh_m2};
    auto of_changed = peer_scores(changed);
    std::ranges::reverse(of_changed);
    for (std::size_t i = 0; i < group.size(); ++i) {
      CHECK(of_changed[i].percentile == scores[i].percentile);
      CHECK(of_changed[i].percentile_low == scores[i].percentile_low);
      CHECK(of_changed[i].percentile_high == scores[i].percentile_high);
      CHECK(of_changed[i].robust_score == doctest::Approx(scores[i].robust_score));
      CHECK(scores[i].percentile_low < scores[i].percentile);
      CHECK(scores[i].percentile < scores[i].percentile_high);
    }
  }
}
