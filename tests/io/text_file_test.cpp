// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/text_file.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

using namespace empower;
namespace fs = std::filesystem;

TEST_SUITE("io/text_file") {

  TEST_CASE("a file is read byte for byte, an empty one as nothing") {
    const fs::path path =
        fs::temp_directory_path() / ("empower_text_" + std::to_string(std::random_device{}()));
    const std::string bytes{"a\r\nb\0\xC3\xA0\n", 9};
    std::ofstream{path, std::ios::binary} << bytes;
    CHECK(detail::text_of_file(path) == bytes);
    std::ofstream{path, std::ios::binary | std::ios::trunc};
    CHECK(detail::text_of_file(path).empty());
    fs::remove(path);
  }

  TEST_CASE("a file that is not there, and a folder, are refused by name") {
    CHECK_THROWS_AS(static_cast<void>(detail::text_of_file(fs::temp_directory_path())), InputError);
    try {
      static_cast<void>(detail::text_of_file("nowhere/readings.csv"));
      FAIL("nothing was refused");
    } catch (const InputError& error) {
      CHECK(error.place().source == "nowhere/readings.csv");
    }
  }

} // TEST_SUITE
