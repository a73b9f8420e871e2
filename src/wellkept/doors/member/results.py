"""Test results and vital signs: the latest of each, and one of them over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext

from wellkept.doors.member import panels, plots
from wellkept.doors.member.page import Sheet, page
from wellkept.doors.member.record_words import advice_of, decimals, normal_words, unit_words, value_words
from wellkept.doors.member.templatetags.senders import sent, woven
from wellkept.doors.shared.templatetags.words import written
from wellkept.doors.shared.visitors import Asked
from wellkept.features.record import Point, Series, list_results

_KINDS = {"health.results": ("record-results", "record-result"), "health.vitals": ("record-vitals", "record-vital")}


@dataclass(frozen=True, slots=True)
class Test:
    """One kind of measurement: its latest value in words, and the small line of all."""

    id: UUID
    title: str
    language: str
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

    id: UUID
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
        "panels": [panels.row_of(panel) for panel in found.found.panels],
        "others": found.found.others,
        "answer": found.found.answer.value,
        "one_page": _KINDS[kind][1],
        "slug": kind.removeprefix("health."),
        "advice": advice_of(kind),
    }
    return Sheet("member/results.html", said, found)


def _one(request: Asked, person: UUID | None, kind: str, entry: UUID) -> Sheet:
    found = list_results(request.visitor, person, kind=kind)
    panel = next((one for one in found.found.panels if any(point.id == entry for point in one.lines[0].points)), None)
    if panel is not None:
        return Sheet("member/panel.html", {"kind": kind, "back": _KINDS[kind][0], **panels.said_of(panel)}, found)
    series = next((one for one in found.found.series if any(point.id == entry for point in one.points)), None)
    if series is None:
        raise Http404
    measured = _measured(series)
    said = {
        "kind": kind,
        "back": _KINDS[kind][0],
        "series": series,
        "test": _test(series),
        "answer": _answer(series, marked=False),
        "heading": _answer(series, marked=True),
        "unit": unit_words(series.unit),
        "plot": plots.plot(
            measured, series.low, series.high, words=lambda value: value_words(value, series.unit, _places(series))
        ),
        "measurements": [_measurement(series, point) for point in reversed(series.points)],
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
        language=series.language,
        latest=value_words(latest.value, series.unit, _places(series)),
        on=latest.on,
        normal=normal_words(series.low, series.high, series.unit),
        verdict=_verdict(series, latest.value),
        outside=plots.is_outside(latest.value, series.low, series.high),
        count=len(measured),
        spark=plots.spark(measured, series.low, series.high) if len(measured) > 1 else None,
    )


def _measurement(series: Series, point: Point) -> Measurement:
    outside = plots.is_outside(point.value, series.low, series.high)
    said = value_words(point.value, series.unit, _places(series))
    return Measurement(point.id, point.on, said, _verdict(series, point.value), outside)


def _answer(series: Series, *, marked: bool) -> str:
    """The title that says the answer: "Hemoglobin A1c fell to 6.8 % on October 15, 2026"; `marked` as HTML."""
    latest = series.points[-1]
    said = {
        "test": sent(series.title, series.language) if marked else series.title,
        "value": value_words(latest.value, series.unit, _places(series)),
        "day": written(latest.on),
    }
    sentence = gettext("%(test)s was %(value)s on %(day)s")
    if len(series.points) > 1:
        sentence = {
            -1: gettext("%(test)s fell to %(value)s on %(day)s"),
            0: gettext("%(test)s stayed at %(value)s on %(day)s"),
            1: gettext("%(test)s rose to %(value)s on %(day)s"),
        }[plots.went(_measured(series))]
    return woven(sentence, **said) if marked else sentence % said


def _verdict(series: Series, value: Decimal) -> str:
    if series.low is None and series.high is None:
        return ""
    if series.low is not None and value < series.low:
        return gettext("Below the usual range")
    if series.high is not None and value > series.high:
        return gettext("Above the usual range")
    return gettext("In the usual range")


def _places(series: Series) -> int:
    """The decimals that all values of a series are written with."""
    return max(decimals(point.value) for point in series.points)
