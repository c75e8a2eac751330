# SPDX-License-Identifier: Apache-2.0
"""Numbers as people type them, in Italian or in English; what can mean two numbers is refused."""

import argparse
import math
import re

_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")


def number(text: str) -> float:
    """`2000`, `2000.50`, `2000,50`, `2.000.000`, `2,000,000`, `2.000,50`, `2,000.50`, `2e6`.

    Raises
    ------
    argparse.ArgumentTypeError
        For what is no number, and for `2.000` or `2,000`, which may be 2 or 2000.
    """
    digits = text.strip().replace("_", "")
    grouped = _GROUPS.fullmatch(digits)
    if grouped and digits.count(grouped[1]) == 1:
        low, high = digits.replace(grouped[1], "."), digits.replace(grouped[1], "")
        raise argparse.ArgumentTypeError(
            f"expected a number that can be read in one way, got {text}, which may be"
            f" {float(low):g} or {high}: write it without a separator of thousands"
        )
    for thousands, decimal in ((".", ","), (",", ".")):
        whole, mark, rest = digits.partition(decimal)
        separated = _GROUPS.fullmatch(whole)
        if separated and separated[1] == thousands and (not mark or rest.isdecimal()):
            return float(f"{whole.replace(thousands, '')}.{rest or 0}")
    if _PLAIN.fullmatch(digits) and math.isfinite(value := float(digits.replace(",", "."))):
        return value
    raise argparse.ArgumentTypeError(f"expected a number, got {text or 'nothing'}")
