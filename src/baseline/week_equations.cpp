// SPDX-License-Identifier: Apache-2.0
#include "week_equations.hpp"

#include "../core/wide.hpp"

#include <Eigen/Cholesky>

#include <bit>
#include <cstdint>

namespace empower::detail {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// A pivot below this share of the largest says that a coefficient is not determined.
constexpr double least_pivot = 1e-10;
constexpr double ridge = 1e-8;

/// A hat touches only its own segment and the next, so the hats' products have three diagonals.
void add_cells(Equations& eq, const Cells& all, std::span<const std::uint8_t> occupied) {
  const std::size_t segments = eq.knots - 1;
  std::array<Cells, 2> of_mode;
  for (Cells& sums : of_mode)
    sums = {std::vector<Cells::Sums>(segments), std::vector<double>(segments)};
  for (std::size_t p = 0; p < occupied.size(); ++p) {
    const auto slot = static_cast<Index>(p);
    double* const x = eq.slot_x.data() + slot * eq.stride();
    Cells& mode = of_mode[occupied[p]];
    Four of_slot{};
    double below = 0.0; // of the lower segment's upper hat
    for (std::size_t s = 0; s < segments; ++s) {
      Four cell;
      Four sum;
      load(all.sums[p * segments + s].of.data(), cell);
      load(mode.sums[s].of.data(), sum);
      store(sum + cell, mode.sums[s].of.data());
      mode.squares[s] += all.squares[p * segments + s];
      const double f = lane(cell, Cells::f);
      x[s] = below + (lane(cell, Cells::one) - f);
      below = f;
      of_slot += cell;
    }
    x[segments] = below;
    eq.slot_w[slot] = lane(of_slot, Cells::one);
    eq.slot_y[slot] = lane(of_slot, Cells::energy);
  }
  for (std::size_t m = 0; m < 2; ++m)
    for (std::size_t s = 0; s < segments; ++s) {
      const auto& [weight, f, energy, f_energy] = of_mode[m].sums[s].of;
      const double squares = of_mode[m].squares[s];
      const auto k = static_cast<Index>(s);
      MatrixXd& xx = eq.mode[m].xx;
      xx(k, k) += weight - 2.0 * f + squares;
      xx(k + 1, k) += f - squares;
      xx(k + 1, k + 1) += squares;
      eq.mode[m].xy[k] += energy - f_energy;
      eq.mode[m].xy[k + 1] += f_energy;
    }
}

void add_regressors(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                    std::span<const double> weight, const HatView& at,
                    std::span<const std::uint8_t> occupied) {
  if (eq.extra == 0) return;
  const auto first = static_cast<Index>(eq.knots);
  for (const SlotRun& run : slots.runs)
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      const std::size_t slot = run.slot + j;
      if (!(weight[i] > 0.0)) continue;
      Products& mode = eq.mode[occupied[slot]];
      const std::size_t segment = at.segment(i);
      const auto k = static_cast<Index>(segment);
      const double f = at.fraction(i, segment);
      for (std::size_t r = 0; r < eq.extra; ++r) {
        const double wx = weight[i] * rows.regressors[r][i];
        const Index row = first + static_cast<Index>(r);
        eq.slot_x(row, static_cast<Index>(slot)) += wx;
        mode.xx(row, k) += wx * (1.0 - f);
        mode.xx(row, k + 1) += wx * f;
        for (std::size_t q = 0; q <= r; ++q)
          mode.xx(row, first + static_cast<Index>(q)) += wx * rows.regressors[q][i];
        mode.xy[row] += wx * rows.energy_kwh[i];
      }
    }
}

/// Keeps a curve straight where nothing is known of it, and a regressor that is not identified at
/// 0.
void add_ridge(MatrixXd& s, Index hats) {
  const double size = ridge * s.trace() / static_cast<double>(s.rows());
  const double bend = size > 0.0 ? size : 1.0;
  for (Index k = 0; k + 2 < hats; ++k) {
    const Eigen::Vector3d second{1.0, -2.0, 1.0};
    s.block<3, 3>(k, k) += bend * second * second.transpose();
  }
  for (Index k = 0; k + 1 < hats; ++k) {
    const Eigen::Vector2d slope{1.0, -1.0};
    s.block<2, 2>(k, k) += 1e-3 * bend * slope * slope.transpose();
  }
  for (Index r = hats; r < s.rows(); ++r) s(r, r) += bend;
}

/// All four +0.
bool are_zero(std::span<const double, 4> values) noexcept {
  std::uint64_t bits = 0;
  for (const double value : values) bits |= std::bit_cast<std::uint64_t>(value);
  return bits == 0;
}

MatrixXd without(const MatrixXd& full, Index dropped) {
  const Index after = full.rows() - dropped - 1;
  MatrixXd part(full.rows() - 1, full.rows() - 1);
  part << full.topLeftCorner(dropped, dropped), full.topRightCorner(dropped, after),
      full.bottomLeftCorner(after, dropped), full.bottomRightCorner(after, after);
  return part;
}

