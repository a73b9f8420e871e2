"""Whoever registers in a test: a member on record, what she types, and the code that reaches her."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tests.people import somebody, stranger
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.exits import kept
from wellkept.features import registration
from wellkept.features.outbox import send_waiting
from wellkept.features.registration import Chosen, Claim, Kind, Number
from wellkept.identity.systems import CLOCK
from wellkept.vault import people

HOME = {"lines": ["12 Fern Street"], "city": "Larkspur Bay", "state": "CA", "zip_code": "90001-2345"}
ADA = Claim(
    first="Ada", last="Whitlock", born=date(1980, 4, 5), zip_code="90001", number=Number("member_id", "LH00000018")
)
CHOSEN = Chosen(user_name="ada.w", password="larkspur in bloom today", email="ada.new@example.org", spoken="vie")
HERE = "192.0.2.1"
BY_EMAIL = ("email", "ada@example.org")


def on_record(claim: Claim = ADA, *, email: str = "ada@example.org", numbers: tuple[Number, ...] = ()) -> UUID:
    """A member of whom the enrolment says all that the claim says."""
    person = somebody()
    said = {
        "identity.name": {"last": claim.last.upper(), "first": claim.first.upper()},
        "identity.birth_date": claim.born.isoformat(),
        "contact.postal": [HOME],
        "contact.email": [{"system": "email", "value": email}] if email else [],
    }
    known_by = (claim.number, *numbers)
    people.take_in(permit_for(person), said, known_by=known_by, source="feed.enrolment")
    return person


def begin(claim: Claim = ADA, *, at: datetime, address: str = HERE) -> UUID:
    return registration.begin(stranger(), claim, address=address, at=at)


def messages(person: UUID, *, at: datetime) -> list[tuple[str, str]]:
    """(to, text) of all that the plan has sent her so far."""
    send_waiting(CLOCK, write, at=at)
    return [(one.message.to, one.message.text) for one in kept.kept(permit_for(person))]


def code_sent(person: UUID, *, at: datetime) -> str:
    """The code in the last message to her."""
    found = re.search(r"\b\d{6,8}\b", messages(person, at=at)[-1][1])
    assert found
    return found[0]


def ticket(claim: Claim = ADA, *, at: datetime, kind: Kind = Kind.EMAIL, address: str = HERE) -> str:
    """What opens the last step, come by as she would."""
    person = begin(claim, at=at, address=address)
    registration.ask_code(stranger(), person, kind, address=address, at=at)
    proved = registration.prove(stranger(), person, code_sent(person, at=at), address=address, at=at)
    assert proved
    return proved


def create(proved: str, *, at: datetime, chosen: Chosen = CHOSEN, **more):
    return registration.create(stranger(), proved, replace(chosen, **more), address=HERE, at=at)
