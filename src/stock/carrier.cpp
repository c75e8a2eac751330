// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/carrier.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace empower {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array codes{
    "electricity"sv,
    "natural_gas"sv,
    "district_heating"sv,
    "district_cooling"sv,
    "heating_oil"sv,
    "fuel_oil"sv,
    "lpg"sv,
    "lng"sv,
    "pellets"sv,
    "wood"sv,
    "coal"sv,
    "biomass_solid"sv,
    "biomass_liquid"sv,
    "biomass_gas"sv,
    "pv_on_site"sv,
    "wind_on_site"sv,
    "solar_thermal"sv,
    "ambient_heat"sv,
    "site_total"sv,
    "water"sv,
};
static_assert(codes.size() == static_cast<std::size_t>(Carrier::water) + 1);

struct Synonym {
  std::string_view word;
  Carrier carrier;
};

/// Words of Italian and English bills, in lower case, with single spaces.
constexpr std::array synonyms{
    Synonym{"electricity grid", Carrier::electricity},
    Synonym{"electric", Carrier::electricity},
    Synonym{"electrical", Carrier::electricity},
    Synonym{"electric power", Carrier::electricity},
    Synonym{"power", Carrier::electricity},
    Synonym{"elettricità", Carrier::electricity},
    Synonym{"elettricita'", Carrier::electricity},
    Synonym{"elettricita", Carrier::electricity},
    Synonym{"elettrico", Carrier::electricity},
    Synonym{"elettrica", Carrier::electricity},
    Synonym{"energia elettrica", Carrier::electricity},
    Synonym{"ee", Carrier::electricity},
    Synonym{"e.e.", Carrier::electricity},
    Synonym{"luce", Carrier::electricity},
    Synonym{"gas", Carrier::natural_gas},
    Synonym{"natural gas", Carrier::natural_gas},
    Synonym{"methane", Carrier::natural_gas},
    Synonym{"metano", Carrier::natural_gas},
    Synonym{"gas naturale", Carrier::natural_gas},
    Synonym{"gas metano", Carrier::natural_gas},
    Synonym{"district heating", Carrier::district_heating},
    Synonym{"teleriscaldamento", Carrier::district_heating},
    Synonym{"tlr", Carrier::district_heating},
    Synonym{"district cooling", Carrier::district_cooling},
    Synonym{"teleraffrescamento", Carrier::district_cooling},
    Synonym{"heating oil", Carrier::heating_oil},
    Synonym{"diesel", Carrier::heating_oil},
    Synonym{"gasolio", Carrier::heating_oil},
    Synonym{"gasolio da riscaldamento", Carrier::heating_oil},
    Synonym{"fuel oil", Carrier::fuel_oil},
    Synonym{"olio combustibile", Carrier::fuel_oil},
    Synonym{"propane", Carrier::lpg},
    Synonym{"gpl", Carrier::lpg},
    Synonym{"gnl", Carrier::lng},
    Synonym{"pellet", Carrier::pellets},
    Synonym{"firewood", Carrier::wood},
    Synonym{"legna", Carrier::wood},
    Synonym{"legna da ardere", Carrier::wood},
    Synonym{"carbone", Carrier::coal},
    Synonym{"cippato", Carrier::biomass_solid},
    Synonym{"wood chips", Carrier::biomass_solid},
    Synonym{"biomass", Carrier::biomass_solid},
    Synonym{"biomassa", Carrier::biomass_solid},
    Synonym{"biogas", Carrier::biomass_gas},
    Synonym{"pv", Carrier::pv_on_site},
    Synonym{"photovoltaic", Carrier::pv_on_site},
    Synonym{"fotovoltaico", Carrier::pv_on_site},
    Synonym{"solare termico", Carrier::solar_thermal},
    Synonym{"acqua", Carrier::water},
};

/// ASCII and the capitals of Latin-1 (`À` is C3 80, `à` is C3 A0).
std::string lower_case(std::string_view utf8) {
  std::string lower{utf8};
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lower[i]);
    const bool ascii = byte >= 'A' && byte <= 'Z';
    const bool latin =
        byte >= 0x80 && byte <= 0x9E && byte != 0x97 && i > 0 && lower[i - 1] == '\xC3';
    if (ascii || latin) lower[i] = static_cast<char>(byte + 0x20);
  }
  return lower;
}

/// `_`, `-` and runs of blanks become one space; none at the ends.
std::string spaced(std::string_view text) {
  std::string words;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '_' && c != '-') {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

} // namespace

std::span<const std::string_view> carrier_codes() noexcept { return codes; }

std::string_view code(Carrier carrier) noexcept { return codes[static_cast<std::size_t>(carrier)]; }

std::string_view reference_key(Carrier carrier) noexcept {
  return carrier == Carrier::electricity ? "electricity_grid"sv : code(carrier);
}

std::optional<CarrierName> parse_carrier(std::string_view text) {
  const std::string lower = lower_case(text);
  if (const auto found = std::find(codes.begin(), codes.end(), lower); found != codes.end()) {
    return CarrierName{static_cast<Carrier>(found - codes.begin()), false};
  }
  const std::string words = spaced(lower);
  const auto found = std::find_if(synonyms.begin(), synonyms.end(),
                                  [&](const Synonym& s) { return s.word == words; });
  if (found == synonyms.end()) return std::nullopt;
  return CarrierName{found->carrier, true};
}

bool is_energy(Carrier carrier) noexcept { return carrier != Carrier::water; }

bool is_thermal(Carrier carrier) noexcept {
  switch (carrier) {
  case Carrier::natural_gas:
  case Carrier::district_heating:
  case Carrier::heating_oil:
  case Carrier::fuel_oil:
  case Carrier::lpg:
  case Carrier::lng:
  case Carrier::pellets:
  case Carrier::wood:
  case Carrier::coal:
  case Carrier::biomass_solid:
  case Carrier::biomass_liquid:
  case Carrier::biomass_gas:
    return true;
  case Carrier::electricity:
  case Carrier::district_cooling:
  case Carrier::pv_on_site:
  case Carrier::wind_on_site:
  case Carrier::solar_thermal:
  case Carrier::ambient_heat:
  case Carrier::site_total:
  case Carrier::water:
    return false;
  }
  return false;
}

} // namespace empower