/// The inverse with zeros in the row and column of `dropped`.
MatrixXd inverse_without(MatrixXd s, Index hats, Index dropped) {
  Eigen::LDLT<MatrixXd> factors(without(s, dropped));
  const VectorXd pivots = factors.vectorD();
  if (pivots.minCoeff() < least_pivot * pivots.maxCoeff() || !(pivots.maxCoeff() > 0.0)) {
    add_ridge(s, hats);
    factors.compute(without(s, dropped));
  }
  const Index part = s.rows() - 1;
  const MatrixXd inverse = factors.solve(MatrixXd::Identity(part, part));
  const Index after = part - dropped;
  MatrixXd full = MatrixXd::Zero(s.rows(), s.rows());
  full.topLeftCorner(dropped, dropped) = inverse.topLeftCorner(dropped, dropped);
  full.topRightCorner(dropped, after) = inverse.topRightCorner(dropped, after);
  full.bottomLeftCorner(after, dropped) = inverse.bottomLeftCorner(after, dropped);
  full.bottomRightCorner(after, after) = inverse.bottomRightCorner(after, after);
  return full;
}

} // namespace

Cells cells(const WeekSlots& slots, const WeekRows& rows, std::span<const double> weight,
            const HatView& at, std::span<std::uint32_t> cell) {
  const std::size_t segments = at.segments;
  Cells all{std::vector<Cells::Sums>(slots.count * segments),
            std::vector<double>(slots.count * segments)};
  widest([at, runs = std::span{slots.runs}, segments, sums = all.sums.data()->of.data(),
          squares = all.squares.data(), energies = rows.energy_kwh.data(), weights = weight.data(),
          row_cell = cell.data()]<class Lanes>() {
    for (const SlotRun& run : runs) {
      std::size_t slot = run.slot * segments;
      const std::size_t end = std::size_t{run.row} + run.length;
      for (std::size_t i = run.row; i < end; ++i, slot += segments) {
        const std::size_t s = at.segment(i);
        const double f = at.fraction(i, s);
        const Pair hats = both(weights[i]) * Pair{1.0, f};
        const Pair products = hats * both(energies[i]);
        double* const to = sums + 4 * (slot + s);
        Lanes sum;
        load(to, sum);
        store(sum + joined<Lanes>(hats, products), to);
        squares[slot + s] += hats[1] * f;
        row_cell[i] = static_cast<std::uint32_t>(slot + s);
      }
    }
  });
  return all;
}

Margins margins(const Cells& all, std::size_t slots, std::size_t segments) {
  Margins sums{std::vector<double>(slots), std::vector<double>(segments)};
  const Cells::Sums* cell = all.sums.data();
  for (std::size_t p = 0; p < slots; ++p) {
    double slot = 0.0;
    for (std::size_t s = 0; s < segments; ++s, ++cell) {
      slot += cell->of[Cells::one];
      sums.segment[s] += cell->of[Cells::one];
    }
    sums.slot[p] = slot;
  }
  return sums;
}

Equations equations(const WeekSlots& slots, const WeekRows& rows, std::span<const double> weight,
                    const HatView& at, const Cells& all, std::size_t knots,
                    std::span<const std::uint8_t> occupied) {
  Equations eq;
  eq.knots = knots;
  eq.extra = rows.regressors.size();
  const auto slot_count = static_cast<Index>(slots.count);
  eq.slot_w = VectorXd::Zero(slot_count);
  eq.slot_y = VectorXd::Zero(slot_count);
  eq.slot_x = MatrixXd::Zero(eq.stride(), slot_count);
  for (Products& mode : eq.mode)
    mode = {MatrixXd::Zero(eq.columns(), eq.columns()), VectorXd::Zero(eq.columns())};
  add_cells(eq, all, occupied);
  add_regressors(eq, slots, rows, weight, at, occupied);
  for (Products& mode : eq.mode)
    mode.xx.triangularView<Eigen::StrictlyUpper>() = mode.xx.transpose();
  return eq;
}

void change_energy(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                   std::span<const double> weight, const HatView& at,
                   std::span<const std::uint8_t> occupied, std::span<const double> change) {
  for (const SlotRun& run : slots.runs)
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      if (j + 4 <= run.length && are_zero(change.subspan(i).first<4>())) {
        j += 3;
        continue;
      }
      if (change[i] == 0.0) continue;
      const std::size_t slot = run.slot + j;
      const double d = weight[i] * change[i];
      VectorXd& xy = eq.mode[occupied[slot]].xy;
      eq.slot_y[static_cast<Index>(slot)] += d;
      const std::size_t segment = at.segment(i);
      const double f = at.fraction(i, segment);
      xy[static_cast<Index>(segment)] += d * (1.0 - f);
      xy[static_cast<Index>(segment) + 1] += d * f;
      for (std::size_t r = 0; r < eq.extra; ++r)
        xy[static_cast<Index>(eq.knots + r)] += d * rows.regressors[r][i];
    }
}

