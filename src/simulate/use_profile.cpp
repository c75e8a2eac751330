// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/use_profile.hpp>

#include <array>

namespace empower::detail {
namespace {

using enum BuildingUse;
constexpr Owner town = Owner::municipality;
constexpr Owner province = Owner::province;
constexpr Owner health = Owner::health_service;
constexpr Owner campus = Owner::university;
constexpr Owner region = Owner::region;

// clang-format off
constexpr std::array profiles{
  //          use                  weight  town   area  sd    heat  dhw   el   cooled c.share h/wk m2/p st herit. owner     name
  UseProfile{nursery,                 9.0,     0,  650, 0.40, 140, 0.15,  30, 0.10, 0.10,  50,   9, 2, 0.03, town,     R"(Scuola dell'infanzia "%")"},
  UseProfile{school_primary,         16.0,     0, 1500, 0.45, 135, 0.06,  24, 0.05, 0.08,  45,   9, 3, 0.12, town,     R"(Scuola primaria "%")"},
  UseProfile{school_lower_secondary,  9.0,     0, 2600, 0.40, 125, 0.06,  25, 0.05, 0.08,  48,  10, 4, 0.08, town,     R"(Scuola secondaria di I grado "%")"},
  UseProfile{school_upper_secondary,  6.0, 10000, 6000, 0.50, 120, 0.05,  32, 0.10, 0.08,  55,  11, 4, 0.15, province, R"(Istituto superiore "%")"},
  UseProfile{university,              1.5, 50000, 5500, 0.60, 135, 0.05,  85, 0.75, 0.22,  70,  14, 5, 0.25, campus,   "Polo universitario, via %"},
  UseProfile{office,                 13.0,     0, 1100, 0.75, 165, 0.04,  85, 0.70, 0.22,  52,  25, 4, 0.30, town,     "Uffici comunali, via %"},
  UseProfile{courthouse,              0.5, 45000, 7000, 0.50, 140, 0.04,  75, 0.80, 0.20,  55,  30, 5, 0.35, town,     "Uffici giudiziari, via %"},
  UseProfile{police_station,          3.0,  3000,  600, 0.45, 165, 0.08,  85, 0.70, 0.18, 140,  30, 3, 0.10, town,     "Comando di Polizia Municipale, via %"},
  UseProfile{fire_station,            0.8, 10000, 1300, 0.40, 180, 0.20,  75, 0.45, 0.12, 168,  45, 3, 0.03, province, "Caserma dei Vigili del fuoco, via %"},
  UseProfile{civil_protection,        1.0,  5000,  500, 0.40, 110, 0.05,  50, 0.45, 0.15,  60,  40, 2, 0.00, region,   "Centro di protezione civile, via %"},
  UseProfile{hospital,                0.8, 15000, 24000, 0.55, 310, 0.28, 150, 1.00, 0.22, 168, 35, 7, 0.10, health,   R"(Ospedale "%")"},
  UseProfile{clinic,                  4.0,  3000, 1400, 0.55, 170, 0.12,  70, 0.75, 0.20,  62,  20, 3, 0.05, health,   "Distretto socio-sanitario, via %"},
  UseProfile{care_home,               2.5,  3000, 2800, 0.45, 260, 0.35,  65, 0.55, 0.14, 168,  38, 4, 0.10, town,     R"(Residenza sanitaria assistenziale "%")"},
  UseProfile{library,                 4.0,     0,  850, 0.60, 150, 0.02,  58, 0.70, 0.22,  42,  20, 3, 0.40, town,     R"(Biblioteca comunale "%")"},
  UseProfile{museum,                  3.0,     0, 1600, 0.65, 140, 0.02,  62, 0.55, 0.25,  45,  30, 3, 0.75, town,     R"(Museo civico "%")"},
  UseProfile{theatre,                 1.8,  3000, 1300, 0.50, 150, 0.03,  50, 0.50, 0.20,  25,   6, 4, 0.70, town,     R"(Teatro comunale "%")"},
  UseProfile{community_centre,        6.0,     0,  420, 0.50, 130, 0.06,  32, 0.35, 0.15,  40,  12, 2, 0.10, town,     "Centro civico, via %"},
  UseProfile{canteen,                 1.0,  5000,  380, 0.35, 190, 0.35,  95, 0.25, 0.10,  30,   4, 1, 0.00, town,     "Centro cottura, via %"},
  UseProfile{swimming_pool,           1.3,  9000, 1700, 0.35, 820, 0.70, 210, 0.15, 0.05,  90,  12, 2, 0.00, town,     "Piscina comunale, via %"},
  UseProfile{sports_hall,             7.0,     0, 1200, 0.45, 170, 0.25,  45, 0.03, 0.05,  60,  18, 1, 0.02, town,     "Palestra comunale, via %"},
  UseProfile{sports_services,         2.5,     0,  280, 0.40, 150, 0.50,  55, 0.02, 0.05,  35,   8, 1, 0.00, town,     "Spogliatoi del campo sportivo, via %"},
  UseProfile{student_residence,       0.6, 50000, 3800, 0.40, 150, 0.35,  45, 0.30, 0.10, 168,  30, 6, 0.10, region,   R"(Residenza universitaria "%")"},
  UseProfile{market,                  0.8, 10000, 1300, 0.45,  60, 0.05,  75, 0.35, 0.20,  50,  15, 2, 0.20, town,     "Mercato coperto, via %"},
  UseProfile{workshop,                2.5,  3000,  800, 0.50, 105, 0.06,  32, 0.10, 0.08,  45,  60, 1, 0.00, town,     "Magazzino e officina comunale, via %"},
  UseProfile{storage,                 2.5,     0,  750, 0.60,  60, 0.02,  18, 0.10, 0.10,  15, 150, 2, 0.08, town,     "Archivio e deposito, via %"},
  UseProfile{other_public,            4.0,     0,  420, 0.60, 115, 0.06,  32, 0.30, 0.15,  40,  25, 2, 0.12, town,     "Sede delle associazioni, via %"},
};
// clang-format on

constexpr std::array<std::string_view, 40> persons{
    "G. Carducci",   "A. Manzoni",     "G. Mazzini",         "G. Garibaldi", "D. Alighieri",
    "L. da Vinci",   "G. Galilei",     "M. Montessori",      "G. Pascoli",   "G. Rodari",
    "A. Frank",      "C. Collodi",     "F. Petrarca",        "G. Boccaccio", "G. Marconi",
    "E. Fermi",      "A. Volta",       "R. Levi-Montalcini", "S. Pertini",   "A. Moro",
    "D. Milani",     "P. Calamandrei", "E. De Amicis",       "U. Foscolo",   "G. Leopardi",
    "L. Pirandello", "M. Buonarroti",  "F. Brunelleschi",    "Masaccio",     "Giotto",
    "G. Puccini",    "G. Verdi",       "A. Meucci",          "A. Vespucci",  "N. Machiavelli",
    "P. Mascagni",   "A. Modigliani",  "G. Fattori",         "M. Hack",      "I. Calvino"};

constexpr std::array<std::string_view, 5> owners{"municipality", "province", "health_service",
                                                 "university", "region"};

} // namespace

std::string_view code(Owner owner) noexcept { return owners[static_cast<std::size_t>(owner)]; }

std::span<const UseProfile> use_profiles() noexcept { return profiles; }

std::span<const std::string_view> eponyms() noexcept { return persons; }

} // namespace empower::detail
