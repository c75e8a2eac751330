# SPDX-License-Identifier: Apache-2.0
"""A public stock with known truth, to try things on."""

from os import PathLike
from pathlib import Path

from . import _core

_DEFAULTS = _core.PublicStockOptions()


def simulate_public_stock(
    folder: str | PathLike[str],
    *,
    buildings: int = _DEFAULTS.buildings,
    seed: int = _DEFAULTS.seed,
    first_year: int = _DEFAULTS.first_year,
    years: int = _DEFAULTS.years,
    daily_share: float = _DEFAULTS.daily_share,
    hourly_share: float = _DEFAULTS.hourly_share,
    faults: bool = _DEFAULTS.faults,
    noise: bool = _DEFAULTS.noise,
) -> Path:
    """Write a simulated stock folder of Tuscan public buildings.

    The same arguments give the same bytes.

    Parameters
    ----------
    folder : path
        Where to write; it is made. What is true about the stock goes to its subfolder `truth`.
    buildings : int
        How many.
    seed : int
        Another seed is another stock.
    first_year, years : int
        Which calendar years the readings cover.
    daily_share, hourly_share : float
        Share of buildings with daily readings, and with hourly electricity, instead of bills.
    faults, noise : bool
        Whether meters and buildings have faults, and readings scatter.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InputError, OSError
        If the folder cannot be written.
    """
    options = _core.PublicStockOptions()
    options.buildings = buildings
    options.seed = seed
    options.first_year = first_year
    options.years = years
    options.daily_share = daily_share
    options.hourly_share = hourly_share
    options.faults = faults
    options.noise = noise
    _core.simulate_public_stock(Path(folder), options)
    return Path(folder)
