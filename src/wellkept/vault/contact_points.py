"""Ways to reach a person: those that she gave and verified, and those that her enrolment brought.

What enrolment says stays where it is: a contact point of the source "enrolment" is a view on it. A point's id is a
keyed digest of its kind and value under the person's key, so the same address is the same point wherever it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wellkept.policy.asks import Permit
from wellkept.vault import details, keys
from wellkept.vault.models import ContactPoint
from wellkept.vault.permits import person_of
from wellkept.vault.person_record import PostalAddress
from wellkept.vault.sealing import Seals

_PLACE = "vault_contact_point|sealed"
_LONGEST = 254  # RFC 5321, section 4.5.3.1.3, less the brackets
_DIGITS = range(8, 16)  # E.164 allows fifteen
_OF_NORTH_AMERICA = 10


class Kind(StrEnum):
    """The ways that a message can take."""

    EMAIL = "email"
    TEXT = "text"
    VOICE = "voice"
    POST = "post"


LEAVES: Mapping[Kind, str] = {
    Kind.EMAIL: "contact.email",
    Kind.TEXT: "contact.mobile",
    Kind.VOICE: "contact.phone",
    Kind.POST: "contact.postal",
}
_KINDS = {leaf: kind for kind, leaf in LEAVES.items()}
ENROLMENT, MEMBER = "enrolment", "member"


class NoContact(ValueError):
    """What was given is no address or number of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A way to reach the person. `value` is an e-mail address, a number as +15555550100, or lines of an address."""

    id: UUID
    kind: Kind
    value: str
    source: str
    verified_at: datetime | None = None
    preferred: bool = False

    @property
    def usable(self) -> bool:
        """Whether something may be sent there: it was verified, or the enrolment vouches for it."""
        return self.verified_at is not None or self.source == ENROLMENT


def listed(permit: Permit) -> tuple[Point, ...]:
    """The person's points, as far as the permit opens their kinds; the preferred first, then her own."""
    person, seals = person_of(permit), Seals(permit.key)
    opened = {leaf for leaf in _KINDS if permit.opens(leaf)}
    points = {point.id: point for point in _enrolled(permit, seals, opened)}
    kinds = [_KINDS[leaf] for leaf in opened]
    for row in ContactPoint.objects.filter(person_id=person, kind__in=kinds).order_by("made", "id"):
        known = points.get(row.id)
        if row.sealed:
            value = seals.open(bytes(row.sealed), _PLACE, row.id.hex).decode()
            known = Point(id=row.id, kind=Kind(row.kind), value=value, source=known.source if known else MEMBER)
        if known:
            points[row.id] = replace(known, verified_at=row.verified_at, preferred=row.preferred)
    return tuple(sorted(points.values(), key=lambda one: (not one.preferred, one.verified_at is None)))


def one(permit: Permit, point: UUID) -> Point | None:
    """One of the person's points; None where it is gone, closed, or another's."""
    return next((found for found in listed(permit) if found.id == point), None)


def preferred(permit: Permit) -> Point | None:
    """The usable point to write to where nobody chose: the preferred, else e-mail before text before post."""
    usable = [found for found in listed(permit) if found.usable and found.kind is not Kind.VOICE]
    order = list(Kind)
    return min(usable, key=lambda one: (not one.preferred, order.index(one.kind)), default=None)


def add(permit: Permit, *, kind: Kind, value: str, at: datetime) -> UUID:
    """Keep another way to reach the person, not yet verified; its id. Raises `NoContact`, and ValueError if closed."""
    person, seals = person_of(permit), Seals(permit.key)
    _must_open(permit, kind)
    said = standard(kind, value)
    point = _id(seals, kind, said)
    ContactPoint.objects.get_or_create(
        id=point,
        defaults={
            "person_id": person,
            "kind": kind,
            "source": MEMBER,
            "digest": _index(kind, said),
            "made": at,
            "sealed": seals.seal(said.encode(), _PLACE, point),
        },
    )
    return point


def verify(permit: Permit, point: UUID, *, at: datetime) -> bool:
    """Note that the person showed that she reads what is sent there; whether there is such a point."""
    return _note(permit, point, at=at, verified_at=at)


