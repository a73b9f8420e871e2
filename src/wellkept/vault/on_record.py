"""What is on record of several people before a load adds to it, in a few queries for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault.models import Detail, Identifier, Person
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals

_BIRTH = "identity.birth_date"


@dataclass(slots=True)
class OnRecord:
    """What one person has: `details` of one source as (row, digest) by category, `numbers` as kind and blind index.

    `births` are the sealed birth dates by source, with their rows.
    """

    enrolled: bool = False
    details: dict[str, tuple[UUID, bytes]] = field(default_factory=dict)
    numbers: set[tuple[str, bytes]] = field(default_factory=set)
    births: dict[str, tuple[UUID, bytes]] = field(default_factory=dict)

    def birth_dates(self, seals: Seals, newly: Mapping[str, str | None]) -> list[date]:
        """Every source's word on the day of birth; `newly` is what some source says from now on, by source."""
        kept = {
            source: orjson.loads(seals.open(sealed, "vault_detail|sealed", row.hex))
            for source, (row, sealed) in self.births.items()
            if source not in newly
        }
        return [date.fromisoformat(born) for born in (kept | dict(newly)).values() if born]


def of_each(permits: Sequence[Permit], source: str) -> dict[UUID, OnRecord]:
    """What there is of each permit's person; of details what `source` has said. At most a few hundred people."""
    persons = [person_of(permit) for permit in permits]
    found = {person: OnRecord() for person in persons}
    for person, enrolled in Person.objects.filter(id__in=persons).values_list("id", "enrolled"):
        found[person].enrolled = enrolled
    said = Detail.objects.filter(person_id__in=persons, source=source)
    for person, category, row, content in said.values_list("person_id", "category", "id", "content"):
        found[person].details[category] = (row, bytes(content))
    births = Detail.objects.filter(person_id__in=persons, category=_BIRTH)
    for person, teller, row, sealed in births.values_list("person_id", "source", "id", "sealed"):
        found[person].births[teller] = (row, bytes(sealed))
    numbers = Identifier.objects.filter(person_id__in=persons)
    for person, kind, digest in numbers.values_list("person_id", "kind", "digest"):
        found[person].numbers.add((kind, bytes(digest)))
    return found
