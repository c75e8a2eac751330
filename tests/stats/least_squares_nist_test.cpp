// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/least_squares.hpp>

#include "support/shared_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

using namespace empower;

namespace {

/// What the design of a set is made of.
enum class Model { polynomial, through_origin, columns };

/// A set and the digits that `stats/least_squares.hpp` claims for it.
struct Claim {
  std::string_view set;
  Model model;
  int degree;
  double coefficients;
  double errors;      ///< standard errors; where the fit is exact, decimals of what is left of them
  double residual_sd; ///< likewise
};

constexpr Claim claims[] = {
    {"norris", Model::polynomial, 1, 10.0, 10.0, 10.0},
    {"pontius", Model::polynomial, 2, 10.0, 10.0, 10.0},
    {"noint1", Model::through_origin, 1, 10.0, 10.0, 10.0},
    {"noint2", Model::through_origin, 1, 10.0, 10.0, 10.0},
    {"filip", Model::polynomial, 10, 7.0, 7.0, 7.0},
    {"longley", Model::columns, 6, 10.0, 10.0, 10.0},
    {"wampler1", Model::polynomial, 5, 10.0, 9.0, 9.0},
    {"wampler2", Model::polynomial, 5, 10.0, 13.0, 13.0},
    {"wampler3", Model::polynomial, 5, 9.0, 10.0, 10.0},
    {"wampler4", Model::polynomial, 5, 7.0, 10.0, 10.0},
    {"wampler5", Model::polynomial, 5, 5.5, 10.0, 10.0},
};

/// A set's certified answers, out of one JSON text of known form.
class Certified {
public:
  Certified(const std::string& text, std::string_view set)
      : text_{text}, from_{text.find("\"" + std::string{set} + "\"")} {}

  [[nodiscard]] std::vector<double> list(std::string_view name) const {
    std::size_t at = text_.find('[', of(name));
    const std::size_t end = text_.find(']', at);
    std::vector<double> values;
    for (at = text_.find('"', at); at < end; at = text_.find('"', text_.find('"', at + 1) + 1))
      values.push_back(std::stod(text_.substr(at + 1)));
    return values;
  }
  [[nodiscard]] double number(std::string_view name) const {
    return std::stod(text_.substr(text_.find('"', text_.find(':', of(name))) + 1));
  }

private:
  [[nodiscard]] std::size_t of(std::string_view name) const {
    return text_.find("\"" + std::string{name} + "\"", from_);
  }

  const std::string& text_;
  std::size_t from_;
};

std::vector<double> design_of(const Claim& claim, const std::filesystem::path& path,
                              std::size_t rows) {
  std::vector<double> design;
  if (claim.model != Model::through_origin) design.assign(rows, 1.0);
  if (claim.model == Model::columns) {
    for (int j = 1; j <= claim.degree; ++j) {
      const auto column = testing::number_column(path, "x" + std::to_string(j));
      design.insert(design.end(), column.begin(), column.end());
    }
    return design;
  }
  const auto x = testing::number_column(path, "x");
  for (int power = 1; power <= claim.degree; ++power)
    for (const double v : x) design.push_back(std::pow(v, power));
  return design;
}

double digits(double value, double wanted) {
  const double error =
      wanted == 0.0 ? std::abs(value) : std::abs(value - wanted) / std::abs(wanted);
  return error > 0.0 ? std::min(17.0, -std::log10(error)) : 17.0;
}

/// The least number of correct decimal digits.
double digits(const std::vector<double>& values, const std::vector<double>& wanted) {
  REQUIRE(values.size() == wanted.size());
  double least = 17.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    least = std::min(least, digits(values[i], wanted[i]));
  return least;
}

} // namespace

TEST_SUITE("stats/least_squares_nist") {

  TEST_CASE("certified results of NIST are met to the digits that are claimed") {
    const auto answers = testing::shared_file("nist/certified_exact.json");
    if (!answers) return;
    const std::string text = testing::unpacked(*answers);
    for (const Claim& claim : claims) {
      CAPTURE(claim.set);
      const auto path = answers->parent_path() / (std::string{claim.set} + ".csv");
      const std::vector<double> y = testing::number_column(path, "y");
      const LeastSquares fit = least_squares(design_of(claim, path, y.size()), y);
      const Certified certified{text, claim.set};

      const std::size_t k = fit.coefficients.size();
      CHECK(fit.rank == k);
      const double variance = fit.sse / static_cast<double>(y.size() - k);
      std::vector<double> errors;
      for (std::size_t i = 0; i < k; ++i)
        errors.push_back(std::sqrt(variance * fit.unscaled_covariance[i * k + i]));
      const double mean =
          claim.model == Model::through_origin
              ? 0.0
              : std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
      double total = 0.0;
      for (const double v : y) total += (v - mean) * (v - mean);

      const double met = digits(fit.coefficients, certified.list("beta"));
      CHECK_MESSAGE(met >= claim.coefficients, met);
      const double met_errors = digits(errors, certified.list("se"));
      CHECK_MESSAGE(met_errors >= claim.errors, met_errors);
      const double met_sd = digits(std::sqrt(variance), certified.number("residual_sd"));
      CHECK_MESSAGE(met_sd >= claim.residual_sd, met_sd);
      const double met_r2 = digits(1.0 - fit.sse / total, certified.number("r2"));
      CHECK_MESSAGE(met_r2 >= 10.0, met_r2);
    }
  }
}
