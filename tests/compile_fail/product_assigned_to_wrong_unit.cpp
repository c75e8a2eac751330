// expect: conversion from|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::KilowattHoursPerDegreeDay slope{3.0};
constexpr empower::DegreeDays degree_days{1800.0};
constexpr empower::Euros cost = slope * degree_days; // wrong
