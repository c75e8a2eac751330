# SPDX-License-Identifier: Apache-2.0
"""Arguments as the arrays the compiled part takes: looked at, never converted in silence."""

from collections.abc import Mapping
from datetime import date, datetime

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from .errors import InputError, ShapeError

_EPOCH = date(1970, 1, 1).toordinal()


def doubles(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """One-dimensional contiguous float64 values; TypeError or ShapeError otherwise."""
    array: NDArray[np.float64] = np.asarray(values)
    _check(array, np.float64, name)
    return array


def days(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """Days since 1970 of one-dimensional contiguous `datetime64[D]` values; none is missing."""
    array: NDArray[np.datetime64] = np.asarray(values)
    _check(array, "datetime64[D]", name)
    missing = np.flatnonzero(np.isnat(array))
    if missing.size:
        line = int(missing[0]) + 1
        raise InputError(
            f'Expected a day, got "NaT" ({name}:{line}).',
            source=name,
            line=line,
            expected="a day",
            got="NaT",
        )
    return array.view(np.int64)


def columns(
    regressors: Mapping[str, ArrayLike] | None,
) -> list[tuple[str, NDArray[np.float64]]]:
    """Regressors by name, each as `doubles`."""
    return [(name, doubles(values, name)) for name, values in (regressors or {}).items()]


def civil_day(day: date | np.datetime64, name: str) -> date:
    """A civil day; TypeError for an instant, which has no day without a zone."""
    if isinstance(day, np.datetime64) and day.dtype == "datetime64[D]":
        return day_of(day.astype(np.int64).item())
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"Expected a date as {name}, got {day!r}.")
    return day


def day_of(days_since_1970: int) -> date:
    """A day of an array as Python's."""
    return date.fromordinal(_EPOCH + days_since_1970)


def _check(array: np.ndarray, dtype: DTypeLike, name: str) -> None:
    if array.dtype != dtype:
        raise TypeError(f"Expected {np.dtype(dtype)} values of {name}, got {array.dtype}.")
    if array.ndim != 1:
        raise ShapeError(f"Expected one dimension of {name}, got {array.ndim}.")
    if not array.flags.c_contiguous:
        raise TypeError(f"Expected contiguous values of {name}, got a strided view.")
