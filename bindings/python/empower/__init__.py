# SPDX-License-Identifier: Apache-2.0
"""Energy analytics for public building stock.

>>> import empower
>>> result = empower.analyse("stock", budget_eur=2e6)
>>> result.findings.to_pandas()
"""

from ._core import Building, Stock
from ._core import version as __version__
from .analysis import Analysis, analyse, read_stock
from .degree_days import (
    CoolingRule,
    DegreeDaySum,
    HeatingRule,
    cooling_degree_days,
    eurostat_cooling,
    eurostat_heating,
    heating_degree_days,
    italian_gradi_giorno,
)
from .errors import (
    ContractError,
    CoverageError,
    EmpowerError,
    InputError,
    ShapeError,
    UnitError,
)
from .fit import Estimate, Fit, fit_bills, fit_change_point
from .simulate import simulate_public_stock

__all__ = [
    "Analysis",
    "Building",
    "ContractError",
    "CoolingRule",
    "CoverageError",
    "DegreeDaySum",
    "EmpowerError",
    "Estimate",
    "Fit",
    "HeatingRule",
    "InputError",
    "ShapeError",
    "Stock",
    "UnitError",
    "__version__",
    "analyse",
    "cooling_degree_days",
    "eurostat_cooling",
    "eurostat_heating",
    "fit_bills",
    "fit_change_point",
    "heating_degree_days",
    "italian_gradi_giorno",
    "read_stock",
    "simulate_public_stock",
]
