"""Letters that an office prints: who may, what is written down, what is over, and nothing left for long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tests.applicants import HERE, begin, on_record
from tests.features.test_outbox import STATEMENTS
from tests.people import promise, staff, stranger
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.exits import kept
from wellkept.features import letters, registration
from wellkept.features.letters import IsOver
from wellkept.features.outbox import send_waiting
from wellkept.features.registration import LETTER_LASTS, Kind
from wellkept.gate import Refused
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.vault import outbox
from wellkept.vault.models import Letter

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def ada(house):
    promise()
    return on_record(email="")


def asked(at=NOON):
    """A registration letter on the desk."""
    person = begin(at=at)
    registration.ask_code(stranger(), person, Kind.POST, address=HERE, at=at)
    send_waiting(CLOCK, write, at=at)
    return Letter.objects.latest("made").id


def entries(person):
    found = Entry.objects.filter(verb__startswith="letters.", subject=permit_for(person).subject)
    return list(found.order_by("number").values_list("verb", "verdict"))


@pytest.mark.promise("I1")
@pytest.mark.parametrize("version", STATEMENTS)
@pytest.mark.parametrize("role", ["workforce.member_services", "workforce.privacy"])
def test_a_registration_letter_is_printed_sent_and_put_back_in_the_members_book(ada, version, role):
    promise(version)
    letter, dana = asked(), staff(role)
    [waiting] = letters.list_letters(dana, at=NOON).waiting
    assert (waiting.id, waiting.person, waiting.until) == (letter, ada, NOON + LETTER_LASTS)
    assert not letters.mark_sent(dana, letter, at=NOON)  # nobody sends what nobody printed
    assert letters.print_letter(dana, letter, at=NOON).startswith(b"%PDF-")
    assert letters.mark_sent(dana, letter, at=NOON)
    assert not letters.mark_sent(dana, letter, at=NOON)
    desk = letters.list_letters(dana, at=NOON + timedelta(days=1))
    assert (desk.waiting, [one.id for one in desk.sent]) == ((), [letter])
    assert letters.take_back_sent(dana, letter)
    assert [one.id for one in letters.list_letters(dana, at=NOON).waiting] == [letter]
    assert (
        entries(ada)[-6:]
        == [
            ("letters.print", "allowed"),
            ("letters.print", "done"),
            *[("letters.mark_sent", "allowed"), ("letters.mark_sent", "done"), ("letters.mark_sent", "allowed")],
            *[("letters.take_back_sent", "allowed"), ("letters.take_back_sent", "done")],
        ][-6:]
    )


@pytest.mark.parametrize("role", ["workforce.clinician", "workforce.billing", "workforce.support", "workforce.web"])
def test_other_roles_have_no_letters(ada, role):
    letter = asked()
    for verb in (letters.list_letters, letters.count_waiting):
        with pytest.raises(Refused):
            verb(staff(role))
    for verb in (letters.print_letter, letters.mark_sent, letters.take_back_sent):
        with pytest.raises(Refused):
            verb(staff(role), letter)
    assert Letter.objects.get().printed is None


def test_a_letter_whose_code_is_over_is_not_printed_or_sent(ada):
    letter, dana, later = asked(), staff(), NOON + LETTER_LASTS
    letters.print_letter(dana, letter, at=NOON)
    desk = letters.list_letters(dana, at=later)
    assert (desk.waiting, [one.id for one in desk.over]) == ((), [letter])
    with pytest.raises(IsOver):
        letters.print_letter(dana, letter, at=later)
    assert not letters.mark_sent(dana, letter, at=later)


def test_what_is_counted_is_what_can_still_be_sent(ada):
    asked(at=datetime.now(UTC) - LETTER_LASTS - timedelta(days=1))
    asked(at=datetime.now(UTC))
    assert letters.count_waiting(staff()) == 1


def test_some_time_after_it_was_sent_nothing_of_a_letter_is_left(ada):
    letter = asked()
    letters.print_letter(staff(), letter, at=NOON)
    letters.mark_sent(staff(), letter, at=NOON)
    assert letters.remove_ended(CLOCK, at=NOON + letters.KEPT_FOR) == 0
    assert letters.remove_ended(CLOCK, at=NOON + letters.KEPT_FOR + timedelta(seconds=1)) == 1
    assert not Letter.objects.exists()
    assert kept.one(permit_for(ada), letter) is None
    assert letters.print_letter(staff(), letter, at=NOON) is None


def test_no_letter_has_an_id_that_nobody_was_given(ada):
    assert letters.print_letter(staff(), uuid4()) is None
    assert not letters.mark_sent(staff(), uuid4())
    assert not letters.take_back_sent(staff(), uuid4())


def test_what_a_print_room_takes_is_on_no_desk(ada, monkeypatch):
    taken = []

    class Room:
        party, agreement_until = "", None

        def send(self, _permit, message):
            taken.append(message.id)

    from wellkept.features import carrying

    monkeypatch.setattr(carrying, "carriers", lambda: {"post": Room()})
    registration.ask_code(stranger(), begin(at=NOON), Kind.POST, address=HERE, at=NOON)
    assert send_waiting(CLOCK, write, at=NOON) == 1
    assert len(taken) == 1
    assert not Letter.objects.exists()


def test_a_letter_to_an_office_is_printed_too(ada, monkeypatch):
    from wellkept.features import telling
    from wellkept.vault.contact_points import Kind as Way

    monkeypatch.setattr(telling, "_of_office", lambda *_: iter([(Way.POST, "Privacy Office\n12 Delphinium Way")]))
    with transaction.atomic():
        outbox.leave_for_office(permit_for(None), notice="account_not_me", office="privacy_officer", words={}, at=NOON)
    assert send_waiting(CLOCK, write, at=NOON) == 1
    letter, dana = Letter.objects.get(person=None).id, staff()
    assert letters.print_letter(dana, letter, at=NOON).startswith(b"%PDF-")
    assert letters.mark_sent(dana, letter, at=NOON)
    assert letters.take_back_sent(dana, letter)
