"""Spans of time keep their value in days or minutes, and the words they were written in."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.statement.durations import NotASpan, days, minutes, words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0 days", 0),
        ("1 day", 1),
        ("30 days", 30),
        ("2 weeks", 14),
        ("6 years", 2192),
        ("1 year", 366),
        ("4 years", 1461),
        ("72 hours", 3),
        ("12 months", 366),
    ],
)
def test_days_are_counted_in_days(written, value):
    assert days(written) == value


@pytest.mark.parametrize(("written", "value"), [("20 minutes", 20), ("1 minute", 1), ("8 hours", 480)])
def test_minutes_are_counted_in_minutes(written, value):
    assert minutes(written) == value


@pytest.mark.parametrize(
    "written", ["", "days", "30", "thirty days", "-1 days", "30  days", "1.5 days", "30 dayz", "30 days "]
)
def test_other_words_are_no_span(written):
    with pytest.raises(NotASpan, match="is not a span of time"):
        days(written)


def test_a_day_is_no_number_of_minutes():
    with pytest.raises(NotASpan):
        minutes("1 day")


@given(st.integers(0, 999_999), st.sampled_from(["hour", "day", "week", "month", "year"]))
def test_a_span_reads_as_it_was_written_and_survives_copies(count, unit):
    written = f"{count} {unit}{'' if count == 1 else 's'}"
    span = days(written)
    assert words(span, "en") == written
    assert words(copy.deepcopy(span), "en") == written
    assert words(pickle.loads(pickle.dumps(span)), "en") == written  # noqa: S301
    assert isinstance(span + 0, int)


@pytest.mark.parametrize(
    ("written", "spanish"),
    [("1 day", "1 día"), ("30 days", "30 días"), ("6 years", "6 años"), ("1 month", "1 mes"), ("2 months", "2 meses")],
)
def test_a_span_reads_in_spanish(written, spanish):
    assert words(days(written), "es") == spanish


def test_a_plain_number_reads_in_the_unit_it_is_in():
    assert words(20, "en", "minute") == "20 minutes"
    assert words(1, "es", "minute") == "1 minuto"
