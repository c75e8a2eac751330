// SPDX-License-Identifier: Apache-2.0
#include "week_equations.hpp"

#include <Eigen/Cholesky>

namespace empower::detail {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// A pivot below this share of the largest says that a coefficient is not determined.
constexpr double least_pivot = 1e-10;
constexpr double ridge = 1e-8;

/// A hat touches only its own segment and the next, so the hats' products have three diagonals.
void add_cells(Equations& eq, std::span<const SlotCell> all,
               std::span<const std::uint8_t> occupied) {
  const std::size_t segments = eq.knots - 1;
  std::array<std::vector<SlotCell>, 2> sums{std::vector<SlotCell>(segments),
                                            std::vector<SlotCell>(segments)};
  for (std::size_t p = 0; p < occupied.size(); ++p) {
    double* const x = eq.slot_x.data() + static_cast<Index>(p) * eq.columns();
    Pair slot{};
    for (std::size_t s = 0; s < segments; ++s) {
      const SlotCell& cell = all[p * segments + s];
      SlotCell& sum = sums[occupied[p]][s];
      sum.weight += cell.weight;
      sum.energy += cell.energy;
      sum.squares += cell.squares;
      x[s] += cell.weight[0] - cell.weight[1];
      x[s + 1] += cell.weight[1];
      slot += Pair{cell.weight[0], cell.energy[0]};
    }
    eq.slot_w[static_cast<Index>(p)] = slot[0];
    eq.slot_y[static_cast<Index>(p)] = slot[1];
  }
  for (std::size_t m = 0; m < 2; ++m)
    for (std::size_t s = 0; s < segments; ++s) {
      const auto& [weight, energy, squares] = sums[m][s];
      const auto k = static_cast<Index>(s);
      MatrixXd& xx = eq.mode[m].xx;
      xx(k, k) += weight[0] - 2.0 * weight[1] + squares;
      xx(k + 1, k) += weight[1] - squares;
      xx(k + 1, k + 1) += squares;
      eq.mode[m].xy[k] += energy[0] - energy[1];
      eq.mode[m].xy[k + 1] += energy[1];
    }
}

void add_regressors(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                    std::span<const double> weight, const HatPosition& at,
                    std::span<const std::uint8_t> occupied) {
  if (eq.extra == 0) return;
  const auto first = static_cast<Index>(eq.knots);
  for (const SlotRun& run : slots.runs)
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      const std::size_t slot = run.slot + j;
      if (!(weight[i] > 0.0)) continue;
      Products& mode = eq.mode[occupied[slot]];
      const auto k = static_cast<Index>(at.segment[i]);
      const double f = at.fraction[i];
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

std::vector<SlotCell> cells(const WeekSlots& slots, const WeekRows& rows,
                            std::span<const double> weight, const HatPosition& at,
                            std::size_t segments) {
  std::vector<SlotCell> all(slots.count * segments);
  const std::uint8_t* const segment = at.segment.data();
  const double* const fraction = at.fraction.data();
  const double* const energy = rows.energy_kwh.data();
  for (const SlotRun& run : slots.runs) {
    SlotCell* slot = all.data() + run.slot * segments;
    for (std::size_t i = run.row; i < run.row + run.length; ++i, slot += segments) {
      SlotCell& cell = slot[segment[i]];
      const Pair weights = both(weight[i]) * Pair{1.0, fraction[i]};
      cell.weight += weights;
      cell.energy += weights * both(energy[i]);
      cell.squares += weights[1] * fraction[i];
    }
  }
  return all;
}

Margins margins(std::span<const SlotCell> all, std::size_t slots, std::size_t segments) {
  Margins sums{std::vector<double>(slots), std::vector<double>(segments)};
  const SlotCell* cell = all.data();
  for (std::size_t p = 0; p < slots; ++p) {
    double slot = 0.0;
    for (std::size_t s = 0; s < segments; ++s, ++cell) {
      slot += cell->weight[0];
      sums.segment[s] += cell->weight[0];
    }
    sums.slot[p] = slot;
  }
  return sums;
}

Equations equations(const WeekSlots& slots, const WeekRows& rows, std::span<const double> weight,
                    const HatPosition& at, std::span<const SlotCell> all, std::size_t knots,
                    std::span<const std::uint8_t> occupied) {
  Equations eq;
  eq.knots = knots;
  eq.extra = rows.regressors.size();
  const auto slot_count = static_cast<Index>(slots.count);
  eq.slot_w = VectorXd::Zero(slot_count);
  eq.slot_y = VectorXd::Zero(slot_count);
  eq.slot_x = MatrixXd::Zero(eq.columns(), slot_count);
  for (Products& mode : eq.mode)
    mode = {MatrixXd::Zero(eq.columns(), eq.columns()), VectorXd::Zero(eq.columns())};
  add_cells(eq, all, occupied);
  add_regressors(eq, slots, rows, weight, at, occupied);
  for (Products& mode : eq.mode)
    mode.xx.triangularView<Eigen::StrictlyUpper>() = mode.xx.transpose();
  return eq;
}

void change_energy(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                   std::span<const double> weight, const HatPosition& at,
                   std::span<const std::uint8_t> occupied, std::span<const double> change) {
  for (const SlotRun& run : slots.runs)
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      if (change[i] == 0.0) continue;
      const std::size_t slot = run.slot + j;
      const double d = weight[i] * change[i];
      VectorXd& xy = eq.mode[occupied[slot]].xy;
      eq.slot_y[static_cast<Index>(slot)] += d;
      xy[at.segment[i]] += d * (1.0 - at.fraction[i]);
      xy[at.segment[i] + 1] += d * at.fraction[i];
      for (std::size_t r = 0; r < eq.extra; ++r)
        xy[static_cast<Index>(eq.knots + r)] += d * rows.regressors[r][i];
    }
}

std::array<MatrixXd, 2> eliminate(const Equations& eq, std::span<const std::uint8_t> occupied) {
  std::array<MatrixXd, 2> inverse;
  std::array<MatrixXd, 2> schur{eq.mode[0].xx, eq.mode[1].xx};
  std::array<bool, 2> present{};
  for (std::size_t p = 0; p < occupied.size(); ++p) {
    const auto slot = static_cast<Index>(p);
    if (!(eq.slot_w[slot] > 0.0)) continue;
    present[occupied[p]] = true;
    const double* const x = eq.slot_x.data() + slot * eq.columns();
    const double per_weight = 1.0 / eq.slot_w[slot];
    double* const s = schur[occupied[p]].data();
    for (Index column = 0; column < eq.columns(); ++column) {
      const double scaled = x[column] * per_weight;
      for (Index row = 0; row < eq.columns(); ++row)
        s[column * eq.columns() + row] -= scaled * x[row];
    }
  }
  for (std::size_t m = 0; m < 2; ++m) {
    if (!present[m]) continue;
    const auto hats = static_cast<Index>(eq.knots);
    inverse[m] = inverse_without(schur[m], hats, hats / 2);
  }
  return inverse;
}

void solve(const Equations& eq, const std::array<MatrixXd, 2>& inverse, double energy_offset,
           WeekModel& model) {
  const auto hats = static_cast<Index>(eq.knots);
  for (std::size_t m = 0; m < 2; ++m) {
    TemperatureCurve& curve = model.curve[m];
    if (inverse[m].size() == 0) continue;
    const Index columns = eq.columns();
    VectorXd right = eq.mode[m].xy;
    VectorXd hat_sum = VectorXd::Zero(columns);
    double weight = 0.0;
    for (std::size_t p = 0; p < model.slot_kwh.size(); ++p) {
      const auto slot = static_cast<Index>(p);
      if (model.occupied[p] != m || !(eq.slot_w[slot] > 0.0)) continue;
      const double* const x = eq.slot_x.data() + slot * columns;
      const double mean = eq.slot_y[slot] / eq.slot_w[slot];
      for (Index c = 0; c < columns; ++c) {
        right[c] -= x[c] * mean;
        hat_sum[c] += x[c];
      }
      weight += eq.slot_w[slot];
    }
    VectorXd b = inverse[m] * right;
    const double mean = hat_sum.head(hats).dot(b.head(hats)) / weight;
    b.head(hats).array() -= mean;
    curve.energy_kwh.assign(b.begin(), b.begin() + hats);
    curve.regressors_kwh.assign(b.begin() + hats, b.end());
    for (std::size_t p = 0; p < model.slot_kwh.size(); ++p) {
      const auto slot = static_cast<Index>(p);
      if (model.occupied[p] != m || !(eq.slot_w[slot] > 0.0)) continue;
      const double* const x = eq.slot_x.data() + slot * columns;
      double rest = eq.slot_y[slot];
      for (Index c = 0; c < columns; ++c) rest -= x[c] * b[c];
      model.slot_kwh[p] = energy_offset + rest / eq.slot_w[slot];
    }
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
      model.slot_mean[p * columns + c] = eq.slot_x.data()[p * columns + c] * per_weight;
  }
}

} // namespace empower::detail
