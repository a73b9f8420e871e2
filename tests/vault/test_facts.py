"""Facts: what the gate learns of a viewer and a person, in as few queries as there are databases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.days import today
from tests.vault.conftest import known_of, permit_for
from wellkept.policy.asks import closed_labels
from wellkept.policy.vocabulary import CONDITIONS, DATA, SENSITIVE, bits
from wellkept.vault import erasure, facts, people, representation, standing
from wellkept.vault.models import Standing
from wellkept.vault.sealing import subject


def born(person, on):
    people.take_in(permit_for(person), {"identity.birth_date": on.isoformat()}, known_by=(), source="feed.enrolment")


def years_ago(years, *, days=0):
    now = today()
    return date(now.year - years, now.month, min(now.day, 28)) + timedelta(days=days)


def test_a_member_stands_to_herself_as_the_member(ada):
    known = known_of(ada, ada)
    assert known.party == "person.member"
    assert known.held == bits(["subject:member"])
    assert known.subject == subject(known.key)


def test_another_member_is_anyone(ada):
    known = known_of(uuid4(), ada)
    assert known.party == "public"
    assert known.within == ()
    assert not known.held & bits(["granted"])


def test_staff_have_no_party_here(ada):
    assert known_of(None, ada).party == ""


def test_nobody_has_facts_about_someone_who_was_never_made(house):
    known = known_of(None, uuid4())
    assert (known.held, known.subject, known.key) == (0, None, None)


@pytest.mark.parametrize(
    ("years", "old_enough", "may"), [(12, 13, False), (13, 13, True), (15, 18, False), (18, 18, True)]
)
def test_age_counts_by_the_statements_own_limit(ada, years, old_enough, may):
    born(ada, years_ago(years))
    held = known_of(ada, ada, old_enough=old_enough).held
    assert bool(held & bits(["of_age_or_through"])) is may


@pytest.mark.parametrize(("years", "holds"), [(11, True), (12, False), (17, False), (18, True)])
def test_a_minor_of_an_age_to_agree_alone_is_neither_too_young_nor_grown(ada, years, holds):
    born(ada, years_ago(years))
    assert bool(known_of(None, ada).held & bits(["minor_agrees_or_too_young"])) is holds


def test_an_unknown_birth_date_is_never_old_enough(ada):
    assert not known_of(ada, ada).held & bits(["of_age_or_through"])


def test_of_two_birth_dates_the_younger_counts(ada):
    born(ada, years_ago(30))
    said = {"identity.birth_date": years_ago(10).isoformat()}
    people.take_in(permit_for(ada), said, known_by=(), source="feed.claims")
    known = known_of(ada, ada, old_enough=13).held
    assert not known & bits(["of_age_or_through", "minor_agrees_or_too_young", "subject:adult"])


def test_a_birthday_takes_effect_when_somebody_looks(ada):
    born(ada, years_ago(18))
    row = Standing.objects.get(person_id=ada, viewer=ada)
    row.held, row.valid_until = standing.stored({"subject:member", "of_age:13"}), today()
    row.save()
    assert known_of(ada, ada).held & bits(["of_age_or_through"])
    assert Standing.objects.get(person_id=ada, viewer=ada).valid_until is None


def test_a_daughter_is_let_in_for_what_was_granted_until_it_ends(house, ada):
    daughter = people.make(permit_for(None), enrolled=True)
    tomorrow = today() + timedelta(days=1)
    standing.grant(permit_for(ada), viewer=daughter, party="representative.invited", data=("claims",), until=tomorrow)
    known = known_of(daughter, ada)
    assert known.party == "representative.invited"
    assert known.held & bits(["granted", "of_age_or_through"]) == bits(["granted", "of_age_or_through"])
    assert known.within[0].covers("claims.medical", "member.access", "representative.invited")
    assert not known.within[0].covers("health.results", "member.access", "representative.invited")
    assert representation.acts_for(permit_for(daughter)) == ((ada, "representative.invited"),)
    Standing.objects.filter(viewer=daughter, person_id=ada).update(valid_until=today())
    assert known_of(daughter, ada).party == "public"
    assert not known_of(daughter, ada).held & bits(["granted"])
    assert representation.acts_for(permit_for(daughter)) == ()


def test_a_grant_can_be_withdrawn_but_not_ones_own_standing(house, ada):
    daughter = people.make(permit_for(None), enrolled=True)
    standing.grant(permit_for(ada), viewer=daughter, party="representative.personal")
    assert known_of(daughter, ada).within == ()
    assert standing.withdraw(permit_for(ada), viewer=daughter)
    assert not standing.withdraw(permit_for(ada), viewer=ada)
    assert known_of(daughter, ada).party == "public"
    assert known_of(ada, ada).party == "person.member"


def test_a_restriction_is_read_with_the_facts(ada):
    scope = standing.Scope(
        data=frozenset({"health.results"}), purposes=frozenset({"treatment.care"}), parties=frozenset()
    )
    Standing.objects.filter(person_id=ada).update(restricted=standing.write_scopes([scope]))
    assert known_of(None, ada).restricted == (scope,)


def test_facts_cost_one_query_per_database(ada):
    known_of(ada, ada)
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        known_of(ada, ada)
    together = connections["default"].vendor == "postgresql"
    assert (len(data), len(keys)) == ((1, 0) if together else (1, 1))


def test_facts_of_many_come_together(house):
    persons = [people.make(permit_for(None), enrolled=True) for _ in range(5)]
    with CaptureQueriesContext(connections["default"]) as data:
        known = facts.of_each(None, persons, on=today())
    assert len(data) == 1
    assert len({one.subject for one in known.values()}) == 5


def test_after_an_erasure_there_are_no_facts(ada):
    permit = permit_for(ada)
    erasure.erase(permit)
    known = known_of(ada, ada)
    assert (known.held, known.subject, known.key, known.party) == (0, None, None, "public")


def test_every_condition_that_can_be_a_fact_of_a_person_has_a_stored_bit():
    of_the_request = {"requested", "device_permission", "cookies_accepted", "public_page", "own_site"}
    of_the_request |= {"signed_on", "identified"}
    stored = {name for name in standing.STORED if not name.startswith("of_age:")}
    assert stored <= set(CONDITIONS)
    assert {name for name in CONDITIONS if ":" in name} <= stored
    assert set(CONDITIONS) - stored <= of_the_request | {"agreement"}


def test_stored_bits_never_move():
    first = (
        "of_age:13",
        "of_age:18",
        "subject:visitor",
        "subject:member",
        "subject:patient",
        "subject:employer_funded",
    )
    assert standing.STORED[:6] == first
    assert standing.STORED[7] == "granted"
    assert standing.STORED[17:19] == ("opted_in:mailings", "not_opted_out:mailings")
    assert standing.STORED[40:42] == ("not_opted_out:research", "minor_agrees_or_too_young")
    assert len(standing.STORED) <= 63


def test_labels_on_stored_records_keep_their_bits():
    assert SENSITIVE[:8] == tuple(
        f"sensitive.{name}"
        for name in (
            "mental_health",
            "substance_use",
            "sexual_health",
            "reproductive",
            "hiv",
            "genetic",
            "violence",
            "gender",
        )
    )
    assert closed_labels(DATA.leaves) == 0
