"""What is known of a viewer and a person when an ask is decided. Only the gate reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from wellkept.policy.asks import Scope
from wellkept.vault import keys, scopes, standing
from wellkept.vault.ages import ADULT
from wellkept.vault.models import DependantFact
from wellkept.vault.rows import as_param, id_of, marks
from wellkept.vault.sealing import subject

_COLUMNS = "s.person_id, s.viewer, s.party, s.held, s.within, s.restricted, s.valid_until, s.valid_from"
_AT_ONCE = 300
# A signed-on member without any standing to the person is anyone, never "the member".
_ANYONE = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The facts of one viewer and one person.

    `party` is the class that the viewer is of for this person, "" where only the visitor can say (staff, feeds).
    `held` are conditions as the policy's bits. `subject` and `key` are None for someone erased or never made.
    """

    party: str
    held: int
    within: tuple[Scope, ...]
    restricted: tuple[Scope, ...]
    subject: bytes | None
    key: bytes | None = field(repr=False)


def of(viewer: UUID | None, person: UUID, *, on: date, old_enough: int = ADULT) -> Known:
    """The facts for one person. `viewer` is the person who looks, None for staff, feeds and the program.

    `on` is the plan's own day, `old_enough` the age (13 or 18) at which the statement lets somebody act for herself.
    Raises `KeyMissing`.
    """
    return of_each(viewer, (person,), on=on, old_enough=old_enough)[person]


def of_each(viewer: UUID | None, persons: Sequence[UUID], *, on: date, old_enough: int = ADULT) -> dict[UUID, Known]:
    """The facts for each of them, in one query where data and keys are in one database, else in two."""
    known: dict[UUID, Known] = {}
    for start in range(0, len(persons), _AT_ONCE):
        some = persons[start : start + _AT_ONCE]
        rows, opened = _read(viewer, some)
        if _renewed(rows, opened, on):
            rows, opened = _read(viewer, some)
        for person in some:
            known[person] = _known(rows.get(person, {}), viewer, person, opened.get(person), on, old_enough)
    return known


def reasons_of(person: UUID) -> frozenset[str]:
    """The purposes for which facts about dependants of this person were given."""
    return frozenset(DependantFact.objects.filter(person_id=person).values_list("reason", flat=True).distinct())


_Rows = dict[UUID, dict[UUID, tuple[Any, ...]]]


def _read(viewer: UUID | None, persons: Sequence[UUID]) -> tuple[_Rows, dict[UUID, bytes]]:
    """Standing by person and viewer, and the keys."""
    connection = connections["default"]
    together = connection.vendor == "postgresql"
    wrapped, join = (
        (", k.wrapped", "LEFT JOIN keys.vault_memberkey k ON k.person = s.person_id") if together else ("", "")
    )
    asked = [as_param(connection, person) for person in persons]
    looking = [] if viewer is None else [as_param(connection, viewer)]
    or_viewer = " OR s.viewer = %s" if looking else ""
    sql = (
        f"SELECT {_COLUMNS}{wrapped} FROM vault_standing s {join} "  # noqa: S608
        f"WHERE s.person_id IN ({marks(len(asked))}) AND (s.viewer = s.person_id{or_viewer})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, asked + looking)
        found = cursor.fetchall()
    rows: _Rows = {}
    opened: dict[UUID, bytes] = {}
    for row in found:
        person = id_of(row[0])
        rows.setdefault(person, {})[id_of(row[1])] = row[2:8]
        if together and row[8] and person not in opened:
            opened[person] = keys.unwrapped(person, row[8])
    return rows, opened if together else keys.keys_of(persons)


def _renewed(rows: _Rows, opened: dict[UUID, bytes], today: date) -> bool:
    """Write anew the rows of people with themselves that are past their day (a birthday); whether there were any."""
    due = [person for person, by in rows.items() if person in by and person in opened and _over(by[person], today)]
    for person in due:
        standing.of_herself(person, opened[person], on=today)
    return bool(due)


def _over(row: tuple[Any, ...], today: date) -> bool:
    return row[4] is not None and str(row[4]) <= today.isoformat()


def _not_yet(row: tuple[Any, ...], today: date) -> bool:
    return row[5] is not None and str(row[5]) > today.isoformat()


def _known(
    by: dict[UUID, tuple[Any, ...]],
    viewer: UUID | None,
    person: UUID,
    key: bytes | None,
    today: date,
    old_enough: int,
) -> Known:
    if key is None:
        by = {}
    own = by.get(person)
    other = by.get(viewer) if viewer is not None else None
    if other is not None and (_over(other, today) or _not_yet(other, today)):
        other = None
    held = (own[1] if own else 0) | (other[1] if other else 0)
    party = "" if viewer is None else other[0] if other else _ANYONE
    return Known(
        party=party,
        held=standing.conditions(held, old_enough),
        within=scopes.holding(other[2], today) if other else (),
        restricted=scopes.holding(own[3], today) if own else (),
        subject=subject(key) if key else None,
        key=key,
    )
