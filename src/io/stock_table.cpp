// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_table.hpp>

#include <empower/core/error.hpp>
#include <empower/io/detail/fields.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace empower::detail {
namespace {

/// The separator of the header line, for files whose form does not name one.
char separator_of(std::string_view text) noexcept {
  const std::string_view header = text.substr(0, text.find('\n'));
  for (const char mark : {',', ';', '\t', '|'}) {
    if (header.find(mark) != std::string_view::npos) return mark;
  }
  return ',';
}

/// `1.234.567,8` without its thousands marks; nothing if they are not every three digits.
std::optional<std::string> without_thousands(std::string_view number, char mark, char decimal) {
  const std::size_t whole = std::min(number.find(decimal), number.size());
  std::string plain;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] != mark) {
      plain += number[i];
    } else if (i == 0 || i > whole || (whole - i) % 4 != 0) {
      return std::nullopt;
    }
  }
  return plain;
}

} // namespace

bool means_missing(std::string_view cell) noexcept {
  constexpr std::array<std::string_view, 9> words{"-",  "n.d.", "n.d",  "nd",           "n/a",
                                                  "na", "nan",  "null", "not available"};
  if (cell.empty()) return true;
  if (cell.size() > 13) return false;
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  };
  if (lower(cell.front()) != 'n' && cell.front() != '-') return false;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::equal(word.begin(), word.end(), cell.begin(), cell.end(),
                      [&](char w, char c) { return w == lower(c); });
  });
}

StockTable::StockTable(RejectLog log, std::string_view text, const FileForm& form,
                       std::span<const ColumnRule> rules)
    : form_{form}, rules_{rules}, csv_{text, form.separator.value_or(separator_of(text))},
      log_{std::move(log)}, place_(rules.size()),
      field_count_{fmt::format("{} fields", csv_.header().size())} {
  account_.file = log_.file();
  find_columns();
  if (const char used = separator_of(text); !form.separator && used != ',') {
    log_.add(csv_.header_line(),
             {"", "separator \",\" or a separator in stock.toml", std::string_view{&used, 1},
              "read with the separator of the header"});
  }
  report_other_columns();
}

std::size_t StockTable::header_place(std::string_view name) const noexcept {
  const auto header = csv_.header();
  const auto found = std::find_if(header.begin(), header.end(), [&](std::string_view cell) {
    const auto mapped = form_.columns.find(trimmed(cell));
    return (mapped == form_.columns.end() ? trimmed(cell) : std::string_view{mapped->second}) ==
           name;
  });
  return static_cast<std::size_t>(found - header.begin());
}

void StockTable::find_columns() {
  if (csv_.header_fault() == CsvFault::unterminated_quote) {
    throw InputError({log_.file(), csv_.header_line(), {}}, "a header with closed quotes",
                     csv_.header().back());
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const std::size_t place = header_place(rules_[i].name);
    if (place < csv_.header().size()) {
      place_[i] = place;
    } else if (rules_[i].need == ColumnRule::Need::required) {
      throw InputError({log_.file(), csv_.header_line(), std::string{rules_[i].name}},
                       fmt::format("column {}", rules_[i].name),
                       fmt::format("{}", fmt::join(csv_.header(), ", ")));
    }
  }
}

void StockTable::report_other_columns() {
  std::size_t reported = 0;
  for (std::size_t place = 0; place < csv_.header().size(); ++place) {
    const std::string_view name = trimmed(csv_.header()[place]);
    const auto rule = std::find(place_.begin(), place_.end(), place);
    if (rule != place_.end()) {
      const ColumnRule& known = rules_[static_cast<std::size_t>(rule - place_.begin())];
      if (known.need == ColumnRule::Need::unused) {
        log_.add(csv_.header_line(),
                 {known.name, "a column that is used", name, "column not used yet"});
      }
      continue;
    }
    const bool second = std::find_if(rules_.begin(), rules_.end(), [&](const ColumnRule& r) {
                          return r.name == name;
                        }) != rules_.end();
    // Beyond the first ones unnamed, so that a header of a million cells stays one kind of fault.
    log_.add(csv_.header_line(),
             {reported++ < RejectLog::entries_per_kind ? name : std::string_view{},
              second ? "each column once" : "a column of docs/guide/stock-folder.md", name,
              second ? "second column of that name, ignored" : "unknown column, ignored"});
  }
  for (const auto& [from, to] : form_.columns) {
    const auto header = csv_.header();
    if (std::none_of(header.begin(), header.end(),
                     [&](std::string_view cell) { return trimmed(cell) == from; })) {
      log_.add(csv_.header_line(),
               {to, "the column that stock.toml names", from, "column mapping without effect"});
    }
  }
}

