"""The last step: one account, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from tests.applicants import ADA, BY_EMAIL, CHOSEN, create, messages, on_record, ticket
from tests.features.test_outbox import STATEMENTS
from tests.people import member, promise
from tests.vault.conftest import permit_for
from wellkept.features import contact_details, registration
from wellkept.features.registration import AlreadyRegistered, Extra, Kind, NotProved, TooYoung
from wellkept.features.registration.account import TICKET, Fault, NameTaken, NoContact
from wellkept.gate import promised
from wellkept.identity import accounts, one_time
from wellkept.identity.accounts import opened_by
from wellkept.identity.models import Account
from wellkept.ledger.models import Entry
from wellkept.vault import contact_points, details, people

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWERS = {"first_job": "Larkspur Bay", "first_concert": "The Ferns"}


@pytest.fixture
def ada(house):
    promise()
    return on_record()


@pytest.mark.promise("I1")
@pytest.mark.parametrize("version", STATEMENTS)
def test_there_is_an_account_after_the_proof_and_its_owner_is_told(ada, version):
    promise(version)
    proved = ticket(at=NOON)
    assert not Account.objects.exists()
    assert create(proved, at=NOON) is None
    made = opened_by(CHOSEN.user_name, CHOSEN.password)
    assert made
    assert made.person == ada
    to, text = messages(ada, at=NOON)[-1]
    assert to == BY_EMAIL[1]
    assert "made for you" in text
    assert Entry.objects.filter(verb="registration.create", verdict="done").count() == 1
    assert {one.value for one in contact_details.list_contacts(member(ada), ada)} >= {CHOSEN.email, BY_EMAIL[1]}
    assert people.profile(permit_for(ada)).languages[0].code == "vie"


def test_a_new_address_gets_nothing_until_it_is_verified(ada):
    create(ticket(at=NOON), at=NOON, phone="555-555-0142")
    points = {one.value: one for one in contact_points.listed(permit_for(ada))}
    assert not points[CHOSEN.email].usable
    assert points["+15555550142"].kind is Kind.VOICE
    assert contact_points.preferred(permit_for(ada)).value == BY_EMAIL[1]


@pytest.mark.promise("I1")
@pytest.mark.parametrize("version", STATEMENTS)
def test_security_answers_network_and_doctor_only_where_the_statement_asks_for_them(ada, version):
    promise(version)
    create(ticket(at=NOON), at=NOON, answers=ANSWERS, network="Fern Valley", pcp="Dr. Iris Moss")
    made = Account.objects.get(person=ada)
    said = details.get(permit_for(ada), ("coverage.network", "coverage.pcp"))
    if not version.startswith("caloptima"):
        assert registration.extras() == frozenset()
        assert made.answers == ""
        assert said == {}
        return
    assert registration.extras() == frozenset(Extra)
    assert accounts.answer_is(made.id, "first_job", " larkspur  bay ")
    assert not accounts.answer_is(made.id, "first_job", "Fern")
    assert "Larkspur" not in made.answers
    assert "Ferns" not in made.answers
    assert said == {"coverage.network": {"name": "Fern Valley"}, "coverage.pcp": {"name": "Dr. Iris Moss"}}


def test_what_the_enrolment_says_of_the_doctor_stays_what_is_shown(ada):
    promise("caloptima/2019-07-11")
    said = {"coverage.pcp": {"name": "Dr. Enrolled"}}
    people.take_in(permit_for(ada), said, known_by=(), source="feed.enrolment")
    create(ticket(at=NOON), at=NOON, pcp="Dr. Wished")
    assert details.get(permit_for(ada), ("coverage.pcp",)) == said


def test_a_proof_makes_one_account(ada):
    proved = ticket(at=NOON)
    create(proved, at=NOON)
    with pytest.raises(NotProved):
        create(proved, at=NOON, user_name="another")
    assert Account.objects.count() == 1


def test_a_proof_is_over_after_half_an_hour(ada):
    proved = ticket(at=NOON)
    with pytest.raises(NotProved):
        create(proved, at=NOON + timedelta(minutes=30))


def test_a_made_up_proof_opens_nothing(ada):
    with pytest.raises(NotProved):
        create("x" * 43, at=NOON)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "short"}, Fault.SHORT),
        ({"password": "aaaaaaaaaaaaaaaaaaaaaaa"}, Fault.COMMON),
    ],
)
def test_a_password_that_will_not_do_leaves_the_proof_as_it_is(ada, wrong, told):
    proved = ticket(at=NOON)
    assert create(proved, at=NOON, **wrong) is told
    assert not Account.objects.exists()
    assert create(proved, at=NOON) is None


@pytest.mark.parametrize("wrong", [{"email": "nothing"}, {"phone": "12"}])
def test_what_is_no_address_leaves_nothing_behind(ada, wrong):
    proved = ticket(at=NOON)
    with pytest.raises(NoContact):
        create(proved, at=NOON, **wrong)
    assert not Account.objects.exists()
    assert create(proved, at=NOON) is None


def test_a_taken_name_leaves_the_proof_as_it_is(ada):
    accounts.make_account("ada.w", "some other words entirely", at=NOON, person=on_record(ADA))
    people_ = details.get(permit_for(ada), ("contact.email",))
    with pytest.raises(NameTaken):
        create(_again(ada), at=NOON)
    assert details.get(permit_for(ada), ("contact.email",)) == people_
    assert Account.objects.filter(person=ada).count() == 0


def _again(person):
    return one_time.make(TICKET, person, at=NOON, lasts=timedelta(minutes=30))


def test_whatever_fails_at_the_end_leaves_no_account_and_the_proof_as_it_was(ada, monkeypatch):
    proved = ticket(at=NOON)

    def fails(*_, **__):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(people, "take_in", fails)
        with pytest.raises(RuntimeError):
            create(proved, at=NOON)
    assert not Account.objects.exists()
    assert CHOSEN.email not in {one.value for one in contact_points.listed(permit_for(ada))}
    assert create(proved, at=NOON) is None


def test_who_got_an_account_meanwhile_gets_no_second_one(ada):
    proved = ticket(at=NOON)
    accounts.make_account("ada", "some other words entirely", at=NOON, person=ada)
    with pytest.raises(AlreadyRegistered):
        create(proved, at=NOON)


def test_who_closed_an_account_may_register_again(ada):
    create(ticket(at=NOON), at=NOON)
    accounts.close(Account.objects.get().id)
    later = NOON + timedelta(days=1)
    assert create(ticket(at=later), at=later, user_name="ada.again") is None
    assert Account.objects.filter(person=ada).count() == 2


@pytest.mark.promise("I4")
@pytest.mark.parametrize("version", STATEMENTS)
def test_the_verb_itself_refuses_a_child_whatever_came_before(ada, version):
    promise(version)
    born = date(NOON.year - promised().old_enough + 1, 12, 31)
    people.take_in(permit_for(ada), {"identity.birth_date": born.isoformat()}, known_by=(), source="feed.enrolment")
    with pytest.raises(TooYoung):
        create(_again(ada), at=NOON)
    assert not Account.objects.exists()


def test_fifty_with_proofs_of_one_person_make_one_account(ada):
    proved = _again(ada)

    def one(n):
        try:
            create(proved, at=NOON, user_name=f"ada.{n}")
        except (NotProved, AlreadyRegistered):
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(one, range(10))) == 1
    assert Account.objects.count() == 1


def test_two_who_take_a_name_at_once_are_one(house):
    promise()
    persons = [on_record(ADA, email=f"ada{n}@example.org") for n in range(8)]
    tickets = [_again(person) for person in persons]

    def one(proved):
        try:
            create(proved, at=NOON)
        except NameTaken:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, tickets)) == 1
    assert Account.objects.count() == 1
