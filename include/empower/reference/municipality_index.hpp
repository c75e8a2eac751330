// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/tables.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Legal climate data of Italian municipalities (DPR 412/1993 annex A) by code or name.
namespace empower {

/// Why a municipality has no legal climate.
enum class MunicipalityReason { unknown_municipality, ambiguous_municipality, no_climate_zone };

[[nodiscard]] std::string_view code(MunicipalityReason reason) noexcept;

/// A value that holds for a part of the municipality.
struct PartClimate {
  std::string name; ///< of the part as in the decree
  std::string zone;
  LegalDegreeDays degree_days{missing_value};
};

/// What the decree says of a municipality, and all that has to be known beside it.
struct LegalClimate {
  std::string istat_code; ///< of today; empty for an abolished municipality or a portion
  std::string name;
  std::string province;
  std::string zone;                           ///< legal value, never derived from the degree-days
  LegalDegreeDays degree_days{missing_value}; ///< base 20 °C; missing where the decree has none
  double altitude_m = missing_value;          ///< of the town hall
  std::string basis;                          ///< `basis` of `municipalities.csv`
  std::vector<PartClimate> alternatives;      ///< parts in another zone, of which a building may be
  std::vector<std::string> notes;             ///< in words: mergers, changed names, misprints …
  Provenance provenance;
};

/// Name without accents, apostrophes, hyphens, blanks and case: `Sant'Agnès` is `santagnes`.
/// Letters of other alphabets are left out.
[[nodiscard]] std::string folded_name(std::string_view name);

/// Number of letters to insert, leave out, exchange or swap with their neighbour to turn one word
/// into the other (optimal string alignment).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// Finds municipalities in about log n steps. Looks at `tables`, which must outlive it and stay as
/// it is; only a failed look-up reads all names, for the nearest ones.
class MunicipalityIndex {
public:
  explicit MunicipalityIndex(const ReferenceTables& tables);
  explicit MunicipalityIndex(ReferenceTables&&) = delete;

  using Found = Outcome<const Municipality*, MunicipalityReason>;
  using Climate = Outcome<LegalClimate, MunicipalityReason>;

  /// The row of an ISTAT code of today (leading zeros may be missing), of a Sardinian code before
  /// the reform of 2025, or of a cadastral (Belfiore) code.
  [[nodiscard]] Found by_code(std::string_view code) const;

  /// The row of a name, compared by `folded_name`: of today, of the decree (misspelt or former) or
  /// of an abolished municipality, in this order; of a bilingual name (`Bolzano/Bozen`) each half
  /// is tried. `province`, in letters or in full, of today or of the decree, narrows it down. The
  /// failure names the nearest right names, or all candidates with their provinces.
  [[nodiscard]] Found by_name(std::string_view name, std::string_view province = {}) const;

  /// Code or name, then `legal_climate`.
  [[nodiscard]] Climate climate(std::string_view code_or_name, std::string_view province = {},
                                std::string_view own_zone = {}) const;

  /// The legal values of a row. Where a merged municipality joins different zones, `own_zone` of
  /// the building's record decides; without it the value of the part holding the seat is taken if
  /// the table has one, which a note says, else there is `no_climate_zone` with the parts listed.
  [[nodiscard]] Climate legal_climate(const Municipality& row,
                                      std::string_view own_zone = {}) const;

private:
  /// Of how much use a name is: those of today go before the others.
  enum class Kind { today, decree, abolished };
  struct Key {
    std::string text;
    Kind kind;
    std::size_t row;
  };
  /// Positions of rows by a folded name, of the best kind there is.
  [[nodiscard]] std::vector<std::size_t> rows_named(std::string_view folded,
                                                    std::string_view province) const;
  [[nodiscard]] std::string nearest_names(std::string_view folded) const;
  [[nodiscard]] std::vector<PartClimate> parts_of(const Municipality& row) const;
  void explain_history(const Municipality& row, LegalClimate& climate) const;

  const ReferenceTables* tables_;
  std::vector<Key> names_;
  std::vector<Key> codes_;
};

} // namespace empower
