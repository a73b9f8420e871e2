"""The numbers that people are known by, and their blind index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models import QuerySet

from wellkept.policy.asks import Permit
from wellkept.vault.code_formats import bare
from wellkept.vault.keys import confirmed_ring
from wellkept.vault.models import Identifier
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals

# kind: the category of data it is. A reference is a person's address at a sender: "sender|Patient/123".
CATEGORIES: dict[str, str] = {
    "member_id": "member.number",
    "subscriber_id": "member.number",
    "record_number": "member.number",
    "cin": "member.cin",
    "mbi": "member.mbi",
    "ssn": "identity.other",
    "reference": "member.number",
}
# The subscriber's number is a whole family's.
SHARED = frozenset({"subscriber_id"})
_AS_IS = frozenset({"reference", "record_number"})
_PLACE = "vault_identifier|sealed"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a person. Spaces, dashes and case do not count, but in a reference or a record number."""

    kind: str
    value: str

    def index(self) -> bytes:
        """The blind index under the plan's key, 16 bytes."""
        value = self.value if self.kind in _AS_IS else bare(self.value)
        return confirmed_ring().index(f"identifier.{self.kind}", value)


def owners(numbers: Iterable[Number]) -> tuple[UUID, ...]:
    """The persons who have any of these numbers; a family's shared number tells nobody apart and is left out."""
    found: dict[UUID, None] = {}
    for number in numbers:
        if number.kind not in SHARED:
            rows = Identifier.objects.filter(kind=number.kind, digest=number.index())
            found.update(dict.fromkeys(rows.order_by("person_id").values_list("person_id", flat=True)))
    return tuple(found)


def put(permit: Permit, numbers: Iterable[Number]) -> int:
    """Keep a person's numbers as far as the permit opens their category; how many were new."""
    person, seals = person_of(permit), Seals(permit.key)
    rows = []
    known = {(kind, bytes(digest)) for kind, digest in _rows(person).values_list("kind", "digest")}
    for number in numbers:
        index = number.index()
        if permit.opens(CATEGORIES[number.kind]) and (number.kind, index) not in known:
            known.add((number.kind, index))
            row = uuid4()
            sealed = seals.seal(number.value.encode(), _PLACE, row)
            rows.append(Identifier(id=row, person_id=person, kind=number.kind, digest=index, sealed=sealed))
    Identifier.objects.bulk_create(rows)
    return len(rows)


def get(permit: Permit) -> tuple[Number, ...]:
    """The person's numbers that the permit opens, without senders' references."""
    person, seals = person_of(permit), Seals(permit.key)
    kinds = [kind for kind, category in CATEGORIES.items() if kind != "reference" and permit.opens(category)]
    rows = _rows(person).filter(kind__in=kinds).order_by("kind", "id").values_list("id", "kind", "sealed")
    return tuple(Number(kind, seals.open(bytes(sealed), _PLACE, row.hex).decode()) for row, kind, sealed in rows)


def _rows(person: UUID) -> QuerySet[Identifier]:
    return Identifier.objects.filter(person_id=person)