std::array<MatrixXd, 2> eliminate(const Equations& eq, std::span<const std::uint8_t> occupied) {
  const Index columns = eq.columns();
  const auto stride = static_cast<std::size_t>(eq.stride());
  std::array<MatrixXd, 2> schur;
  for (std::size_t m = 0; m < 2; ++m) {
    schur[m] = MatrixXd::Zero(eq.stride(), columns);
    schur[m].topRows(columns) = eq.mode[m].xx;
  }
  const std::array<double*, 2> products{schur[0].data(), schur[1].data()};
  const auto present =
      widest([=, width = static_cast<std::size_t>(columns), weights = eq.slot_w.data(),
              slot_x = eq.slot_x.data()]<class Lanes>() {
        std::array<bool, 2> seen{};
        const double* x = slot_x;
        for (std::size_t p = 0; p < occupied.size(); ++p, x += stride) {
          if (!(weights[p] > 0.0)) continue;
          seen[occupied[p]] = true;
          const double per_weight = 1.0 / weights[p];
          double* column = products[occupied[p]];
          for (std::size_t c = 0; c < width; ++c, column += stride) {
            const auto mean = all<Lanes>(x[c] * per_weight);
            whole_fours<Lanes>(stride / 4,
                               [=](auto at) { at.put(column, at.of(column) - mean * at.of(x)); });
          }
        }
        return seen;
      });
  std::array<MatrixXd, 2> inverse;
  const auto hats = static_cast<Index>(eq.knots);
  for (std::size_t m = 0; m < 2; ++m)
    if (present[m]) inverse[m] = inverse_without(schur[m].topRows(columns), hats, hats / 2);
  return inverse;
}

void solve(const Equations& eq, const std::array<MatrixXd, 2>& inverse, double energy_offset,
           WeekModel& model) {
  const auto hats = static_cast<Index>(eq.knots);
  const Index columns = eq.columns();
  const auto stride = static_cast<std::size_t>(eq.stride());
  for (std::size_t m = 0; m < 2; ++m) {
    TemperatureCurve& curve = model.curve[m];
    if (inverse[m].size() == 0) continue;
    const auto each_slot = [&](auto slot_of_mode) {
      for (std::size_t p = 0; p < model.slot_kwh.size(); ++p) {
        const auto slot = static_cast<Index>(p);
        if (model.occupied[p] == m && eq.slot_w[slot] > 0.0)
          slot_of_mode(p, eq.slot_x.data() + slot * eq.stride(), eq.slot_w[slot], eq.slot_y[slot]);
      }
    };
    VectorXd slots_xy = VectorXd::Zero(eq.stride());
    VectorXd slots_x = VectorXd::Zero(eq.stride());
    double weight = 0.0;
    each_slot([&, xy = slots_xy.data(), sum = slots_x.data()](std::size_t, const double* x,
                                                              double w, double y) {
      const auto mean = all<Four>(y / w);
      whole_fours<Four>(stride / 4, [=](auto at) {
        at.put(xy, at.of(xy) + at.of(x) * mean);
        at.put(sum, at.of(sum) + at.of(x));
      });
      weight += w;
    });
    VectorXd b = VectorXd::Zero(eq.stride());
    b.head(columns) = inverse[m] * (eq.mode[m].xy - slots_xy.head(columns));
    b.head(hats).array() -= slots_x.head(hats).dot(b.head(hats)) / weight;
    curve.energy_kwh.assign(b.begin(), b.begin() + hats);
    curve.regressors_kwh.assign(b.begin() + hats, b.begin() + columns);
    each_slot([&, coefficients = b.data()](std::size_t p, const double* x, double w, double y) {
      Four explained{};
      whole_fours<Four>(stride / 4, [&](auto at) { explained += at.of(x) * at.of(coefficients); });
      model.slot_kwh[p] = energy_offset + (y - sum(explained)) / w;
    });
  }
}

void keep_sums(const Equations& eq, const std::array<MatrixXd, 2>& inverse, WeekModel& model) {
  for (std::size_t m = 0; m < 2; ++m)
    model.curve[m].unscaled_covariance.assign(inverse[m].data(),
                                              inverse[m].data() + inverse[m].size());
  const auto columns = static_cast<std::size_t>(eq.columns());
  model.slot_weight.assign(eq.slot_w.begin(), eq.slot_w.end());
  model.slot_mean.assign(model.slot_weight.size() * columns, 0.0);
  for (std::size_t p = 0; p < model.slot_weight.size(); ++p) {
    if (!(model.slot_weight[p] > 0.0)) continue;
    const double per_weight = 1.0 / model.slot_weight[p];
    for (std::size_t c = 0; c < columns; ++c)
      model.slot_mean[p * columns + c] =
          eq.slot_x(static_cast<Index>(c), static_cast<Index>(p)) * per_weight;
  }
}

} // namespace empower::detail
