// expect: conversion from 'double'|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::KilowattHours explicit_energy{100.0};
constexpr empower::KilowattHours energy = 100.0; // wrong
