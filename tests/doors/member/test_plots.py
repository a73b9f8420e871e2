"""Geometry of plots: everything inside the picture, the band where the numbers are, no label lost."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.doors.member import plots

VALUES = st.lists(st.decimals(min_value=0, max_value=5000, places=2), min_size=1, max_size=40)


def measured(values):
    return [(date(2024, 1, 1) + timedelta(days=30 * place), Decimal(value)) for place, value in enumerate(values)]


def drawn(values, low=None, high=None):
    return plots.plot(measured(values), low, high, words=lambda value: f"{value}%")


@given(VALUES, st.none() | st.just(Decimal(10)), st.none() | st.just(Decimal(90)))
def test_every_mark_level_and_band_is_inside_the_picture(values, low, high):
    plot = drawn(values, low, high)
    inside = [mark.y for mark in plot.marks] + [level.at for level in plot.levels]
    inside += [plot.band.y, plot.band.y + plot.band.height] if plot.band else []
    assert all(20 <= y <= plot.bottom + 0.2 for y in inside)
    assert all(plot.left <= mark.x <= plot.right for mark in plot.marks)
    assert 2 <= len(plot.levels) <= 7


@given(VALUES)
def test_a_higher_value_is_never_drawn_lower(values):
    marks = drawn(values).marks
    for one, other in pairwise(marks):
        if Decimal(one.value) > Decimal(other.value):
            assert one.y <= other.y


def test_the_first_and_the_last_value_and_the_extremes_are_written():
    plot = drawn([5, 6, 7, 2, 6, 6, 9, 6, 6])
    assert [mark.labelled for mark in plot.marks] == [True, False, False, True, False, False, True, False, True]


def test_the_band_is_where_the_reference_range_is():
    plot = drawn([2, 8], Decimal(4), Decimal(6))
    low, high = (next(level.at for level in plot.levels if level.value == value) for value in ("4", "6"))
    assert (plot.band.y, round(plot.band.y + plot.band.height, 1)) == (high, low)
    assert [mark.outside for mark in plot.marks] == [True, True]


@pytest.mark.parametrize(("values", "way"), [([5], 0), ([5, 5], 0), ([5, 6], 1), ([9, 9, 2], -1)])
def test_which_way_it_went_is_told_by_the_last_two(values, way):
    assert plots.went(measured(values)) == way


@given(st.lists(st.decimals(min_value="0.01", max_value=100_000, places=2), min_size=2, max_size=4))
def test_a_split_bar_fills_its_width_and_shows_every_piece(amounts):
    pieces = plots.split([("owe", amount) for amount in amounts], width=600, gap=3)
    assert pieces[0].x == 0
    assert pieces[-1].x + pieces[-1].width == pytest.approx(600, abs=0.5)
    assert all(piece.width >= 5 for piece in pieces)


def test_nothing_to_split_is_no_bar():
    assert plots.split([]) == ()
