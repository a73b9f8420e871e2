"""Dates, times, money and labels as templates write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from wellkept.doors.shared.templatetags import words
from wellkept.gate.in_force import compiled


@pytest.fixture(autouse=True)
def in_force(monkeypatch):
    now = compiled("model/2026-11")
    monkeypatch.setattr(words, "promised", lambda: now)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "March 3, 2026"), ("es", "3 de marzo de 2026"), ("es-us", "3 de marzo de 2026")]
)
def test_a_date_is_written_out(language, expected):
    with translation.override(language):
        assert words.written(date(2026, 3, 3)) == expected


def test_a_moment_is_told_by_the_plans_clock_with_its_zone():
    moment = datetime(2026, 7, 4, 6, 5, tzinfo=UTC)
    assert words.written_moment(moment) == "July 3, 2026, 11:05 PM PDT"
    with translation.override("es"):
        assert words.written_moment(moment) == "3 de julio de 2026, 11:05 p. m. PDT"


@pytest.mark.parametrize(("hour", "expected"), [(8, "12:30 AM PST"), (20, "12:30 PM PST"), (19, "11:30 AM PST")])
def test_noon_and_midnight_are_twelve(hour, expected):
    assert words.clock(datetime(2026, 1, 5, hour, 30, tzinfo=UTC)) == expected


@pytest.mark.parametrize("nothing", [words.written, words.written_moment, words.money])
def test_nothing_is_no_words(nothing):
    assert nothing(None) == ""


@pytest.mark.parametrize(
    ("amount", "expected"), [(Decimal("1240.5"), "$1,240.50"), (Decimal(-3), "-$3.00"), (0, "$0.00")]
)
def test_money_has_cents_and_its_sign_before_it(amount, expected):
    assert words.money(amount) == expected


def test_labels_follow_the_language():
    assert (words.data_label("claims"), words.party_label("own")) == ("claims", "this site's own code")
    with translation.override("es"):
        assert words.purpose_label("operations.service") == "servicio al cliente"
        assert words.service_label("claims") == "sus reclamaciones"
        assert words.listed(["hijos", "iglesia"]) == "hijos e iglesia"


@pytest.mark.parametrize(
    ("ref", "kind", "address"),
    [
        ("model/2026-11#account", "statement", "/privacy-statement#clause-account"),
        ("model/2026-05#account", "statement", "/privacy-statement/versions/2026-05#clause-account"),
        ("generic/2026-02#treatment", "notice", "/notice-of-privacy-practices/generic#clause-treatment"),
        ("us#own-access", "law", ""),
        ("model#billing-need", "plan", ""),
    ],
)
def test_a_citation_leads_to_its_passage_where_it_has_one(ref, kind, address):
    assert words.passage_link(SimpleNamespace(ref=ref, kind=kind)) == address


def test_a_capital_leaves_the_rest_alone():
    assert words.capital("iPhone") == "IPhone"
    assert words.capital("") == ""
