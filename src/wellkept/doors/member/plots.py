"""Geometry of plots, in the units of the picture: a line of results with its reference band, and one split bar.

Pictures carry classes and presentation attributes only; colours and type are in the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

WIDTH, HEIGHT = 420, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 20, 24, 36
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 120, 32, 4
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LINES = 4
_FEWEST_LABELLED = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One measurement: where it is drawn and what it says. `outside`: beyond the reference range."""

    x: float
    y: float
    on: date
    value: str
    words: str
    outside: bool
    labelled: bool
    above: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the plot, or a day below it, with its words and how they are anchored."""

    at: float
    value: str
    anchor: str = "end"
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The reference range as a strip."""

    y: float
    height: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A line of results."""

    line: str
    marks: tuple[Mark, ...]
    levels: tuple[Level, ...]
    days: tuple[Level, ...]
    band: Band | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class JointLine:
    """One of several lines of a plot; `place` counts them from 1, for the style sheet."""

    place: int
    title: str
    line: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Several lines of results on one pair of axes."""

    lines: tuple[JointLine, ...]
    levels: tuple[Level, ...]
    days: tuple[Level, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class Spark:
    """A line so small that it only shows the way; the numbers stand beside it."""

    line: str
    end_x: float
    end_y: float
    band: Band | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a split bar; `part` names what it is."""

    part: str
    x: float
    width: float


Measured = tuple[date, Decimal]


def plot(
    measured: Sequence[Measured], low: Decimal | None, high: Decimal | None, *, words: Callable[[Decimal], str]
) -> Plot:
    """The plot of measurements, oldest first, with the reference range where there is one.

    `words` writes a value with its unit.
    """
    least, most, step = _scale([value for _, value in measured], low, high)
    ys = _Axis(least, most, HEIGHT - _BOTTOM, _TOP)
    xs = _days_axis(measured, _LEFT + 8, WIDTH - _RIGHT - 8)
    marks = _marks(measured, xs, ys, low, high, words)
    return Plot(
        line=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        marks=marks,
        levels=tuple(Level(ys.at(value), _plain(value)) for value in _levels(least, most, step)),
        days=_days(marks),
        band=_band(ys, least, most, low, high),
    )


def joint(lines: Sequence[tuple[str, Sequence[Measured]]], *, words: Callable[[Decimal], str]) -> Joint:
    """The plot of several lines, each with its title and its measurements of the same days, oldest first."""
    least, most, step = _scale([value for _, measured in lines for _, value in measured], None, None)
    ys = _Axis(least, most, HEIGHT - _BOTTOM, _TOP)
    xs = _days_axis(lines[0][1], _LEFT + 8, WIDTH - _RIGHT - 8)
    drawn = []
    for place, (title, measured) in enumerate(lines, 1):
        marks = _marks(measured, xs, ys, None, None, words)
        drawn.append(JointLine(place, title, " ".join(f"{mark.x},{mark.y}" for mark in marks), marks))
    levels = tuple(Level(ys.at(value), _plain(value)) for value in _levels(least, most, step))
    return Joint(tuple(drawn), levels, _days(drawn[0].marks))


def _marks(
    measured: Sequence[Measured],
    xs: _Axis,
    ys: _Axis,
    low: Decimal | None,
    high: Decimal | None,
    words: Callable[[Decimal], str],
) -> tuple[Mark, ...]:
    values = [value for _, value in measured]
    labelled = _labelled(values)
    return tuple(
        Mark(
            x=xs.at(Decimal(on.toordinal())),
            y=ys.at(value),
            on=on,
            value=words(value).split("\N{NO-BREAK SPACE}")[0].rstrip("%"),
            words=words(value),
            outside=is_outside(value, low, high),
            labelled=place in labelled,
            above=_is_above(values, place),
            anchor=_anchor(place, len(measured)),
        )
        for place, (on, value) in enumerate(measured)
    )


def spark(measured: Sequence[Measured], low: Decimal | None, high: Decimal | None) -> Spark:
    """The same in the size of a word."""
    least, most, _ = _scale([value for _, value in measured], low, high)
    ys = _Axis(least, most, _SPARK_HEIGHT - _SPARK_EDGE, _SPARK_EDGE)
    xs = _days_axis(measured, _SPARK_EDGE, _SPARK_WIDTH - _SPARK_EDGE)
    points = [(xs.at(Decimal(on.toordinal())), ys.at(value)) for on, value in measured]
    return Spark(" ".join(f"{x},{y}" for x, y in points), *points[-1], _band(ys, least, most, low, high))


def split(parts: Sequence[tuple[str, Decimal]], *, width: int = 600, gap: float = 3) -> tuple[Piece, ...]:
    """One bar split by amounts; each piece is wide enough to be seen."""
    whole = sum((amount for _, amount in parts), Decimal(0))
    if not whole:
        return ()
    room = width - gap * (len(parts) - 1)
    wide = [max(float(amount / whole) * room, 6.0) for _, amount in parts]
    shrink = room / sum(wide)
    pieces, x = [], 0.0
    for (part, _), one in zip(parts, wide, strict=True):
        pieces.append(Piece(part, round(x, 1), round(one * shrink, 1)))
        x += one * shrink + gap
    return tuple(pieces)


def is_outside(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a value lies beyond its reference range."""
    return (low is not None and value < low) or (high is not None and value > high)


@dataclass(frozen=True, slots=True)
class _Axis:
    least: Decimal
    most: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Where a value is drawn."""
        span = self.most - self.least
        part = float((value - self.least) / span) if span else 0.5
        return round(self.start + part * (self.end - self.start), 1)


def _days_axis(measured: Sequence[Measured], start: float, end: float) -> _Axis:
    return _Axis(Decimal(measured[0][0].toordinal()), Decimal(measured[-1][0].toordinal()), start, end)


def _scale(values: Sequence[Decimal], low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal, Decimal]:
    """The ends of the upright axis at round numbers, and the step between its lines."""
    wanted = [*values, *(limit for limit in (low, high) if limit is not None)]
    least, most = min(wanted), max(wanted)
    spread = (most - least) or abs(most) or Decimal(1)
    rough = spread / _LINES
    power = Decimal(10) ** rough.adjusted()
    step = next(power * step for step in _STEPS if power * step >= rough)
    bottom = (least / step).to_integral_value(rounding="ROUND_FLOOR") * step
    top = (most / step).to_integral_value(rounding="ROUND_CEILING") * step
    if bottom == top:
        top += step
    return max(bottom, Decimal(0)) if least >= 0 else bottom, top, step


def _levels(least: Decimal, most: Decimal, step: Decimal) -> list[Decimal]:
    found, value = [], least
    while value <= most:
        found.append(value)
        value += step
    return found


def _band(ys: _Axis, least: Decimal, most: Decimal, low: Decimal | None, high: Decimal | None) -> Band | None:
    if low is None and high is None:
        return None
    top = ys.at(min(high, most)) if high is not None else ys.at(most)
    bottom = ys.at(max(low, least)) if low is not None else ys.at(least)
    return Band(top, round(bottom - top, 1), round(max(top, ys.end) + 13, 1))


def _labelled(values: Sequence[Decimal]) -> set[int]:
    """Which values are written beside their points: the first, the last, the highest and the lowest."""
    if len(values) <= _FEWEST_LABELLED:
        return set(range(len(values)))
    ends = {0, len(values) - 1}
    extremes = {values.index(max(values)), values.index(min(values))}
    return ends | {place for place in extremes if all(abs(place - end) > 1 for end in ends)}


def _is_above(values: Sequence[Decimal], place: int) -> bool:
    """Whether a label has more room above its point than below."""
    nearby = [values[other] for other in (place - 1, place + 1) if 0 <= other < len(values)]
    return not nearby or values[place] >= sum(nearby) / len(nearby)


def _anchor(place: int, count: int) -> str:
    if count > 1 and place == 0:
        return "start"
    return "end" if count > 1 and place == count - 1 else "middle"


def _days(marks: tuple[Mark, ...]) -> tuple[Level, ...]:
    """The first and the last day, and the turns of years between them that have room."""
    if len(marks) == 1:
        return (Level(marks[0].x, "", "middle", marks[0].on),)
    return (Level(marks[0].x, "", "start", marks[0].on), Level(marks[-1].x, "", "end", marks[-1].on))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def went(measured: Sequence[Measured]) -> int:
    """Which way the latest measurement went: -1 down, 1 up, 0 as before or the only one."""
    latest = [value for _, value in measured][-2:]
    return next((1 if after > before else -1 if after < before else 0 for before, after in pairwise(latest)), 0)
