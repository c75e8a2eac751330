// SPDX-License-Identifier: Apache-2.0
#include <empower/io/reject.hpp>

#include <array>

namespace empower {

namespace {

constexpr std::array<Column<Reject>, 7> reject_columns{{
    {"file", "", "file of the stock folder", &Reject::file},
    {"line", "", "first line, counted from 1; 0 = the file as a whole", &Reject::line},
    {"line_end", "", "last line, included", &Reject::line_end},
    {"column", "", "column name", &Reject::column},
    {"expected", "", "what was expected", &Reject::expected},
    {"found", "", "what was found", &Reject::found},
    {"consequence", "", "what follows from it", &Reject::consequence},
}};

constexpr std::array<Column<InputFile>, 6> input_columns{{
    {"file", "", "file of the stock folder", &InputFile::file},
    {"rows", "", "data rows read", &InputFile::rows},
    {"accepted", "", "rows used", &InputFile::accepted},
    {"rejected", "", "rows refused; accepted + rejected = rows", &InputFile::rejected},
    {"first", "", "first date or stamp; empty for files without time", &InputFile::first},
    {"last", "", "last date or stamp", &InputFile::last},
}};

} // namespace

std::span<const Column<Reject>> Schema<Reject>::columns() { return reject_columns; }

std::span<const Column<InputFile>> Schema<InputFile>::columns() { return input_columns; }

} // namespace empower
