// expect: cannot convert|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::KilowattHours energy{100.0};
constexpr double number = energy; // wrong
