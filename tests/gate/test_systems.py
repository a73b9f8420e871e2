"""A registered system asks for what is meant for systems, whatever else its party may have."""

from uuid import uuid4

import pytest

from tests.people import promise
from wellkept.features.claims import list_claims
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.people import find_person
from wellkept.features.systems import list_systems, register_system, revoke_system, see_itself
from wellkept.gate import VERBS, Refused, admit, admit_each, admit_once, coded, offered
from wellkept.identity.systems import CLOCK, FEEDS, SYSTEMS, feed, system
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.asks import Reason
from wellkept.policy.vocabulary import bits

pytestmark = pytest.mark.promise("I7")


@pytest.fixture
def asking(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield system(uuid4(), "feed.enrolment", proved="certificate")


def test_no_verb_is_a_systems_unless_it_says_so(asking):
    meant = {name for name, declared in VERBS.items() if declared.systems}
    assert meant >= {"systems.sign_in", "systems.see_itself"}
    assert not meant & {"claims.list", "people.find", "systems.list", "systems.register", "staff.add"}
    assert {name for name, _, _ in offered(asking)} == meant


def test_a_system_is_refused_what_its_party_may_and_it_may_not(asking):
    for verb, purpose in ((find_person, "operations.enrolment"), (list_systems, "site.security")):
        with pytest.raises(Refused) as refused:
            admit(asking, verb, purpose=purpose)
        assert refused.value.decision.reason is Reason.SCOPE
    person = uuid4()
    assert admit_each(asking, list_claims, of=[person], purpose="member.access") == {}


@pytest.mark.parametrize(
    "visitor",
    [
        Visitor(kind=Kind.STRANGER, party="person.visitor"),
        Visitor(kind=Kind.OFFICE, party="provider.office", held=bits(["signed_on", "agreement"])),
        Visitor(kind=Kind.OFFICE, party="provider.office_administrator", held=bits(["signed_on", "agreement"])),
        Visitor(kind=Kind.FEED, party="feed.claims", held=bits(["agreement"])),
    ],
    ids=lambda visitor: visitor.party,
)
def test_nobody_but_the_plan_says_which_systems_there_are(asking, visitor):
    for verb in (register_system, revoke_system, list_systems):
        with pytest.raises(Refused):
            admit(visitor, verb, purpose="site.security")
        admit(CLOCK, verb, purpose="site.security")


def test_what_was_once_permitted_to_a_party_is_not_thereby_permitted_to_its_systems(asking, monkeypatch):
    monkeypatch.setattr(take_in_enrolments, "declared", _of_people(take_in_enrolments.declared))
    admit_once(feed("feed.enrolment"), take_in_enrolments, purpose="operations.enrolment")
    with pytest.raises(Refused):
        admit_once(asking, take_in_enrolments, purpose="operations.enrolment")


def _of_people(declared):
    from dataclasses import replace

    return replace(declared, systems=False)


def test_each_system_stands_in_the_book_by_itself(asking):
    other = system(uuid4(), asking.party, proved="certificate")
    mine, theirs = (admit_once(one, see_itself, purpose="site.security") for one in (asking, other))
    assert mine.visitor == asking.ident
    assert theirs.visitor == other.ident


def test_a_systems_party_is_never_a_persons_or_the_plans_own(asking):
    assert set(FEEDS) <= SYSTEMS
    assert not any(party.startswith(("person", "representative", "workforce", "network")) for party in SYSTEMS)
    assert "provider.practitioner" not in SYSTEMS
    parties = {does.verb: does.parties for does in coded()}
    assert not any(party.startswith("vendor.") for party in parties["claims.list"])
