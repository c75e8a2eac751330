# SPDX-License-Identifier: Apache-2.0
"""An energy signature as SVG: energy per day over outdoor temperature, and the fitted legs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 760, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 18, 26, 54


@dataclass(frozen=True)
class Point:
    """A day or a bill."""

    temperature_c: float
    energy_kwh_day: float
    used_for_fit: bool


@dataclass(frozen=True)
class Legs:
    """A fitted signature; a leg that the model has not got is None."""

    base_kwh_day: float
    heating_slope: float | None
    heating_balance_c: float | None
    cooling_slope: float | None
    cooling_balance_c: float | None

    def expected(self, temperature_c: float) -> float:
        """Energy of a day, kWh."""
        energy = self.base_kwh_day
        if self.heating_slope is not None and self.heating_balance_c is not None:
            energy += self.heating_slope * max(0.0, self.heating_balance_c - temperature_c)
        if self.cooling_slope is not None and self.cooling_balance_c is not None:
            energy += self.cooling_slope * max(0.0, temperature_c - self.cooling_balance_c)
        return energy


class _Axes:
    """Data to pixels."""

    def __init__(self, temperatures: list[float], energies: list[float]) -> None:
        self.x_ticks = ticks(min(temperatures), max(temperatures))
        self.y_ticks = ticks(min(0.0, *energies), max(energies))

    def x(self, temperature_c: float) -> float:
        share = (temperature_c - self.x_ticks[0]) / (self.x_ticks[-1] - self.x_ticks[0])
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, energy: float) -> float:
        share = (energy - self.y_ticks[0]) / (self.y_ticks[-1] - self.y_ticks[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def ticks(low: float, high: float) -> list[float]:
    """Round numbers, four to nine of them, from below `low` to above `high`."""
    span = max(high - low, 1e-9)
    magnitude = 10.0 ** floor(log10(span))
    step = next(s * magnitude for s in (0.1, 0.2, 0.25, 0.5, 1, 2) if span / (s * magnitude) <= 7)
    first, last = floor(low / step), ceil(high / step)
    return [i * step for i in range(first, max(last, first + 1) + 1)]


def signature_svg(points: list[Point], legs: Legs, description: str) -> str:
    """The plot; `description` is what a screen reader says of it."""
    reach = [p.temperature_c for p in points] or [-5.0, 30.0]
    temperatures = [
        *reach,
        *(b for b in (legs.heating_balance_c, legs.cooling_balance_c) if b is not None),
    ]
    ends = min(temperatures), max(temperatures)
    axes = _Axes(
        temperatures, [p.energy_kwh_day for p in points] + [legs.expected(t) for t in ends]
    )
    parts = [*_frame(axes), *(_mark(axes, p) for p in points), *_legs(axes, legs, ends)]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(description)}">'
        f"{''.join(parts)}</svg>"
    )


def _line(kind: str, x: tuple[float, float], y: tuple[float, float]) -> str:
    ends = f'x1="{x[0]:.1f}" y1="{y[0]:.1f}" x2="{x[1]:.1f}" y2="{y[1]:.1f}"'
    return f'<line class="{kind}" {ends}/>'


def _text(text: str, x: float, y: float, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _frame(axes: _Axes) -> Iterator[str]:
    across, bottom = (_LEFT, _WIDTH - _RIGHT), _HEIGHT - _BOTTOM
    for tick in axes.y_ticks:
        y = axes.y(tick)
        yield _line("grid", across, (y, y))
        yield _text(f"{tick:,.10g}", _LEFT - 8, y + 4, "end", "tick")
    for tick in axes.x_ticks:
        x = axes.x(tick)
        yield _line("axis", (x, x), (bottom, bottom + 5))
        yield _text(f"{tick:.10g}", x, bottom + 20, "middle", "tick")
    yield _line("axis", across, (bottom, bottom))
    yield _text("mean outdoor temperature (°C)", sum(across) / 2, _HEIGHT - 10, "middle")
    yield _text("energy per day (kWh)", 0, 14, "start")


def _mark(axes: _Axes, point: Point) -> str:
    kind = "point" if point.used_for_fit else "left-out"
    x, y = axes.x(point.temperature_c), axes.y(point.energy_kwh_day)
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _legs(axes: _Axes, legs: Legs, ends: tuple[float, float]) -> Iterator[str]:
    heating = ends[0] if legs.heating_balance_c is None else legs.heating_balance_c
    cooling = ends[1] if legs.cooling_balance_c is None else legs.cooling_balance_c
    knots = (ends[0], heating, cooling, ends[1])
    for kind, left, right in zip(("heating", "", "cooling"), knots, knots[1:], strict=False):
        if left < right:
            y = axes.y(legs.expected(left)), axes.y(legs.expected(right))
            yield _line(f"leg {kind}", (axes.x(left), axes.x(right)), y)
    if legs.heating_balance_c is not None:
        yield from _balance(axes, heating, "heating", f"heating below {heating:.1f} °C", "end")
    if legs.cooling_balance_c is not None:
        yield from _balance(axes, cooling, "cooling", f"cooling above {cooling:.1f} °C", "start")


def _balance(axes: _Axes, balance: float, kind: str, words: str, anchor: str) -> Iterator[str]:
    x = axes.x(balance)
    yield _line(f"leg balance {kind}", (x, x), (_TOP, _HEIGHT - _BOTTOM))
    yield _text(words, x + (-8 if anchor == "end" else 8), _TOP + 12, anchor)
