// SPDX-License-Identifier: Apache-2.0
#include "io/stock_files.hpp"

#include <empower/core/error.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

using namespace empower;

/// A whole folder in one text: a line `== name` begins each file. A folder is read or is an
/// `InputError`; what is read is consistent and every row is accounted for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  StockFiles files;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, line_end - at);
    const std::size_t next = std::min(text.find("\n== ", line_end), text.size());
    if (line.starts_with("== "))
      files.with(line.substr(3),
                 text.substr(std::min(line_end + 1, text.size()), next - std::min(line_end, next)));
    at = next + 1;
  }
  try {
    const StockFolder folder = files.read();
    folder.stock.check();
    if (folder.readings.meter_count() != folder.stock.meters.size()) std::abort();
    for (const BuildingChange& change : folder.changes) {
      if (change.building >= folder.stock.buildings.size()) std::abort();
    }
    if (!std::ranges::is_sorted(folder.changes, {}, [](const BuildingChange& change) {
          return std::pair{change.building, change.from};
        }))
      std::abort();
    for (const InputFile& input : folder.inputs) {
      if (input.rows != input.accepted + input.rejected || input.rejected < 0) std::abort();
    }
  } catch (const InputError& error) {
    if (error.place().source == "stock") std::abort(); // `Stock::check`: the reader let it through
  }
  return 0;
}
