// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/least_squares.hpp>

#include <empower/core/error.hpp>

#include <Eigen/QR>

#include <algorithm>

namespace empower {

LeastSquares least_squares(std::span<const double> design, std::span<const double> response,
                           std::span<const double> weights) {
  const std::size_t rows = response.size();
  const std::size_t columns = rows == 0 ? 0 : design.size() / rows;
  if (columns * rows != design.size()) throw ShapeError("design", columns * rows, design.size());
  if (!weights.empty() && weights.size() != rows) throw ShapeError("weights", rows, weights.size());
  if (columns == 0) {
    LeastSquares empty;
    empty.residuals.assign(response.begin(), response.end());
    for (std::size_t i = 0; i < rows; ++i)
      empty.sse += (weights.empty() ? 1.0 : weights[i]) * response[i] * response[i];
    return empty;
  }

  const auto n = static_cast<Eigen::Index>(rows);
  const auto p = static_cast<Eigen::Index>(columns);
  const Eigen::Map<const Eigen::MatrixXd> plain(design.data(), n, p);
  const Eigen::Map<const Eigen::VectorXd> y(response.data(), n);
  Eigen::VectorXd root = Eigen::VectorXd::Ones(n);
  if (!weights.empty()) root = Eigen::Map<const Eigen::VectorXd>(weights.data(), n).cwiseSqrt();

  Eigen::MatrixXd x = root.asDiagonal() * plain;
  const Eigen::VectorXd scale =
      x.colwise().norm().transpose().unaryExpr([](double v) { return v > 0.0 ? v : 1.0; });
  x = x * scale.cwiseInverse().asDiagonal();
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  Eigen::VectorXd b = qr.solve(root.cwiseProduct(y)).cwiseQuotient(scale);
  // One step of refinement: worth two digits where the residuals are small.
  b += qr.solve(root.cwiseProduct(y - plain * b)).cwiseQuotient(scale);
  const Eigen::VectorXd residuals = y - plain * b;

  // (X'X)^-1 = P R^-1 R^-T P' on the independent columns.
  const Eigen::Index rank = qr.rank();
  Eigen::MatrixXd inverse = Eigen::MatrixXd::Zero(p, p);
  inverse.topLeftCorner(rank, rank) = qr.matrixR()
                                          .topLeftCorner(rank, rank)
                                          .triangularView<Eigen::Upper>()
                                          .solve(Eigen::MatrixXd::Identity(rank, rank));
  inverse = (qr.colsPermutation() * inverse).eval();
  const Eigen::MatrixXd covariance = scale.cwiseInverse().asDiagonal() *
                                     (inverse * inverse.transpose()) *
                                     scale.cwiseInverse().asDiagonal();

  LeastSquares fit;
  fit.coefficients.assign(b.begin(), b.end());
  fit.residuals.assign(residuals.begin(), residuals.end());
  fit.unscaled_covariance.assign(covariance.reshaped().begin(), covariance.reshaped().end());
  fit.sse = root.cwiseProduct(residuals).squaredNorm();
  fit.rank = static_cast<std::size_t>(rank);
  return fit;
}

} // namespace empower
