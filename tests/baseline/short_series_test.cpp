// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/short_series.hpp>

#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

using namespace empower;
using namespace empower::detail;

namespace {

using Matrix = std::vector<std::vector<double>>;

Matrix zero(std::size_t n) { return Matrix(n, std::vector<double>(n, 0.0)); }

Matrix product(const Matrix& a, const Matrix& b) {
  const std::size_t n = a.size();
  Matrix c = zero(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) c[i][j] += a[i][k] * b[k][j];
  return c;
}

double trace(const Matrix& a) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i][i];
  return sum;
}

/// The matrices of the recipe, written out.
struct Dense {
  Matrix m, l, sigma;
  Dense(const Frame& frame, const std::vector<long>& position, double rho)
      : m{zero(frame.rows())}, l{m}, sigma{m} {
    for (std::size_t i = 0; i < m.size(); ++i)
      for (std::size_t j = 0; j < m.size(); ++j) {
        const auto gap = std::abs(position[i] - position[j]);
        m[i][j] = i == j ? 1.0 : 0.0;
        for (std::size_t c = 0; c < frame.size(); ++c)
          m[i][j] -= frame.column(c)[i] * frame.column(c)[j];
        l[i][j] = gap == 1 ? 0.5 : 0.0;
        sigma[i][j] = gap == 0 ? 1.0 : std::pow(rho, static_cast<double>(gap));
      }
  }
};

} // namespace

TEST_SUITE("baseline/short_series") {

  TEST_CASE("residuals of white noise about a mean alternate, and are not taken for more") {
    // About a mean E[r1] = -1/n: no autocorrelation, variance and degrees of freedom as usual.
    const std::size_t n = 12;
    const std::vector<double> ones(n, 1.0);
    std::vector<long> position(n);
    std::iota(position.begin(), position.end(), 0L);
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) y[i] = i % 2 == 0 ? 1.0 : -1.0;
    Frame frame{ones, y, 1};
    REQUIRE(frame.add(ones));
    const ShortSeriesNoise noise = short_series_noise(frame, frame.remainder(), position);
    CHECK(noise.correlation == 0.0);
    CHECK(noise.variance == doctest::Approx(12.0 / 11.0).epsilon(1e-12));
    CHECK(noise.degrees_of_freedom == doctest::Approx(11.0).epsilon(1e-12));
    CHECK(noise.inner[0] == doctest::Approx(1.0).epsilon(1e-12));

    // r1 of exactly -1/n gives rho 0, and any more of it more.
    const auto at = [&](double r1) {
      // Two waves orthogonal to the mean: r1 of their mixture is linear in the share of squares.
      const double steps = 2.0 * 3.14159265358979323846 / static_cast<double>(n);
      std::vector<double> slow(n), fast(n);
      for (std::size_t i = 0; i < n; ++i) {
        slow[i] = std::cos(steps * (static_cast<double>(i) + 0.5));
        fast[i] = std::cos(5.0 * steps * (static_cast<double>(i) + 0.5));
      }
      const auto lagged = [](const std::vector<double>& r) {
        double sum = 0.0;
        for (std::size_t i = 1; i < r.size(); ++i) sum += r[i] * r[i - 1];
        return sum / 6.0;
      };
      std::vector<double> mixed(n);
      double cross = 0.0;
      for (std::size_t i = 1; i < n; ++i)
        cross += (slow[i] * fast[i - 1] + slow[i - 1] * fast[i]) / 6.0;
      double low = 0.0;
      double high = 1.0;
      for (int step = 0; step < 60; ++step) {
        const double share = 0.5 * (low + high);
        const double value = share * lagged(slow) + (1.0 - share) * lagged(fast) +
                             std::sqrt(share * (1.0 - share)) * cross;
        (value < r1 ? low : high) = share;
      }
      for (std::size_t i = 0; i < n; ++i)
        mixed[i] = std::sqrt(low) * slow[i] + std::sqrt(1.0 - low) * fast[i];
      return short_series_noise(frame, mixed, position).correlation;
    };
    CHECK(at(-1.0 / 12.0 - 1e-6) == 0.0);
    CHECK(at(-1.0 / 12.0) == doctest::Approx(0.0).epsilon(1e-6));
    CHECK(at(0.0) > 0.05);
    CHECK(at(0.3) > at(0.0));
  }

  TEST_CASE("the recursions give what the matrices give, with gaps") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(seed);
      Random random{seed};
      const std::size_t n = 10 + random.index(15);
      const std::size_t q = 1 + random.index(4);
      std::vector<double> root(n), y(n);
      std::vector<long> position(n);
      double before = 0.0;
      for (std::size_t i = 0; i < n; ++i) {
        root[i] = 0.5 + random.uniform();
        y[i] = before = 0.7 * before + random.normal();
        position[i] = (i == 0 ? 0 : position[i - 1]) + (random.uniform() < 0.15 ? 3 : 1);
      }
      Frame frame{root, y, q};
      for (std::size_t c = 0; c < q; ++c) {
        std::vector<double> column(n);
        for (double& x : column) x = random.normal();
        REQUIRE(frame.add(column));
      }
      const std::vector<double> rest(frame.remainder().begin(), frame.remainder().end());
      const ShortSeriesNoise noise = short_series_noise(frame, rest, position);
      double squares = 0.0;
      double products = 0.0;
      for (std::size_t i = 0; i < n; ++i) {
        squares += rest[i] * rest[i];
        if (i > 0 && position[i] == position[i - 1] + 1) products += rest[i] * rest[i - 1];
      }
      const Dense dense{frame, position, noise.correlation};
      const Matrix ms = product(dense.m, dense.sigma);
      const double expected_r1 = trace(product(product(dense.m, dense.l), ms)) / trace(ms);
      if (noise.correlation == 0.0)
        CHECK(expected_r1 >= products / squares - 1e-12);
      else if (noise.correlation == 0.95)
        CHECK(expected_r1 <= products / squares + 1e-12);
      else
        CHECK(expected_r1 == doctest::Approx(products / squares).epsilon(1e-7));
      CHECK(noise.variance == doctest::Approx(squares / trace(ms)).epsilon(1e-10));
      const double df = trace(ms) * trace(ms) / trace(product(ms, ms));
      CHECK(noise.degrees_of_freedom == doctest::Approx(std::max(df, 2.0)).epsilon(1e-9));
      for (std::size_t a = 0; a < q; ++a)
        for (std::size_t b = 0; b < q; ++b) {
          double wanted = 0.0;
          for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
              wanted += frame.column(a)[i] * dense.sigma[i][j] * frame.column(b)[j];
          CHECK(noise.inner[a * q + b] == doctest::Approx(wanted).epsilon(1e-9));
        }
    }
  }

  TEST_CASE("without neighbours nothing is known of autocorrelation") {
    const std::vector<double> ones(10, 1.0);
    std::vector<long> position(10);
    for (std::size_t i = 0; i < 10; ++i) position[i] = static_cast<long>(2 * i);
    std::vector<double> y(10);
    std::iota(y.begin(), y.end(), 0.0);
    Frame frame{ones, y, 1};
    frame.add(ones);
    CHECK(short_series_noise(frame, frame.remainder(), position).correlation == 0.0);
  }
}
