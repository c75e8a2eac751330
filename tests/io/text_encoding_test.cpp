// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/text_encoding.hpp>

#include <doctest/doctest.h>

using namespace empower::detail;

TEST_SUITE("io/text_encoding") {
  TEST_CASE("text in UTF-8 stays as it is") {
    for (const char* text :
         {"", "plain", "però", "caffè €\nМосква 東京 🏫\n", "\xEF\xBB\xBFmark"}) {
      std::string copy = text;
      CHECK(recode_to_utf8(copy).empty());
      CHECK(copy == text);
    }
  }

  TEST_CASE("only the lines that are not UTF-8 are read as Windows-1252") {
    std::string text = "perch\xE9\nperché\n10 \x80\nno newline \xE0";
    CHECK(recode_to_utf8(text) == std::vector<std::size_t>{1, 3, 4});
    CHECK(text == "perché\nperché\n10 €\nno newline à");
  }

  TEST_CASE("what looks like UTF-8 but is not allowed there is recoded") {
    // overlong slash, surrogate, beyond U+10FFFF, cut off
    for (const char* text : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "abcdefg\xE2\x82"}) {
      std::string copy = text;
      CHECK(recode_to_utf8(copy).size() == 1);
      CHECK(recode_to_utf8(copy).empty()); // now it is
    }
  }

  TEST_CASE("the fingerprint is FNV-1a") {
    CHECK(fingerprint("") == "cbf29ce484222325");
    CHECK(fingerprint("a") == "af63dc4c8601ec8c");
    CHECK(fingerprint("foobar") == "85944171f73967e8");
  }

  TEST_CASE("UTF-16 is told by its mark") {
    CHECK(is_utf16("\xFF\xFE"));
    CHECK(is_utf16("\xFE\xFFx"));
    CHECK_FALSE(is_utf16("\xEF\xBB\xBF"));
    CHECK_FALSE(is_utf16(""));
  }
}
