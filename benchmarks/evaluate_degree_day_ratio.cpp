// SPDX-License-Identifier: Apache-2.0
// How far normalising by degree-days is from the truth on a simulated stock: the table of
// docs/reference/degree-days.md. Exit status 1 where the ratio and the model part.
#include <baseline/degree_day_study.hpp>

#include <cstdio>
#include <cstdlib>

int main() {
  using namespace empower;
  bool agree = true;
  std::puts("warmer_k buildings agree eurostat base_20 model_holds ratio_holds"
            "  errors in %: model ratio eurostat base_20 naive");
  for (const double shift : {-1.5, -0.7, 0.7, 1.5}) {
    const testing::DegreeDayStudy study = testing::degree_day_study(shift, 200);
    const auto share = [&](std::size_t count) {
      return static_cast<double>(count) / static_cast<double>(study.buildings);
    };
    std::printf("%+8.1f %9zu %5.3f %8.3f %7.3f %11.3f %11.3f %19.2f %5.2f %8.2f %7.2f %5.2f\n",
                shift, study.buildings, share(study.agree), share(study.eurostat_agree),
                share(study.italian_agree), share(study.model_holds), share(study.ratio_holds),
                100.0 * study.model_bias, 100.0 * study.ratio_bias, 100.0 * study.eurostat_bias,
                100.0 * study.italian_bias, 100.0 * study.naive_bias);
    agree = agree && share(study.agree) >= 0.98 && study.naive_bias * shift > 0.0;
  }
  return agree ? EXIT_SUCCESS : EXIT_FAILURE;
}
