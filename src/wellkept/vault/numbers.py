"""The numbers that people are known by, and their blind index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db.models import QuerySet

from wellkept.policy.asks import Permit
from wellkept.vault.code_formats import bare
from wellkept.vault.keys import confirmed_ring
from wellkept.vault.models import Identifier
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

# kind: the category of data it is. A reference is a person's address at a sender: "sender|Patient/123"; a name is
# what `of_name` makes of a name and a day of birth.
CATEGORIES: dict[str, str] = {
    "member_id": "member.number",
    "subscriber_id": "member.number",
    "record_number": "member.number",
    "cin": "member.cin",
    "mbi": "member.mbi",
    "ssn": "identity.other",
    "reference": "member.number",
    "name": "identity.name",
}
# The subscriber's number is a whole family's.
SHARED = frozenset({"subscriber_id"})
# A person has one at a time, so that another one under the same address is somebody else's.
_OWN = frozenset({"member_id", "cin", "mbi"})
_AS_IS = frozenset({"reference", "record_number", "name"})
# These only find somebody; they are shown to nobody as numbers.
_ONLY_FIND = frozenset({"reference", "name"})
_PLACE = "vault_identifier|sealed"
_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a person. Spaces, dashes and case do not count, but in a reference or a record number."""

    kind: str
    value: str

    def index(self) -> bytes:
        """The blind index under the plan's key, 16 bytes."""
        value = self.value if self.kind in _AS_IS else bare(self.value)
        return confirmed_ring().index(f"identifier.{self.kind}", value)


def of_name(first: str, last: str, born: date) -> Number:
    """A name with a day of birth, by which somebody is found; accents, case and what is no letter do not count."""
    said = (unicodedata.normalize("NFKD", part).casefold() for part in (first, last))
    letters = ("".join(sign for sign in part if sign.isalpha()) for part in said)
    return Number("name", "|".join((*letters, born.isoformat())))


def owners(known_by: Sequence[Sequence[Number]]) -> list[tuple[UUID, ...]]:
    """For each, the persons who have any of its numbers, without those that a family shares."""
    telling = [{(number.kind, number.index()) for number in some if number.kind not in SHARED} for some in known_by]
    asked = sorted(set().union(*telling))
    people: dict[tuple[str, bytes], list[UUID]] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        kinds = {kind for kind, _ in some}
        rows = Identifier.objects.filter(kind__in=kinds, digest__in=[digest for _, digest in some])
        for kind, digest, person in rows.order_by("person_id").values_list("kind", "digest", "person_id"):
            people.setdefault((kind, bytes(digest)), []).append(person)
    return [tuple(sorted({person for number in numbers for person in people.get(number, ())})) for numbers in telling]


def contradict(kept: AbstractSet[tuple[str, bytes]], known_by: Sequence[Number]) -> bool:
    """Whether somebody with the numbers `kept` (as `OnRecord.numbers`) has others of these kinds, and none of these.

    A sender's references do not count.
    """
    telling = {(number.kind, number.index()) for number in known_by if number.kind in _OWN}
    kinds = {kind for kind, _ in telling}
    same_kind = {(kind, digest) for kind, digest in kept if kind in kinds}
    return bool(same_kind) and not same_kind & telling


def gather(permit: Permit, into: Writes, numbers: Iterable[Number], *, kept: AbstractSet[tuple[str, bytes]]) -> int:
    """Make ready a person's numbers as far as the permit opens their category; how many are new."""
    new = [
        row for row in rows(permit, person_of(permit), Seals(permit.key), numbers) if (row.kind, row.digest) not in kept
    ]
    for row in new:
        into.insert(row)
    return len(new)


def rows(permit: Permit, person: UUID, seals: Seals, numbers: Iterable[Number]) -> list[Identifier]:
    """The rows of a person's numbers as far as the permit opens their category, each once."""
    found: dict[tuple[str, bytes], Identifier] = {}
    for number in numbers:
        index = number.index()
        if permit.opens(CATEGORIES[number.kind]) and (number.kind, index) not in found:
            row = uuid4()
            sealed = seals.seal(number.value.encode(), _PLACE, row)
            found[number.kind, index] = Identifier(
                id=row, person_id=person, kind=number.kind, digest=index, sealed=sealed
            )
    return list(found.values())


def get(permit: Permit) -> tuple[Number, ...]:
    """The person's numbers that the permit opens, without what only finds her."""
    person, seals = person_of(permit), Seals(permit.key)
    kinds = [kind for kind, category in CATEGORIES.items() if kind not in _ONLY_FIND and permit.opens(category)]
    rows = _rows(person).filter(kind__in=kinds).order_by("kind", "id").values_list("id", "kind", "sealed")
    return tuple(Number(kind, seals.open(bytes(sealed), _PLACE, row.hex).decode()) for row, kind, sealed in rows)


def _rows(person: UUID) -> QuerySet[Identifier]:
    return Identifier.objects.filter(person_id=person)
