// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/ranking.hpp>

#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace empower;

namespace {

struct Items {
  std::vector<double> mean;
  std::vector<double> sd;
};

/// Sizes over two orders of magnitude, as buildings have them: values and their spread go along.
Items sized_items(std::size_t count, std::uint64_t seed) {
  Random random{seed};
  Items items;
  for (std::size_t i = 0; i < count; ++i) {
    const double size = std::exp(random.normal());
    items.mean.push_back(1e4 * size * (1.0 + random.normal()));
    items.sd.push_back(3e3 * size * (0.5 + random.uniform()));
  }
  return items;
}

double expected_rank(const Items& items, std::size_t i) {
  double rank = 0.5;
  for (std::size_t j = 0; j < items.mean.size(); ++j)
    rank +=
        i == j ? 0.5
               : normal_cdf((items.mean[j] - items.mean[i]) / std::hypot(items.sd[i], items.sd[j]));
  return rank;
}

/// What a plain simulation finds: by `std::sort`, with none of the library's tables.
struct Simulated {
  std::vector<double> rank;
  std::vector<double> top_k;
  std::vector<double> within; ///< the interval under test
};

Simulated simulate(const Items& items, std::size_t k, std::span<const RankEstimate> estimates,
                   int draws) {
  const std::size_t count = items.mean.size();
  Simulated result{std::vector<double>(count), std::vector<double>(count),
                   std::vector<double>(count)};
  std::vector<double> value(count);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random{99};
  for (int draw = 0; draw < draws; ++draw) {
    for (std::size_t i = 0; i < count; ++i)
      value[i] = items.mean[i] + items.sd[i] * random.normal();
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return value[a] > value[b]; });
    for (std::size_t place = 0; place < count; ++place) {
      const std::size_t i = order[place];
      const auto rank = static_cast<double>(place + 1);
      result.rank[i] += rank / draws;
      result.top_k[i] += (place < k ? 1.0 : 0.0) / draws;
      result.within[i] +=
          (rank >= estimates[i].rank_low && rank <= estimates[i].rank_high ? 1.0 : 0.0) / draws;
    }
  }
  return result;
}

double sum_of_top_k(std::span<const RankEstimate> estimates) {
  return std::accumulate(
      estimates.begin(), estimates.end(), 0.0,
      [](double sum, const RankEstimate& e) { return sum + e.probability_top_k; });
}

void check_same(std::span<const RankEstimate> a, std::span<const RankEstimate> b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].expected_rank == b[i].expected_rank);
    CHECK(a[i].rank_low == b[i].rank_low);
    CHECK(a[i].rank_high == b[i].rank_high);
    CHECK(a[i].probability_top_k == b[i].probability_top_k);
  }
}

} // namespace

