"""Home says what needs somebody now; coverage says whether one is covered, once for each plan."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.doors.member.conftest import page
from wellkept.doors.shared.coverage_lines import lines_of
from wellkept.features.coverage import CoveragePeriod


def period(**said):
    usual = {
        "id": uuid4(), "line": "PPO", "line_code": "PPO", "plan": "Silver", "level": "", "began": date(2023, 1, 1),
        "ended": None, "status": "active", "subscriber_id": "", "relationship": "", "payer": "", "group": "",
        "network": "",
    }  # fmt: skip
    return CoveragePeriod(**(usual | said))


def test_home_puts_what_was_refused_and_what_is_owed_first(site):
    text = page(site.signed_in("rosa"), "/home")
    assert "Hello, Rosa Delgado" in text
    needs = re.findall(r'class="need__heading">(.*?)</h3>', text)
    assert needs == ["We did not pay for: Office visit", "You may owe $75.00"]
    assert "It is for 3 visits and medicines of the last 60 days." in text
    assert text.index("What needs you now") < text.index("Latest claims") < text.index("Larkspur Silver PPO")


def test_where_nothing_needs_somebody_home_is_calm(site):
    text = page(site.signed_in("avery"), "/home")
    assert "Nothing right now." in text
    assert "No claims yet." in text
    assert "You are not covered today." in text


@pytest.mark.promise("M6")
def test_coverage_answers_first(site):
    covered, not_covered = page(site.signed_in("rosa"), "/coverage"), page(site.signed_in("avery"), "/coverage")
    assert "You are covered today" in covered
    assert "January 1, 2023" in covered
    assert "You are not covered today" in not_covered
    assert "We have no coverage of yours on file" in not_covered


def test_what_two_senders_tell_of_one_plan_is_shown_once_in_words():
    found = lines_of([period(line="HIP", line_code="HIP"), period(line="Preferred provider organization", group="G1")])
    assert [(line.plan, line.words, line.group) for line in found] == [
        ("Silver", "Preferred provider organization", "G1")
    ]
    ended = date(2023, 1, 1) + timedelta(days=90)
    assert len(lines_of([period(), period(ended=ended)])) == 2


def test_the_line_at_the_foot_quotes_the_clause_and_the_last_look(site):
    text = page(site.signed_in("rosa"), "/claims")
    foot = text[text.index('class="why"') :]
    assert "nobody else looked lately" in foot
    assert re.search(r'<a href="/privacy-statement#clause-[a-z-]+">', foot)
    site.look_as_staff("rosa")
    assert re.search(
        r"last seen by someone else on [^<]+: member services staff", page(site.signed_in("rosa"), "/claims")
    )
