// SPDX-License-Identifier: Apache-2.0
#include "baseline/coverage_study.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

// How often nominal 90 % intervals hold the truth. Prints the table of docs/reference/baseline.md;
// exit status 1 if a bar is missed. `evaluate_coverage [runs]`.
namespace {

using namespace empower::testing;

/// Least share for the normal year; none is asked of 12 bills.
double least_annual(const CoverageCase& of) {
  if (of.observations == 12) return 0.0;
  if (of.observations == 365) return 0.87;
  return of.correlation == 0.0 ? 0.88 : of.correlation < 0.5 ? 0.84 : 0.81;
}

bool met(const CoverageCase& of, const Coverages& share) {
  const auto within = [](double value, double low, double high) {
    return low <= value && value <= high;
  };
  const bool coefficients = of.observations == 12 ||
                            (within(share.slope, 0.87, 0.95) && within(share.balance, 0.87, 0.95));
  const bool totals =
      of.observations == 365 || of.correlation > 0.0 || within(share.metered, 0.87, 0.94);
  return coefficients && totals && share.annual >= least_annual(of);
}

} // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 2000;
  bool all = true;
  std::printf("%d runs; standard error of a share near 0.90: %.4f\n", runs, std::sqrt(0.09 / runs));
  std::printf("%12s %5s %6s %6s %8s %7s %8s\n", "observations", "rho", "shape", "slope", "balance",
              "annual", "metered");
  for (const std::size_t observations : {std::size_t{12}, std::size_t{24}, std::size_t{365}}) {
    for (const double correlation : {0.0, 0.4, 0.7}) {
      const CoverageCase of{observations, correlation};
      const Coverages share = coverage(of, runs);
      const bool good = met(of, share);
      all = all && good;
      std::printf("%12zu %5.1f %6.3f %6.3f %8.3f %7.3f %8.3f%s\n", observations, correlation,
                  share.right_shape, share.slope, share.balance, share.annual, share.metered,
                  good ? "" : "  below its bar");
    }
  }
  return all ? EXIT_SUCCESS : EXIT_FAILURE;
}