bool StockTable::next() {
  while (csv_.next()) {
    ++account_.rows;
    refused_ = false;
    switch (csv_.fault()) {
    case CsvFault::none:
      ++account_.accepted;
      return true;
    case CsvFault::unterminated_quote:
      log_.add(line(), {"", "a closing quote", csv_.fields().back(), "rest of the file left out"});
      break;
    case CsvFault::text_after_quote:
      log_.add(line(),
               {"", "a separator after a closing quote", csv_.fields().front(), row_left_out});
      break;
    case CsvFault::field_count:
    case CsvFault::duplicate_column:
      log_.add(line(),
               {"", field_count_, fmt::format("{} fields", csv_.fields().size()), row_left_out});
      break;
    }
    ++account_.rejected;
  }
  return false;
}

std::string_view StockTable::text(std::size_t column) const noexcept {
  if (!place_[column]) return {};
  const std::string_view cell = trimmed(csv_.fields()[*place_[column]]);
  return means_missing(cell) ? std::string_view{} : cell;
}

std::optional<double> StockTable::number(std::size_t column) const {
  const std::string_view cell = text(column);
  if (cell.empty()) return missing_value;
  if (form_.thousands && cell.find(*form_.thousands) != std::string_view::npos) {
    const auto plain = without_thousands(cell, *form_.thousands, form_.decimal);
    return plain ? parse_number(*plain, form_.decimal) : std::nullopt;
  }
  return parse_number(cell, form_.decimal);
}

std::optional<Timestamp> StockTable::time(std::size_t column) const noexcept {
  return parse_timestamp(text(column), form_.dates);
}

void StockTable::refuse(std::size_t column, std::string_view expected, Merge merge) {
  refuse(column, expected, text(column), merge);
}

void StockTable::refuse(std::size_t column, std::string_view expected, std::string_view found,
                        Merge merge) {
  log_.add(line(), {rules_[column].name, expected, found, row_left_out, merge});
  if (refused_) return;
  refused_ = true;
  --account_.accepted;
  ++account_.rejected;
}

void StockTable::refuse_number(std::size_t column) {
  const bool comma = form_.decimal == '.' && text(column).find(',') != std::string_view::npos;
  refuse(column,
         comma ? "a number with a decimal point, or decimal = \",\" in stock.toml" : "a number");
}

void StockTable::refuse_time(std::size_t column) {
  const bool other =
      form_.dates == DateForm::iso && text(column).find('/') != std::string_view::npos;
  refuse(column,
         other ? "a date like 2024-01-31, or date_format in stock.toml" : "a date or a stamp");
}

void StockTable::report(std::size_t column, std::string_view expected, std::string_view consequence,
                        Merge merge) {
  log_.add(line(), {rules_[column].name, expected, text(column), consequence, merge});
}

void StockTable::refuse_line(std::size_t line, const Fault& fault) {
  log_.add(line, fault);
  --account_.accepted;
  ++account_.rejected;
}

std::string StockTable::Mark::text() const {
  return day ? iso_text(CivilDay{std::chrono::floor<std::chrono::days>(at).time_since_epoch()})
             : iso_text(at);
}

void StockTable::cover(Mark first, Mark last) {
  if (!first_ || first.at < first_->at) first_ = first;
  if (!last_ || last.at > last_->at) last_ = last;
}

void StockTable::cover(CivilDay first, CivilDay last) {
  cover(Mark{Instant{first.time_since_epoch()}, true},
        Mark{Instant{last.time_since_epoch()}, true});
}

void StockTable::cover(Instant first, Instant last) { cover(Mark{first}, Mark{last}); }

InputFile StockTable::account() const {
  InputFile account = account_;
  if (first_) account.first = first_->text();
  if (last_) account.last = last_->text();
  return account;
}

bool same_word(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string zone_letter(StockTable& table, std::size_t column) {
  const std::string_view text = table.text(column);
  if (text.empty() || (text.size() == 1 && text[0] >= 'A' && text[0] <= 'F'))
    return std::string{text};
  table.report(column, "a zone from A to F", "cell left empty");
  return {};
}

std::optional<CivilDay> day_of(const StockTable& table, std::size_t column) noexcept {
  const auto time = table.time(column);
  if (!time || time->form != Timestamp::Form::date) return std::nullopt;
  return time->day();
}

double number_or_empty(StockTable& table, std::size_t column, double low, double high) {
  const auto value = table.number(column);
  if (value && !(*value < low || *value > high)) return *value;
  table.report(column, fmt::format("a number from {} to {}", low, high), "cell left empty");
  return missing_value;
}

void refuse_late(StockTable& table, std::vector<LateFault>& faults) {
  std::stable_sort(faults.begin(), faults.end(),
                   [](const LateFault& a, const LateFault& b) { return a.line < b.line; });
  for (const LateFault& fault : faults) {
    table.refuse_line(fault.line, {fault.column, fault.expected,
                                   fmt::format("line {}", fault.other_line), row_left_out});
  }
}

} // namespace empower::detail
