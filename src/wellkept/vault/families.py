"""Families as the sender of enrolment files has them: one subscriber's number, and how each is related to her.

A subscriber acts for minor children by birth or adoption; by enrolment nobody acts for a husband or wife, a stepchild,
a ward or foster child, or a child of whom the sender says that somebody else has custody (X12 005010X220A1, loops
2000, 2100F and 2100G).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from wellkept.policy.asks import Permit
from wellkept.vault import details
from wellkept.vault.models import Detail, Identifier, Progress
from wellkept.vault.permits import person_of

# INS02: 19 child, 09 adopted child.
_CHILDREN = frozenset({"19", "09"})
# NM101 of loops 2100F and 2100G: S3 custodial parent, GD guardian, E1 legally responsible, LR legal representative.
_IN_CHARGE = frozenset({"S3", "GD", "E1", "LR"})
_ENROLMENT = "coverage.enrolment"
_READ = (_ENROLMENT, "identity.name", "identity.birth_date", "family.representation")
# A record that was read before the last look may be written after it.
_OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How somebody stands in a family. `family` is the subscriber's number; `in_charge` are names in plain letters."""

    person: UUID
    family: str
    is_subscriber: bool
    relationship: str
    held_closely: bool
    born: date | None
    named: str
    in_charge: tuple[str, ...]

    def is_child_of(self, other: Relation) -> bool:
        """Whether the sender says that `other` is the parent, and that nobody else is in charge."""
        related = self.family != "" and self.family == other.family and other.is_subscriber and not self.is_subscriber
        nobody_else = not self.in_charge or other.named in self.in_charge
        return related and self.relationship in _CHILDREN and not self.held_closely and nobody_else


def relation(permit: Permit) -> Relation | None:
    """How the permit's person stands in her family; None where no enrolment record says so or it is not open."""
    said = details.get(permit, _READ)
    record = said.get(_ENROLMENT)
    if not isinstance(record, dict):
        return None
    numbers = record.get("identifiers") or {}
    born = said.get("identity.birth_date")
    held = (record.get("standing") or {}).get("restricted_access")
    itself = bool(record.get("is_subscriber"))
    return Relation(
        person=person_of(permit),
        family=str(numbers.get("subscriber_id") or (numbers.get("member_id") if itself else "") or ""),
        is_subscriber=itself,
        relationship=str(record.get("relationship") or ""),
        held_closely=bool(held),
        born=date.fromisoformat(born) if born else None,
        named=_plain(said.get("identity.name") or {}),
        in_charge=tuple(
            _plain(one.get("name") or {})
            for one in said.get("family.representation") or ()
            if one.get("code") in _IN_CHARGE
        ),
    )


def together(_permit: Permit, persons: Sequence[UUID]) -> tuple[tuple[UUID, ...], ...]:
    """The families of these people that have more than one member, by the subscriber's number alone."""
    mine = Identifier.objects.filter(person_id__in=persons, kind="subscriber_id").values("digest")
    rows = Identifier.objects.filter(kind="subscriber_id", digest__in=mine).order_by("person_id")
    found: dict[bytes, list[UUID]] = {}
    for digest, person in rows.values_list("digest", "person_id"):
        found.setdefault(bytes(digest), []).append(person)
    return tuple(tuple(dict.fromkeys(some)) for some in found.values() if len(set(some)) > 1)


def enrolled_since(_permit: Permit, job: str, *, at: datetime, limit: int = 100) -> tuple[tuple[UUID, ...], datetime]:
    """People whose enrolment changed since the job last came by, and what to hand to `come_to` when they are done."""
    until = Progress.objects.filter(job=job).values_list("until", flat=True).first()
    rows = Detail.objects.filter(category=_ENROLMENT)
    new = rows.filter(received__gt=until) if until else rows
    some = list(new.order_by("received").values_list("person_id", "received")[:limit])
    if len(some) < limit:
        return tuple(person for person, _ in some), max(until or at - _OVERLAP, at - _OVERLAP)
    last = some[-1][1]
    alike = rows.filter(received=last).values_list("person_id", flat=True)
    return tuple(dict.fromkeys([*(person for person, _ in some), *alike])), last


def come_to(_permit: Permit, job: str, until: datetime) -> None:
    """Keep how far a job has come."""
    Progress.objects.update_or_create(job=job, defaults={"until": until})


def _plain(name: dict[str, Any]) -> str:
    """A name in capitals without accents, as enrolment files write it."""
    words = f"{name.get('first', '')} {name.get('last', '')}".split()
    letters = unicodedata.normalize("NFKD", " ".join(words))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).upper()
