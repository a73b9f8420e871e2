"""Who stands how to whom: one row per viewer and person, rewritten in the transaction of whatever changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import Count, F

from wellkept.policy.asks import Permit, Scope
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, bits
from wellkept.vault.ages import ADULT, AGES, OWN_CARE, TURNS, birthday, years
from wellkept.vault.models import Detail, Person, Standing
from wellkept.vault.permits import person_of
from wellkept.vault.rows import as_param
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

# The bits of a stored row, in an order of their own that only ever grows at the end: a word added to the policy's
# vocabulary must not change what rows written before it say.
STORED: tuple[str, ...] = (
    "of_age:13",
    "of_age:18",
    "subject:visitor",
    "subject:member",
    "subject:patient",
    "subject:employer_funded",
    "subject:adult",
    "granted",
    "of_age_or_through",
    "consent",
    "authorised",
    "agreement",
    "accepted_terms",
    "app_approved",
    "emergency",
    "basis",
    "noticed",
    *(
        f"{kind}:{choice}"
        for choice in (
            "mailings",
            "texts",
            "calls",
            "subscriptions",
            "advertising",
            "analytics",
            "social",
            "social_updates",
            "location",
            "remember",
            "customise",
            "research",
        )
        for kind in ("opted_in", "not_opted_out")
    ),
    "minor_agrees_or_too_young",
)
_BIT = {name: 1 << place for place, name in enumerate(STORED)}
_BY_BIRTH = ("of_age:13", "of_age:18", "subject:adult", "minor_agrees_or_too_young")
_HERSELF = """
    INSERT INTO "vault_standing" ("person_id", "viewer", "party", "held", "within", "restricted", "valid_until")
    VALUES (%s, %s, 'person.member', %s, '', '', %s)
    ON CONFLICT ("person_id", "viewer") DO UPDATE
    SET "held" = ("vault_standing"."held" & %s) | excluded."held", "valid_until" = excluded."valid_until"
""".strip()


def stored(names: Iterable[str]) -> int:
    """The bits of a row for these facts. Raises KeyError for one that rows do not have."""
    return sum(_BIT[name] for name in set(names))


_OTHER_FACTS = stored(set(STORED) - {*_BY_BIRTH, "subject:member"})


@lru_cache(maxsize=4096)
def conditions(held: int, old_enough: int) -> int:
    """A row's bits as the policy's, where whoever is `old_enough` (13 or 18) may act for herself."""
    names = {name for name, bit in _BIT.items() if held & bit}
    ages = {name for name in names if name.startswith("of_age:")}
    if f"of_age:{old_enough}" in ages:
        names.add("of_age_or_through")
    return bits(names - ages)


def write_scopes(scopes: Iterable[Scope]) -> str:
    """Scopes as a row keeps them; "" for none."""
    written = [[sorted(scope.data), sorted(scope.purposes), sorted(scope.parties)] for scope in scopes]
    return orjson.dumps(written).decode() if written else ""


@lru_cache(maxsize=1024)
def read_scopes(written: str) -> tuple[Scope, ...]:
    """What `write_scopes` wrote. A name that the vocabulary lost covers nothing in a grant; see `facts`."""
    return tuple(
        Scope(data=frozenset(data), purposes=frozenset(purposes), parties=frozenset(parties))
        for data, purposes, parties in (orjson.loads(written) if written else ())
    )


def of_herself(person: UUID, key: bytes, *, on: date) -> None:
    """Write the row of a person with herself: member or not, and how old; other facts in it stay as they are."""
    enrolled = Person.objects.values_list("enrolled", flat=True).get(id=person)
    writes = Writes()
    gather(writes, person, enrolled=enrolled, births=_birth_dates(person, key), on=on)
    writes.write()


def gather(into: Writes, person: UUID, *, enrolled: bool, births: Sequence[date], on: date) -> None:
    """Make ready the row of a person with herself; what somebody else changes in it meanwhile stays."""
    facts = _by_birth(births, on) | ({"subject:member"} if enrolled else set())
    turns = (birthday(born, age) for born in births for age in TURNS)
    until = min((day for day in turns if day > on), default=None)
    herself = as_param(connection, person)
    day = connection.ops.adapt_datefield_value(until)
    into.add(_HERSELF, (herself, herself, stored(facts), day, _OTHER_FACTS))


def grant(permit: Permit, *, viewer: UUID, party: str, data: Iterable[str] = ("*",), until: date | None = None) -> None:
    """Let `viewer` act for the permit's person as `party` (a kind of representative), for the nodes in `data`.

    `until` is the first day on which the grant no longer holds. Raises `UnknownName`.
    """
    person = person_of(permit)
    PARTIES.under(party)
    leaves = DATA.expand(data)
    scope = Scope(data=leaves, purposes=frozenset(PURPOSES.leaves), parties=frozenset(PARTIES.under(party)))
    Standing.objects.update_or_create(
        person_id=person,
        viewer=viewer,
        defaults={
            "party": party,
            "held": stored(("granted", "of_age_or_through")),
            "within": "" if leaves == frozenset(DATA.leaves) else write_scopes((scope,)),
            "valid_until": until,
        },
    )


def withdraw(permit: Permit, *, viewer: UUID) -> bool:
    """End what `viewer` may do for the permit's person; whether there was anything."""
    person = person_of(permit)
    return bool(Standing.objects.filter(person_id=person, viewer=viewer).exclude(viewer=person).delete()[0])


def counted(_permit: Permit, old_enough: int) -> dict[int, int]:
    """How many enrolled people there are for each set of conditions (the policy's bits) that their rows hold."""
    rows = Standing.objects.filter(viewer=F("person_id"), person__enrolled=True)
    grouped = rows.order_by().values_list("held").annotate(number=Count("id"))
    found: dict[int, int] = {}
    for held, number in grouped:
        known = conditions(held, old_enough)
        found[known] = found.get(known, 0) + number
    return found


def kept_conditions(old_enough: int) -> int:
    """All conditions that rows keep, as the policy's bits."""
    return conditions(stored(STORED), old_enough)


def _by_birth(births: Sequence[date], on: date) -> set[str]:
    """What follows from age: from every one of the dates where sources differ, and nothing where it is unknown."""
    ages = [years(born, on) for born in births]
    if not ages:
        return set()
    facts = {f"of_age:{age}" for age in AGES if min(ages) >= age}
    if min(ages) >= ADULT:
        facts.add("subject:adult")
    if max(ages) < OWN_CARE or min(ages) >= ADULT:
        facts.add("minor_agrees_or_too_young")
    return facts


def _birth_dates(person: UUID, key: bytes) -> list[date]:
    rows = Detail.objects.filter(person_id=person, category="identity.birth_date").values_list("id", "sealed")
    seals = Seals(key)
    found = [orjson.loads(seals.open(bytes(sealed), "vault_detail|sealed", row.hex)) for row, sealed in rows]
    return [date.fromisoformat(born) for born in found if born]
