// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/temporary_folder.hpp"

#include <empower/analysis/analyse.hpp>
#include <empower/simulate/public_stock.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace empower::testing {

inline constexpr double budget_eur = 1'000'000.0;

inline PublicStockOptions noiseless() {
  PublicStockOptions options;
  options.buildings = 60;
  options.daily_share = 0.5;
  options.faults = false;
  options.noise = false;
  return options;
}

inline AnalysisOptions with_budget(std::size_t threads = 1) {
  AnalysisOptions options;
  options.budget_eur = budget_eur;
  options.threads = threads;
  options.expected = true;
  return options;
}

/// A noiseless stock and its analysis, made once.
struct Simulated {
  TemporaryFolder folder;
  StockFolder stock;
  Analysis analysis;

  Simulated() {
    simulate_public_stock(folder.path(), noiseless());
    stock = read_stock_folder(folder.path());
    analysis = analyse(stock, with_budget());
  }
};

inline const Simulated& simulated() {
  static const Simulated once;
  return once;
}

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline void write_lines(const std::filesystem::path& file, const std::vector<std::string>& lines) {
  std::ofstream out{file};
  for (const std::string& line : lines) out << line << '\n';
}

/// The simulated folder without its truth, to be spoilt.
inline void copy_stock(const TemporaryFolder& folder) {
  for (const auto& entry : std::filesystem::directory_iterator{simulated().folder.path()}) {
    if (entry.is_regular_file())
      std::filesystem::copy_file(entry.path(), folder.path() / entry.path().filename());
  }
}

inline Analysis analysis_of(const TemporaryFolder& folder) {
  return analyse(read_stock_folder(folder.path()), with_budget());
}

} // namespace empower::testing
