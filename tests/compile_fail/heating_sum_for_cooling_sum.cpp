// expect: conversion from|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_days.hpp>

constexpr empower::DailyView<empower::Celsius> outdoor;
constexpr auto heating = heating_degree_days(outdoor, empower::eurostat_heating);
constexpr empower::DegreeDaySum<empower::CoolingRule> cooling = heating; // wrong
