// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/text_file.hpp>

#include <empower/core/error.hpp>

#include <fstream>

namespace empower::detail {

std::string text_of_file(const std::filesystem::path& path) {
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  std::ifstream in{path, std::ios::binary};
  std::string text(none ? 0 : size, '\0');
  if (none || !in.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    throw InputError{
        {path.string(), 0, {}}, "a file that can be read", none ? none.message() : "a read error"};
  }
  return text;
}

} // namespace empower::detail
