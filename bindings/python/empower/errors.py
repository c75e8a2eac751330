# SPDX-License-Identifier: Apache-2.0
"""What empower raises. The compiled part raises these classes too."""


class EmpowerError(ValueError):
    """Root of everything raised for bad input."""


class InputError(EmpowerError):
    """Input that cannot be used, with its place.

    Attributes
    ----------
    source : str
        File or folder.
    line : int
        Counted from 1; 0 means the file as a whole.
    field : str
        Column, if one is meant.
    expected, got : str
        What should have been there and what was.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str = "",
        line: int = 0,
        field: str = "",
        expected: str = "",
        got: str = "",
    ) -> None:
        super().__init__(message)
        self.source = source
        self.line = line
        self.field = field
        self.expected = expected
        self.got = got


class UnitError(EmpowerError):
    """Two figures of different unit, rule or method were brought together."""


class CoverageError(EmpowerError):
    """Too little of a period is covered by data for what was asked."""


class ShapeError(EmpowerError):
    """Arrays whose lengths do not belong together."""


class FigureError(EmpowerError):
    """A reference figure or a municipality that cannot be had.

    Attributes
    ----------
    reason : str
        `no_row`, `not_valid_then`, `no_reference_figure`, `unknown_municipality`,
        `ambiguous_municipality` or `no_climate_zone`.
    """

    def __init__(self, message: str, *, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class ContractError(EmpowerError):
    """A precondition that the calling program broke; a bug there, not bad data."""
