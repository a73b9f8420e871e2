"""People of the tests, made through the same doors as real ones."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.people import find_person
from wellkept.gate import admit, admit_once, put_in_force
from wellkept.identity.systems import CLOCK, feed
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits
from wellkept.vault import people

SIGNED_ON = bits(["signed_on", "identified", "own_site", "cookies_accepted", "requested"])
MODEL = "model/2026-11"


def promise(version: str = MODEL) -> None:
    """Put a statement in force in the test's house."""
    put_in_force(version, at=datetime.now(UTC), told="nobody, this is a test")


def somebody(*, enrolled: bool = True) -> UUID:
    """A person on record, without any data yet."""
    return people.make(admit_once(CLOCK, find_person, purpose="operations.enrolment"), enrolled=enrolled)


def grown_up() -> UUID:
    """A person of whom enrolment says nothing but a birth date long ago."""
    person = somebody()
    permit = admit(feed("feed.enrolment"), take_in_enrolments, of=person, purpose="operations.enrolment")
    people.take_in(permit, {"identity.birth_date": "1948-03-02"}, known_by=(), source="feed.enrolment")
    return person


def member(person: UUID) -> Visitor:
    """The person herself, signed in."""
    return Visitor(
        kind=Kind.MEMBER,
        party="person.member",
        account=uuid4(),
        person=person,
        held=SIGNED_ON,
        request="a" * 32,
        proved_at=datetime.now(UTC),
    )


def staff(role: str = "workforce.member_services") -> Visitor:
    """One of the staff."""
    return Visitor(kind=Kind.STAFF, party=role, account=uuid4(), held=SIGNED_ON, request="b" * 32)


def stranger() -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(kind=Kind.STRANGER, party="person.visitor", request="c" * 32)
