"""Test results and vital signs: the latest of each, and one of them over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext

from wellkept.doors.member import plots
from wellkept.doors.member.page import Sheet, page
from wellkept.doors.member.record_words import advice_of, decimals, plain, unit_words, value_words
from wellkept.doors.shared.templatetags.words import written
from wellkept.doors.shared.visitors import Asked
from wellkept.features.record import Series, list_results

_KINDS = {"health.results": ("record-results", "record-result"), "health.vitals": ("record-vitals", "record-vital")}


@dataclass(frozen=True, slots=True)
class Test:
    """One kind of measurement: its latest value in words, and the small line of all."""

    id: UUID
    title: str
    latest: str
    on: date
    normal: str
    verdict: str
    outside: bool
    count: int
    spark: plots.Spark | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """A row of the table under a plot, newest first."""

    on: date
    value: str
    verdict: str
    outside: bool


@page("record")
def results(request: Asked, person: UUID | None) -> Sheet:
    """The latest of each test."""
    return _list(request, person, "health.results")


@page("record")
def vitals(request: Asked, person: UUID | None) -> Sheet:
    """The latest of each vital sign."""
    return _list(request, person, "health.vitals")


@page("record")
def result(request: Asked, person: UUID | None, entry: UUID) -> Sheet:
    """One test over time; the address names one of its measurements, so that it says nothing of the test."""
    return _one(request, person, "health.results", entry)


@page("record")
def vital(request: Asked, person: UUID | None, entry: UUID) -> Sheet:
    """One vital sign over time."""
    return _one(request, person, "health.vitals", entry)


def _list(request: Asked, person: UUID | None, kind: str) -> Sheet:
    found = list_results(request.visitor, person, kind=kind)
    tests = [_test(series) for series in found.found.series]
    said = {
        "kind": kind,
        "tests": sorted(tests, key=lambda test: (not test.outside, test.title.casefold())),
        "ranged": any(test.normal for test in tests),
        "outside": sum(test.outside for test in tests),
        "others": found.found.others,
        "answer": found.found.answer.value,
        "one_page": _KINDS[kind][1],
        "slug": kind.removeprefix("health."),
        "advice": advice_of(kind),
    }
    return Sheet("member/results.html", said, found)


def _one(request: Asked, person: UUID | None, kind: str, entry: UUID) -> Sheet:
    found = list_results(request.visitor, person, kind=kind)
    series = next((one for one in found.found.series if any(point.id == entry for point in one.points)), None)
    if series is None:
        raise Http404
    measured = _measured(series)
    said = {
        "kind": kind,
        "back": _KINDS[kind][0],
        "series": series,
        "test": _test(series),
        "answer": _answer(series),
        "unit": unit_words(series.unit),
        "plot": plots.plot(
            measured, series.low, series.high, words=lambda value: value_words(value, series.unit, _places(series))
        ),
        "measurements": [_measurement(series, on, value) for on, value in reversed(measured)],
    }
    return Sheet("member/result.html", said, found)


def _measured(series: Series) -> list[plots.Measured]:
    return [(point.on, point.value) for point in series.points]


def _test(series: Series) -> Test:
    latest = series.points[-1]
    measured = _measured(series)
    return Test(
        id=latest.id,
        title=series.title,
        latest=value_words(latest.value, series.unit, _places(series)),
        on=latest.on,
        normal=normal_words(series),
        verdict=_verdict(series, latest.value),
        outside=plots.is_outside(latest.value, series.low, series.high),
        count=len(measured),
        spark=plots.spark(measured, series.low, series.high) if len(measured) > 1 else None,
    )


def _measurement(series: Series, on: date, value: Decimal) -> Measurement:
    outside = plots.is_outside(value, series.low, series.high)
    return Measurement(on, value_words(value, series.unit, _places(series)), _verdict(series, value), outside)


def _answer(series: Series) -> str:
    """The title that says the answer: "Hemoglobin A1c fell to 6.8 % on October 15, 2026"."""
    latest = series.points[-1]
    said = {
        "test": series.title,
        "value": value_words(latest.value, series.unit, _places(series)),
        "day": written(latest.on),
    }
    if len(series.points) == 1:
        return gettext("%(test)s was %(value)s on %(day)s") % said
    return {
        -1: gettext("%(test)s fell to %(value)s on %(day)s"),
        0: gettext("%(test)s stayed at %(value)s on %(day)s"),
        1: gettext("%(test)s rose to %(value)s on %(day)s"),
    }[plots.went(_measured(series))] % said


def _verdict(series: Series, value: Decimal) -> str:
    if series.low is None and series.high is None:
        return ""
    if series.low is not None and value < series.low:
        return gettext("Below the usual range")
    if series.high is not None and value > series.high:
        return gettext("Above the usual range")
    return gettext("In the usual range")


def normal_words(series: Series) -> str:
    """The reference range in words, "" where the laboratory gave none."""
    low, high = series.low, series.high
    if low is not None and high is not None:
        return gettext("%(low)s to %(high)s") % {"low": plain(low), "high": value_words(high, series.unit)}
    if high is not None:
        return gettext("up to %(high)s") % {"high": value_words(high, series.unit)}
    return gettext("%(low)s or more") % {"low": value_words(low, series.unit)} if low is not None else ""


def _places(series: Series) -> int:
    """The decimals that all values of a series are written with."""
    return max(decimals(point.value) for point in series.points)
