"""What a person says of herself: what she is called, the languages she needs, and how she wants to be written to.

Each is a detail of the source "person.member", sealed under her key beside what her enrolment says, and heard first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import details, on_record
from wellkept.vault.models import Detail
from wellkept.vault.permits import person_of
from wellkept.vault.person_record import Language
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

SOURCE = "person.member"
NAME, LANGUAGES, NEEDS, MESSAGES = (
    "identity.preferred_name",
    "profile.languages",
    "profile.accessibility",
    "profile.message_kinds",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledBy:
    """The first name that a person wants to hear, and how it is said."""

    first: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What makes the plan's letters and calls usable."""

    large_print: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """As far as the permit opens them. `messages` are the purposes wanted by channel, None where nobody ever said."""

    name: CalledBy = field(default_factory=CalledBy)
    languages: tuple[Language, ...] = ()
    needs: Needs = field(default_factory=Needs)
    messages: Mapping[str, tuple[str, ...]] | None = None


def read(permit: Permit) -> Preferences:
    """What the permit opens of the person's preferences; of languages, the enrolment's where she said nothing."""
    said = details.get(permit, (NAME, LANGUAGES, NEEDS, MESSAGES))
    wanted = said.get(MESSAGES)
    return Preferences(
        name=CalledBy(**said.get(NAME, {})),
        languages=tuple(Language(**found) for found in said.get(LANGUAGES, ())),
        needs=Needs(**said.get(NEEDS, {})),
        messages=None if wanted is None else {channel: tuple(kinds) for channel, kinds in wanted.items()},
    )


def tell(permit: Permit, category: str, value: Any, *, at: datetime) -> Any:  # noqa: ANN401 - JSON of the category
    """Keep what the person says of one category; what she said before (None: nothing).

    An empty value takes her word back, and what her enrolment says is heard again. Raises ValueError for a category
    that the permit does not open.
    """
    if not permit.opens(category):
        raise ValueError(f"a permit for {', '.join(permit.ask.data)} does not open {category}")
    before, writes = _own(permit, category), Writes()
    known = on_record.of_each((permit,), SOURCE)[person_of(permit)].details
    details.gather(permit, writes, {category: value}, kept=known, source=SOURCE, at=at)
    writes.write()
    return before


def _own(permit: Permit, category: str) -> Any:  # noqa: ANN401 - JSON of the category
    rows = Detail.objects.filter(person_id=person_of(permit), category=category, source=SOURCE)
    row = rows.values_list("id", "sealed").first()
    return (
        None if row is None else orjson.loads(Seals(permit.key).open(bytes(row[1]), "vault_detail|sealed", row[0].hex))
    )


def value_of(said: CalledBy | Needs) -> dict[str, Any]:
    """What is kept of a name or of needs: {} where nothing is said, which takes the word back."""
    return {name: value for name, value in asdict(said).items() if value}
