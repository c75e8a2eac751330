# SPDX-License-Identifier: Apache-2.0
"""Energy analytics for public building stock.

>>> import empower
>>> result = empower.analyse("stock", budget_eur=2e6)
>>> result.findings.to_pandas()
"""

from . import reference
from ._checked import check_arguments
from ._core import (
    AcceptanceCheck,
    AvoidedEnergy,
    Building,
    CaltrackBands,
    CaltrackCandidate,
    CaltrackFinding,
    CaltrackHourlySavings,
    CaltrackMetrics,
    ComparisonGroup,
    ComponentSavings,
    DailyMember,
    DailyTotal,
    Estimate,
    MethodRecord,
    NonRoutineAdjustment,
    NormalisedSaving,
    NormalYear,
    PeriodSaving,
    PortfolioSaving,
    Prediction,
    Stock,
    TypicalYear,
)
from ._core import version as __version__
from ._degree_day_ratio import (
    DegreeDayNormalised,
    DegreeDayRatio,
    degree_day_normalised,
    degree_day_ratio,
)
from ._degree_days import (
    CoolingRule,
    DegreeDaySum,
    HeatingRule,
    cooling_degree_days,
    cooling_rules,
    degree_days,
    eurostat_cooling,
    eurostat_heating,
    heating_degree_days,
    heating_rules,
    italian_gradi_giorno,
)
from .analysis import Analysis, analyse, read_stock
from .bootstrap import BootstrapIntervals, block_bootstrap
from .caltrack import CaltrackFit, CaltrackSaving
from .caltrack_hourly import CaltrackHourlyFit
from .climate import (
    DegreeDayEstimate,
    LegalAndActual,
    MunicipalClimate,
    climate_zone,
    degree_days_by_altitude,
    legal_and_actual_degree_days,
)
from .daily import DailyFit, fit_daily
from .degree_hours import DegreeHourFit, fit_degree_hours
from .errors import (
    ContractError,
    CoverageError,
    EmpowerError,
    FigureError,
    InputError,
    ShapeError,
    UnitError,
)
from .fit import fit_bills, fit_change_point
from .fit_caltrack import fit_caltrack
from .fit_result import Candidate, Fit
from .hourly import HourlyFit, HourlyPrediction, fit_hourly
from .load import school_indicators, tariff_bands
from .many_meters import fit_many
from .monthly_normals import normal_year_of
from .saving import Saving, comparison_group, portfolio_saving, savings
from .simulate import simulate_public_stock
from .temperatures import (
    FilledTemperatures,
    TemperatureCheck,
    check_temperatures,
    fill_gaps,
)
from .weather_files import OpenMeteo, read_epw, read_open_meteo
from .yearly_statement import Statement, statement, statements

__all__ = [
    "AcceptanceCheck",
    "Analysis",
    "AvoidedEnergy",
    "BootstrapIntervals",
    "Building",
    "CaltrackBands",
    "CaltrackCandidate",
    "CaltrackFinding",
    "CaltrackFit",
    "CaltrackHourlyFit",
    "CaltrackHourlySavings",
    "CaltrackMetrics",
    "CaltrackSaving",
    "Candidate",
    "ComparisonGroup",
    "ComponentSavings",
    "ContractError",
    "CoolingRule",
    "CoverageError",
    "DailyFit",
    "DailyMember",
    "DailyTotal",
    "DegreeDayEstimate",
    "DegreeDayNormalised",
    "DegreeDayRatio",
    "DegreeDaySum",
    "DegreeHourFit",
    "EmpowerError",
    "Estimate",
    "FigureError",
    "FilledTemperatures",
    "Fit",
    "HeatingRule",
    "HourlyFit",
    "HourlyPrediction",
    "InputError",
    "LegalAndActual",
    "MethodRecord",
    "MunicipalClimate",
    "NonRoutineAdjustment",
    "NormalYear",
    "NormalisedSaving",
    "OpenMeteo",
    "PeriodSaving",
    "PortfolioSaving",
    "Prediction",
    "Saving",
    "ShapeError",
    "Statement",
    "Stock",
    "TemperatureCheck",
    "TypicalYear",
    "UnitError",
    "__version__",
    "analyse",
    "block_bootstrap",
    "check_temperatures",
    "climate_zone",
    "comparison_group",
    "cooling_degree_days",
    "cooling_rules",
    "degree_day_normalised",
    "degree_day_ratio",
    "degree_days",
    "degree_days_by_altitude",
    "eurostat_cooling",
    "eurostat_heating",
    "fill_gaps",
    "fit_bills",
    "fit_caltrack",
    "fit_change_point",
    "fit_daily",
    "fit_degree_hours",
    "fit_hourly",
    "fit_many",
    "heating_degree_days",
    "heating_rules",
    "italian_gradi_giorno",
    "legal_and_actual_degree_days",
    "normal_year_of",
    "portfolio_saving",
    "read_epw",
    "read_open_meteo",
    "read_stock",
    "reference",
    "savings",
    "school_indicators",
    "simulate_public_stock",
    "statement",
    "statements",
    "tariff_bands",
]

globals().update(check_arguments(globals(), __name__))


def __dir__() -> list[str]:
    """What is meant for users; modules are where it comes from."""
    return __all__