def prefer(permit: Permit, point: UUID, *, at: datetime) -> bool:
    """Make a usable point the one to write to; whether it is usable."""
    found = one(permit, point)
    if found is None or not found.usable:
        return False
    with transaction.atomic():
        ContactPoint.objects.filter(person_id=person_of(permit), preferred=True).update(preferred=False)
        return _note(permit, point, at=at, preferred=True)


def remove(permit: Permit, point: UUID) -> bool:
    """Forget a point that the person gave; what enrolment says is put right by its sender."""
    found = one(permit, point)
    rows = ContactPoint.objects.filter(person_id=person_of(permit), id=point)
    return found is not None and bool(rows.delete()[0])


def holders(_permit: Permit, kind: Kind, value: str) -> tuple[UUID, ...]:
    """The persons who gave and verified this address or number. Raises `NoContact`."""
    rows = ContactPoint.objects.filter(digest=_index(kind, standard(kind, value)), verified_at__isnull=False)
    return tuple(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


def standard(kind: Kind, value: str) -> str:
    """The one spelling that is kept. Raises `NoContact`."""
    said = value.strip()
    if kind is Kind.EMAIL:
        local, _, domain = said.rpartition("@")
        return _mail(f"{local}@{domain.lower()}")
    return _number(said) if kind in (Kind.TEXT, Kind.VOICE) else _post(said)


def post_value(address: PostalAddress) -> str:
    """A postal address as a point keeps it: its lines."""
    last = " ".join(part for part in (address.city, address.state, address.zip_code) if part)
    return "\n".join(line for line in (*address.lines, last, address.country) if line)


def _mail(said: str) -> str:
    try:
        validate_email(said)
    except ValidationError:
        raise NoContact("this is no e-mail address") from None
    if len(said) > _LONGEST or not said.isascii():
        raise NoContact("this is no e-mail address that every mail server takes")
    return said


def _number(said: str) -> str:
    digits = re.sub(r"[\s().-]", "", said)
    plain = digits.removeprefix("+")
    if not (plain.isascii() and plain.isdigit()) or len(plain) not in _DIGITS:
        raise NoContact("this is no telephone number")
    if digits.startswith("+"):
        return digits
    return f"+1{plain}" if len(plain) == _OF_NORTH_AMERICA else f"+{plain}"


def _post(said: str) -> str:
    lines = [" ".join(line.split()) for line in said.splitlines()]
    lines = [line for line in lines if line]
    if not 2 <= len(lines) <= 6 or any(len(line) > 60 or not line.isprintable() for line in lines):  # noqa: PLR2004
        raise NoContact("a postal address has two to six lines of at most sixty characters")
    return "\n".join(lines)


def _enrolled(permit: Permit, seals: Seals, opened: set[str]) -> Iterator[Point]:
    """What the enrolment says, as points; what cannot be written to is left out."""
    for category, said in details.get(permit, tuple(sorted(opened))).items():
        kind = _KINDS[category]
        for value in said:
            try:
                spelt = standard(kind, post_value(_address(value)) if kind is Kind.POST else value["value"])
            except NoContact:
                continue
            yield Point(id=_id(seals, kind, spelt), kind=kind, value=spelt, source=ENROLMENT)


def _address(said: Mapping[str, Any]) -> PostalAddress:
    known = {name: said[name] for name in asdict(PostalAddress()) if name in said}
    return PostalAddress(**{**known, "lines": tuple(said.get("lines", ()))})


def _note(permit: Permit, point: UUID, *, at: datetime, **changed: object) -> bool:
    """Write something about a point; of one that the enrolment has, a row without its value."""
    found = one(permit, point)
    if found is None:
        return False
    row = {
        "person_id": person_of(permit),
        "kind": found.kind,
        "source": found.source,
        "digest": _index(found.kind, found.value),
        "made": at,
    }
    ContactPoint.objects.update_or_create(id=point, defaults=changed, create_defaults={**row, **changed})
    return True


def _must_open(permit: Permit, kind: Kind) -> None:
    if not permit.opens(LEAVES[kind]):
        raise ValueError(f"a permit for {', '.join(permit.ask.data)} does not open contact points for {kind}")


def _id(seals: Seals, kind: Kind, value: str) -> UUID:
    return UUID(bytes=seals.digest("contact_point", orjson.dumps([kind, value.casefold()])))


def _index(kind: Kind, value: str) -> bytes:
    return keys.confirmed_ring().index(f"contact_point.{kind}", value.casefold())
