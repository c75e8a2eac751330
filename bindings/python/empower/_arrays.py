# SPDX-License-Identifier: Apache-2.0
"""Arguments as the arrays the compiled part takes: looked at, never converted in silence."""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from .errors import ShapeError


def doubles(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """One-dimensional contiguous float64 values; TypeError or ShapeError otherwise."""
    array: NDArray[np.float64] = np.asarray(values)
    _check(array, np.float64, name)
    return array


def days(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """Days since 1970 of one-dimensional contiguous `datetime64[D]` values."""
    array: NDArray[np.datetime64] = np.asarray(values)
    _check(array, "datetime64[D]", name)
    return array.view(np.int64)


def _check(array: np.ndarray, dtype: DTypeLike, name: str) -> None:
    if array.dtype != dtype:
        raise TypeError(f"Expected {np.dtype(dtype)} values of {name}, got {array.dtype}.")
    if array.ndim != 1:
        raise ShapeError(f"Expected one dimension of {name}, got {array.ndim}.")
    if not array.flags.c_contiguous:
        raise TypeError(f"Expected contiguous values of {name}, got a strided view.")
