// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <pybind11/pybind11.h>

/// A civil day is a `datetime.date`. A `datetime.datetime` is refused: without a zone it has none.
template <>
struct pybind11::detail::type_caster<empower::CivilDay> {
  PYBIND11_TYPE_CASTER(empower::CivilDay, const_name("datetime.date"));

  bool load(handle source, bool) {
    const module_ datetime = module_::import("datetime");
    if (!isinstance(source, datetime.attr("date")) || isinstance(source, datetime.attr("datetime")))
      return false;
    const auto part = [&](const char* which) { return source.attr(which).cast<unsigned>(); };
    value = empower::civil_day(static_cast<int>(part("year")), part("month"), part("day"));
    return true;
  }

  static handle cast(empower::CivilDay day, return_value_policy, handle) {
    constexpr long ordinal_of_epoch = 719163; // of 1970-01-01; 0001-01-01 is 1
    const object date = module_::import("datetime").attr("date");
    return date.attr("fromordinal")(ordinal_of_epoch + day.time_since_epoch().count()).release();
  }
};
