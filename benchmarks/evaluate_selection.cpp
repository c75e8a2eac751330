// SPDX-License-Identifier: Apache-2.0
#include "baseline/selection_study.hpp"

#include <cstdio>
#include <cstdlib>

// How often the true shape is chosen. Prints the tables of docs/reference/baseline.md; exit status
// 1 if a bar is missed. `evaluate_selection [runs]`.
namespace {

using namespace empower;

struct Bar {
  double each;
  double mean;
};

/// The four cells of days or bills; true if both bars are met.
bool cells(bool bills, Bar bar, int runs) {
  double sum = 0.0;
  bool good = true;
  for (const SignatureShape truth : {SignatureShape::mean, SignatureShape::heating}) {
    for (const double correlation : {0.0, 0.5}) {
      const std::vector<int> count = testing::chosen(truth, bills, correlation, runs);
      const double share = static_cast<double>(count[static_cast<std::size_t>(truth)]) / runs;
      sum += share / 4.0;
      good = good && share >= bar.each;
      std::printf("%-8s %-5s %4.1f %7.4f  ", bills ? "12 bills" : "365 days", code(truth).data(),
                  correlation, share);
      for (const int c : count) std::printf(" %6d", c);
      std::printf("%s\n", share >= bar.each ? "" : "  below its bar");
    }
  }
  std::printf("mean %.4f%s\n", sum, sum >= bar.mean ? "" : "  below its bar");
  return good && sum >= bar.mean;
}

} // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 5000;
  std::printf("%d runs\n%-8s %-5s %4s %7s  ", runs, "data", "truth", "rho", "share");
  for (const std::string_view shape : signature_shape_codes()) std::printf(" %6s", shape.data());
  std::printf("\n");
  const bool days = cells(false, {0.965, 0.975}, runs);
  const bool bills = cells(true, {0.70, 0.80}, runs);

  std::printf("\na true 5P, by the expected t of its cooling slope\n%8s %10s %10s %10s %10s\n", "t",
              "5P, rho 0", "rho 0.5", "4P or 5P", "rho 0.5");
  for (const double strength : {2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0}) {
    const testing::BothLegs white = testing::found_both_legs(strength, 0.0, runs / 5);
    const testing::BothLegs red = testing::found_both_legs(strength, 0.5, runs / 5);
    std::printf("%8.0f %10.3f %10.3f %10.3f %10.3f\n", strength, white.five_parameters,
                red.five_parameters, white.both_legs, red.both_legs);
  }
  return days && bills ? EXIT_SUCCESS : EXIT_FAILURE;
}
