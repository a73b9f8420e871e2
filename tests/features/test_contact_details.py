"""A member changes how she is reached: the new address shows that it is hers, the old one is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.features.test_outbox import HOME, STATEMENTS, Company
from tests.people import member, promise, somebody, staff
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.exits import kept
from wellkept.exits.kept import Keeping
from wellkept.features import carrying, contact_details
from wellkept.features.contact_details import Kind, NoContact, NotHers, NoWayThere, TooOften
from wellkept.features.outbox import send_waiting
from wellkept.gate import Refused
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.vault import people
from wellkept.vault.models import Outgoing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW = "new@example.org"


@pytest.fixture
def ada(house):
    promise()
    person = somebody()
    said = {"contact.email": [{"system": "email", "value": "old@example.org"}], "contact.postal": [HOME]}
    people.take_in(permit_for(person), said, known_by=(), source="feed.enrolment")
    return person


def add(ada, kind=Kind.EMAIL, value=NEW, at=NOON):
    return contact_details.add_contact(member(ada), ada, kind, value, at=at)


def sent(ada, at=NOON):
    send_waiting(CLOCK, write, at=at)
    return [(one.message.to, one.message.text) for one in kept.kept(permit_for(ada))]


def code_in(text):
    return re.search(r"\b\d{6,8}\b", text)[0]


def verified(ada):
    return {one.value for one in contact_details.list_contacts(member(ada), ada) if one.verified_at}


@pytest.mark.promise("I8")
@pytest.mark.parametrize("version", STATEMENTS)
def test_a_new_address_is_verified_by_a_code_and_the_old_one_is_told(ada, version):
    promise(version)
    point = add(ada)
    [(to, text)] = sent(ada)
    assert to == NEW
    assert verified(ada) == set()
    assert contact_details.verify_contact(member(ada), ada, point, code_in(text), at=NOON)
    assert verified(ada) == {NEW}
    later = sent(ada)[1:]
    assert [to for to, _ in later] == ["old@example.org"]
    assert NEW not in later[0][1]
    assert Entry.objects.filter(verb="contact_details.verify", verdict="done").count() == 1


def test_a_wrong_code_verifies_nothing_and_tells_nobody(ada):
    point = add(ada)
    wrong = f"{(int(code_in(sent(ada)[0][1])) + 1) % 10**6:06}"
    assert not contact_details.verify_contact(member(ada), ada, point, wrong, at=NOON)
    assert verified(ada) == set()
    assert len(sent(ada)) == 1


def test_an_address_for_letters_gets_its_code_by_letter(ada):
    point = add(ada, Kind.POST, "34 Moss Street\nLarkspur Bay CA 90001")
    [(to, text)] = sent(ada)
    assert to.startswith("34 Moss")
    assert "21 days" in text
    assert contact_details.verify_contact(member(ada), ada, point, code_in(text), at=NOON + timedelta(days=20))


def test_a_number_for_calls_gets_no_code(ada):
    add(ada, Kind.VOICE, "555-555-0100")
    assert sent(ada) == []


def test_the_preferred_point_changes_and_the_one_before_is_told(ada):
    point = add(ada)
    contact_details.verify_contact(member(ada), ada, point, code_in(sent(ada)[0][1]), at=NOON)
    contact_details.prefer_contact(member(ada), ada, point, at=NOON)
    assert [to for to, _ in sent(ada)] == [NEW, "old@example.org"]
    old = next(one.id for one in contact_details.list_contacts(member(ada), ada) if one.value == "old@example.org")
    contact_details.prefer_contact(member(ada), ada, old, at=NOON)
    assert [to for to, _ in sent(ada)][2:] == [NEW]


def test_what_is_not_verified_is_not_preferred(ada):
    point = add(ada)
    with pytest.raises(NotHers):
        contact_details.prefer_contact(member(ada), ada, point, at=NOON)


def test_her_own_point_goes_and_the_enrolments_stays(ada):
    point = add(ada)
    contact_details.remove_contact(member(ada), ada, point, at=NOON)
    [old, _] = contact_details.list_contacts(member(ada), ada)
    with pytest.raises(NotHers):
        contact_details.remove_contact(member(ada), ada, old.id, at=NOON)


def test_nobody_has_an_address_flooded(ada):
    point = add(ada)
    for _ in range(4):
        contact_details.send_code(member(ada), ada, point, at=NOON)
    with pytest.raises(TooOften):
        contact_details.send_code(member(ada), ada, point, at=NOON)
    with pytest.raises(TooOften):
        add(ada, value="another@example.org")
    assert "another@example.org" not in {one.value for one in contact_details.list_contacts(member(ada), ada)}
    contact_details.send_code(member(ada), ada, point, at=NOON + timedelta(minutes=61))


def test_where_no_clause_lets_a_code_go_nothing_is_kept(ada, monkeypatch):
    promise("caloptima/2019-07-11")
    monkeypatch.setattr(carrying, "carriers", lambda: {"email": Company(), "post": Keeping("post")})
    with pytest.raises(NoWayThere):
        add(ada)
    assert len(contact_details.list_contacts(member(ada), ada)) == 2
    assert Outgoing.objects.count() == 0


def test_what_is_no_address_is_not_kept(ada):
    with pytest.raises(NoContact):
        add(ada, value="nonsense")


def test_another_person_changes_nothing(ada):
    point = add(ada)
    other = somebody()
    for visitor in (member(other), staff("workforce.analyst")):
        with pytest.raises(Refused):
            contact_details.verify_contact(visitor, ada, point, "000000", at=NOON)
        with pytest.raises(Refused):
            contact_details.add_contact(visitor, ada, Kind.EMAIL, "eve@example.org", at=NOON)
        with pytest.raises(Refused):
            contact_details.list_contacts(visitor, ada)
    with pytest.raises(NotHers):
        contact_details.verify_contact(member(other), other, point, "000000", at=NOON)
