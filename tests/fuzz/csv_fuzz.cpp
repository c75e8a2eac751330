// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/csv_reader.hpp>
#include <empower/io/detail/text_encoding.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace empower::detail;

/// The first byte chooses the separator, the rest is the file. Lines go up, a whole record has as
/// many fields as the header, and recoded text is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text(data + 1, data + size);
  static_cast<void>(recode_to_utf8(text));
  if (!recode_to_utf8(text).empty()) std::abort();

  CsvReader csv{text, ",;\t|"[data[0] % 4]};
  std::size_t last_line = csv.header_line();
  while (csv.next()) {
    if (csv.line() <= last_line) std::abort();
    last_line = csv.line();
    if (csv.fault() == CsvFault::none && csv.fields().size() != csv.header().size()) std::abort();
  }
  return 0;
}
