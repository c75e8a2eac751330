// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything, for programs and notebooks. No file of the library includes it.

#include <empower/analysis/analyse.hpp>
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/consumption.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/weather_normalised.hpp>
#include <empower/benchmark/score.hpp>
#include <empower/core/version.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/retrofit/package.hpp>
#include <empower/retrofit/plan.hpp>
#include <empower/retrofit/ranking.hpp>
#include <empower/series/calendarise.hpp>
#include <empower/series/resample.hpp>
#include <empower/simulate/public_stock.hpp>
#include <empower/weather/degree_days.hpp>
