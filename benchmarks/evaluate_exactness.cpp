// SPDX-License-Identifier: Apache-2.0
#include "baseline/exactness_study.hpp"

#include <cstdio>
#include <cstdlib>
#include <numeric>

// Searches against a dense grid on random data sets, days, bills and days with regressors: 10,000
// of each, or as many as the first argument says.
int main(int argc, char** argv) {
  using namespace empower;
  constexpr std::size_t steps = 60;
  const int sets = argc > 1 ? std::atoi(argv[1]) : 10000;
  testing::Exactness days;
  testing::Exactness bills;
  Random random{20241125};
  for (int round = 0; round < sets; ++round) testing::compare_daily(random, round, steps, days);
  for (int round = 0; round < sets; ++round) testing::compare_bills(random, steps, bills);
  testing::Exactness beside;
  for (int round = 0; round < sets; ++round)
    testing::compare_with_regressors(random, steps, beside);

  const auto print = [](const char* what, const testing::Exactness& sum) {
    std::printf("%s: %d sets fitted\nshape  found  base 0  beaten  misstated\n", what, sum.fitted);
    for (std::size_t i = 0; i < 6; ++i)
      std::printf("%-5s %6d %7d %7d %10d\n", signature_shape_codes()[i].data(), sum.with_shape[i],
                  sum.without_base[i], sum.beaten[i], sum.misstated[i]);
  };
  print("days", days);
  print("bills", bills);
  print("days with regressors", beside);
  const auto print_pairs = [](const char* what, const testing::Exactness& sum) {
    std::printf("5P %s: beaten in %d of %d, by %.2g at most\n", what, sum.pairs_beaten, sum.pairs,
                sum.worst_pair);
  };
  print_pairs("from 24 bills", bills);
  print_pairs("with regressors", beside);

  const auto sum_of = [](const auto& counts, std::size_t shapes) {
    return std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(shapes), 0);
  };
  const auto rarely_beaten = [](const testing::Exactness& sum) {
    return 100 * sum.pairs_beaten <= sum.pairs && sum.worst_pair <= 0.005;
  };
  const bool good = sum_of(days.beaten, 6) == 0 && sum_of(bills.beaten, 5) == 0 &&
                    sum_of(beside.beaten, 5) == 0 && sum_of(days.misstated, 6) == 0 &&
                    sum_of(bills.misstated, 6) == 0 && sum_of(beside.misstated, 6) == 0 &&
                    rarely_beaten(bills) && rarely_beaten(beside);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