TEST_SUITE("retrofit/ranking") {
  TEST_CASE("of two items the first is larger with the probability of their difference") {
    const Items items{{1.0, 0.0}, {0.6, 0.8}};
    const auto ranks = rank(items.mean, items.sd, 1);
    const double larger = normal_cdf(1.0); // the difference has mean 1 and standard deviation 1
    CHECK(ranks[0].expected_rank == doctest::Approx(2.0 - larger).epsilon(1e-14));
    CHECK(ranks[1].expected_rank == doctest::Approx(1.0 + larger).epsilon(1e-14));
    CHECK(std::abs(ranks[0].probability_top_k - larger) <
          0.015); // four standard errors of the draws
    CHECK(ranks[0].rank_low == 1.0);
    CHECK(ranks[0].rank_high == 2.0);
  }

  TEST_CASE("items that are alike share all ranks, few or many") {
    for (const std::size_t count : {5U, 400U, 2500U}) {
      const auto ranks = rank(std::vector<double>(count, 3.0), std::vector<double>(count, 2.0), 20);
      const auto n = static_cast<double>(count);
      for (const RankEstimate& item : ranks) {
        CHECK(item.expected_rank == doctest::Approx(0.5 * (n + 1.0)).epsilon(1e-9));
        CHECK(std::abs(item.probability_top_k - std::min(1.0, 20.0 / n)) < 1e-6);
        CHECK(std::abs(item.rank_low - (0.05 * n)) <= 1.5 + 0.01 * n);
        CHECK(std::abs(item.rank_high - (0.95 * n)) <= 1.5 + 0.01 * n);
      }
    }
  }

  TEST_CASE("certain items have their ranks, and equal ones the mean of theirs") {
    const std::vector<double> mean{5.0, 9.0, 5.0, 1.0};
    const auto ranks = rank(mean, std::vector<double>(4, 0.0), 2);
    const std::vector<double> expected{2.5, 1.0, 2.5, 4.0};
    const std::vector<double> top{0.5, 1.0, 0.5, 0.0};
    for (std::size_t i = 0; i < mean.size(); ++i) {
      CHECK(ranks[i].expected_rank == expected[i]);
      CHECK(ranks[i].probability_top_k == top[i]);
      CHECK(ranks[i].rank_low == std::floor(expected[i]));
      CHECK(ranks[i].rank_high == std::ceil(expected[i]));
    }
  }

  TEST_CASE("many certain items with ties are ranked without any error") {
    for (const std::size_t count : {400U, 2400U}) {
      std::vector<double> mean;
      for (std::size_t i = 0; i < count; ++i) mean.push_back(-static_cast<double>(i / 4)); // fours
      const auto ranks = rank(mean, std::vector<double>(count, 0.0), 30);
      for (std::size_t i = 0; i < count; ++i) {
        const double middle = 4.0 * static_cast<double>(i / 4) + 2.5;
        CHECK(ranks[i].expected_rank == middle);
        CHECK(ranks[i].rank_low == middle - 0.5);
        CHECK(ranks[i].rank_high == middle + 0.5);
        CHECK(ranks[i].probability_top_k == (i < 28 ? 1.0 : i < 32 ? 0.5 : 0.0));
      }
    }
  }

  TEST_CASE("a small ranking agrees with a million draws") {
    const Items items{{4.0, 3.5, 3.0, 1.0, 3.2, 0.0}, {1.0, 0.1, 2.0, 0.0, 0.7, 1.5}};
    const auto ranks = rank(items.mean, items.sd, 2);
    const Simulated truth = simulate(items, 2, ranks, 1'000'000);
    for (std::size_t i = 0; i < items.mean.size(); ++i) {
      CHECK(std::abs(ranks[i].expected_rank - truth.rank[i]) <
            0.007); // four standard errors of the draws here
      CHECK(std::abs(ranks[i].probability_top_k - truth.top_k[i]) <
            0.02); // and of the 10,000 there
      CHECK(truth.within[i] > 0.89);
    }
    CHECK(sum_of_top_k(ranks) == doctest::Approx(2.0).epsilon(1e-12));
  }

  TEST_CASE("rankings by every route agree with a plain simulation") {
    struct Case {
      std::size_t items, k;
      double worst, mean_square; ///< tolerated errors of the probability
    };
    for (const auto& [count, k, worst, mean_square] :
         {Case{60, 5, 0.04, 0.012}, Case{150, 20, 0.04, 0.012}, Case{400, 8, 0.04, 0.008},
          Case{400, 40, 0.05, 0.012}}) {
      CAPTURE(count);
      CAPTURE(k);
      const Items items = sized_items(count, 3);
      const auto ranks = rank(items.mean, items.sd, k);
      const Simulated truth = simulate(items, k, ranks, 4000);
      double square = 0.0;
      double within = 0.0;
      for (std::size_t i = 0; i < count; ++i) {
        const double error = ranks[i].probability_top_k - truth.top_k[i];
        CHECK(std::abs(error) < worst);
        CHECK(ranks[i].expected_rank == doctest::Approx(expected_rank(items, i)).epsilon(1e-12));
        CHECK(truth.within[i] > 0.87);
        square += error * error / static_cast<double>(count);
        within += truth.within[i] / static_cast<double>(count);
      }
      CHECK(std::sqrt(square) < mean_square);
      CHECK(within > 0.90);
      CHECK(within < 0.96);
      CHECK(sum_of_top_k(ranks) == doctest::Approx(static_cast<double>(k)).epsilon(1e-8));
    }
  }

  TEST_CASE("the ranking of a large stock stays near the exact pairwise sum") {
    Items items = sized_items(3000, 4);
    for (std::size_t i = 0; i < items.sd.size(); i += 10) items.sd[i] = 0.0;
    items.mean[5] = 1e9; // an outlier must not cost the others their resolution
    const auto ranks = rank(items.mean, items.sd, 100);
    for (std::size_t i = 0; i < items.mean.size(); i += 3)
      CHECK(std::abs(ranks[i].expected_rank - expected_rank(items, i)) < 3.0);
    CHECK(ranks[5].expected_rank == doctest::Approx(1.0).epsilon(1e-6));
    CHECK(ranks[5].probability_top_k == doctest::Approx(1.0));
    CHECK(sum_of_top_k(ranks) == doctest::Approx(100.0).epsilon(1e-8));
  }

  TEST_CASE(
      "where values overlap smoothly the large ranking is exact to a ten-thousandth of the stock") {
    Random random{8};
    Items items;
    for (std::size_t i = 0; i < 6000; ++i) {
      items.mean.push_back(random.normal());
      items.sd.push_back(0.2 + 0.6 * random.uniform());
    }
    const auto ranks = rank(items.mean, items.sd, 100);
    for (std::size_t i = 0; i < items.mean.size(); i += 8)
      CHECK(std::abs(ranks[i].expected_rank - expected_rank(items, i)) < 0.6);
  }

  TEST_CASE("doubling every value changes no bit, shifting and permuting nothing that matters") {
    for (const std::size_t count : {50U, 400U, 2100U}) {
      const Items items = sized_items(count, 6);
      Items doubled = items;
      for (double& x : doubled.mean) x *= 2.0;
      for (double& x : doubled.sd) x *= 2.0;
      const auto ranks = rank(items.mean, items.sd, 30);
      check_same(ranks, rank(doubled.mean, doubled.sd, 30));

      Items reversed = items;
      std::reverse(reversed.mean.begin(), reversed.mean.end());
      std::reverse(reversed.sd.begin(), reversed.sd.end());
      for (double& x : reversed.mean) x += 1e5;
      const auto other = rank(reversed.mean, reversed.sd, 30);
      for (std::size_t i = 0; i < count; ++i) {
        const RankEstimate& twin = other[count - 1 - i];
        CHECK(ranks[i].expected_rank == doctest::Approx(twin.expected_rank).epsilon(1e-9));
        CHECK(std::abs(ranks[i].probability_top_k - twin.probability_top_k) < 0.03);
      }
    }
  }

  TEST_CASE("nothing to rank is an empty ranking, and one item is the first") {
    CHECK(rank({}, {}, 3).empty());
    const auto one = rank(std::vector{2.0}, std::vector{1.0}, 3);
    CHECK(one[0].expected_rank == 1.0);
    CHECK(one[0].rank_high == 1.0);
    CHECK(one[0].probability_top_k == 1.0);
  }

  TEST_CASE("values that cannot be ranked are refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS((void)rank(std::vector{1.0, 2.0}, std::vector{1.0}, 1), ShapeError);
    CHECK_THROWS_AS((void)rank(std::vector{1.0}, std::vector{1.0}, 0), ContractError);
    CHECK_THROWS_AS((void)rank(std::vector{nan}, std::vector{1.0}, 1), ContractError);
    CHECK_THROWS_AS((void)rank(std::vector{1.0}, std::vector{-1.0}, 1), ContractError);
  }

  TEST_CASE("the table has the promised columns in their order") {
    std::vector<std::string_view> names;
    for (const auto& column : Schema<RankingRow>::columns()) names.push_back(column.name);
    CHECK(names == std::vector<std::string_view>{"rank", "building_id", "package", "expected_rank",
                                                 "rank_low", "rank_high", "probability_top_k",
                                                 "k"});
  }
}
