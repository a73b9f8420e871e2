"""Grants: who may act for whom, in what, from when to when, why, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import orjson
from django.db import transaction
from django.db.models import Q, QuerySet

from wellkept.policy.asks import Permit, Scope
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.vault.models import Grant, Standing
from wellkept.vault.permits import person_of
from wellkept.vault.scopes import Timed, write_timed
from wellkept.vault.sealing import Seals
from wellkept.vault.standing import stored

_PLACE = "vault_grant|sealed"
# A look is for the member's own access; everything else that a verb serves changes something.
_LOOKS = frozenset({"member.access", "member.trail"})
# Without a name nobody could be told whose pages these are.
_ALWAYS = ("identity.name", "identity.preferred_name")
# Nobody who acts for a member lets others in, or touches how the member signs in.
_NEVER = DATA.expand(("family.representation", "family.documents", "account"))
_MOST = 200

Closes = tuple[tuple[date, tuple[str, ...]], ...]


class Basis(StrEnum):
    """By what right somebody acts."""

    INVITED = "invited"
    ENROLMENT = "enrolment"
    DOCUMENT = "document"


class By(StrEnum):
    """Who or what ended a grant."""

    MEMBER = "member"
    HELPER = "helper"
    STAFF = "staff"
    AGE = "age"
    TIME = "time"
    ENROLMENT = "enrolment"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a grant is about.

    `data` are nodes of the data tree; `acts` False is looking only. `ends` is the first day on which it no longer
    holds. `closes` are leaves that close on a day, such as a minor's own care. `called` is the viewer's name as the
    member knows it.
    """

    party: str
    basis: Basis
    begins: date
    ends: date | None
    data: tuple[str, ...] = ("*",)
    acts: bool = True
    called: str = ""
    reason: str = ""
    closes: Closes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A grant on record. `called` and `reason` are "" for the helper; `opened` is what a minor opened again."""

    id: UUID
    person: UUID
    viewer: UUID
    terms: Terms
    opened: tuple[str, ...]
    made: datetime
    ended: datetime | None
    ended_by: str

    def is_live(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.is_open(on) and self.terms.begins <= on

    def is_open(self, on: date) -> bool:
        """Whether it holds on a day or will later on."""
        return self.ended is None and (self.terms.ends is None or on < self.terms.ends)

    def closed(self, on: date) -> tuple[str, ...]:
        """The leaves that are closed by then, but for what the minor opened again."""
        found = {leaf for day, leaves in self.terms.closes if day <= on for leaf in leaves}
        return tuple(leaf for leaf in DATA.leaves if leaf in found - set(self.opened))


def start(permit: Permit, *, viewer: UUID, terms: Terms, at: datetime) -> UUID:
    """Let `viewer` act for the permit's person; a grant between the two that still holds is replaced.

    Raises `UnknownName`.
    """
    person, row = person_of(permit), uuid4()
    DATA.expand(terms.data)
    PARTIES.under(terms.party)
    sealed = Seals(permit.key).seal(orjson.dumps([terms.called, terms.reason]), _PLACE, row)
    with transaction.atomic():
        _open(person).filter(viewer=viewer).update(ended=at, ended_by=By.REPLACED)
        Grant.objects.create(
            id=row,
            person_id=person,
            viewer=viewer,
            party=terms.party,
            basis=terms.basis,
            data=_json(terms.data),
            acts=terms.acts,
            begins=terms.begins,
            ends=terms.ends,
            closes=_json([[day.isoformat(), list(leaves)] for day, leaves in terms.closes]),
            made=at,
            sealed=sealed,
        )
        _stand(person, viewer, terms, ())
    return row


def end(permit: Permit, grant: UUID, *, by: By, at: datetime) -> Granted | None:
    """End a grant of the permit's person for good; None where there is none that still holds."""
    return _end(Q(id=grant), person_of(permit), by, at)


def end_between(permit: Permit, viewer: UUID, *, by: By, at: datetime) -> Granted | None:
    """End whatever `viewer` holds for the permit's person; None where that is nothing."""
    return _end(Q(viewer=viewer), person_of(permit), by, at)


def change(permit: Permit, grant: UUID, *, data: Iterable[str], acts: bool, ends: date) -> bool:
    """Give a grant that still holds another scope and end; whether there is one. Raises `UnknownName`."""
    wanted = tuple(data)
    DATA.expand(wanted)
    return _rewrite(permit, grant, data=_json(wanted), acts=acts, ends=ends)


def open_again(permit: Permit, grant: UUID, leaves: Iterable[str]) -> bool:
    """What of her own care a minor opens to this viewer, and nothing else; whether there is such a grant."""
    return _rewrite(permit, grant, opened=_json(sorted(DATA.expand(tuple(leaves)))))


def close_by(permit: Permit, grant: UUID, closes: Closes, ends: date) -> bool:
    """Put other days of closing and another end: the table of minors, or a birth date, changed."""
    return _rewrite(permit, grant, closes=_json([[day.isoformat(), list(leaves)] for day, leaves in closes]), ends=ends)


def of_member(permit: Permit) -> tuple[Granted, ...]:
    """Everybody who was let act for the permit's person, the newest first."""
    rows = Grant.objects.filter(person_id=person_of(permit)).order_by("-made")[:_MOST]
    seals = Seals(permit.key)
    return tuple(_granted(row, seals) for row in rows)


def of_helper(permit: Permit) -> tuple[Granted, ...]:
    """Everybody for whom the permit's person was let act, the newest first, without reasons."""
    return tuple(
        _granted(row, None) for row in Grant.objects.filter(viewer=person_of(permit)).order_by("-made")[:_MOST]
    )


def acts_for(permit: Permit) -> tuple[tuple[UUID, str], ...]:
    """The people whom the permit's person may act for on its day, each with the party that makes her."""
    person, day = person_of(permit), permit.on
    rows = Standing.objects.filter(viewer=person).exclude(person_id=person).order_by("id")
    begun = rows.filter(Q(valid_from=None) | Q(valid_from__lte=day))
    return tuple(begun.filter(Q(valid_until=None) | Q(valid_until__gt=day)).values_list("person_id", "party"))


def is_of_age(permit: Permit) -> bool:
    """Whether the permit's person is known to be an adult."""
    person = person_of(permit)
    held = Standing.objects.filter(person_id=person, viewer=person).values_list("held", flat=True).first()
    return bool((held or 0) & stored(("subject:adult",)))


def over(_permit: Permit, *, on: date, limit: int = 100) -> tuple[tuple[UUID, UUID], ...]:
    """Grants whose last day is past and which nobody has ended yet: the person and the grant."""
    rows = Grant.objects.filter(ended=None, ends__lte=on).order_by("ends", "id")
    return tuple(rows.values_list("person_id", "id")[:limit])


def _open(person: UUID) -> QuerySet[Grant]:
    return Grant.objects.filter(person_id=person, ended=None)


def _end(which: Q, person: UUID, by: By, at: datetime) -> Granted | None:
    with transaction.atomic():
        row = _open(person).filter(which).first()
        # Whoever comes second changes nothing, and is told so.
        if row is None or not _open(person).filter(id=row.id).update(ended=at, ended_by=by):
            return None
        Standing.objects.filter(person_id=person, viewer=row.viewer).exclude(viewer=person).delete()
    row.ended, row.ended_by = at, by
    return _granted(row, None)


def _rewrite(permit: Permit, grant: UUID, **changed: object) -> bool:
    person = person_of(permit)
    with transaction.atomic():
        if not _open(person).filter(id=grant).update(**changed):
            return False
        row = Grant.objects.get(id=grant)
        said = _granted(row, None)
        _stand(person, row.viewer, said.terms, said.opened)
    return True


def _stand(person: UUID, viewer: UUID, terms: Terms, opened: tuple[str, ...]) -> None:
    held = ("granted", "of_age_or_through", *(("minor_agrees_or_too_young",) if opened else ()))
    Standing.objects.update_or_create(
        person_id=person,
        viewer=viewer,
        defaults={
            "party": terms.party,
            "held": stored(held),
            "within": write_timed(_scopes(terms, set(opened))),
            "valid_from": terms.begins,
            "valid_until": terms.ends,
        },
    )


def _scopes(terms: Terms, opened: set[str]) -> Iterable[Timed]:
    parties, everything = frozenset(PARTIES.under(terms.party)), frozenset(DATA.leaves)
    purposes = frozenset(PURPOSES.leaves)
    reached = (DATA.expand(terms.data) | DATA.expand(_ALWAYS)) - _NEVER
    yield None, Scope(data=reached, purposes=purposes if terms.acts else _LOOKS, parties=parties)
    for day, leaves in terms.closes:
        yield day, Scope(data=everything - (set(leaves) - opened), purposes=purposes, parties=parties)


def _granted(row: Grant, seals: Seals | None) -> Granted:
    closes = orjson.loads(row.closes) if row.closes else []
    words = seals.open(bytes(row.sealed), _PLACE, row.id.hex) if seals and row.sealed else b'["", ""]'
    called, reason = orjson.loads(words)
    return Granted(
        id=row.id,
        person=row.person_id,
        viewer=row.viewer,
        terms=Terms(
            party=row.party,
            basis=Basis(row.basis),
            begins=row.begins,
            ends=row.ends,
            data=tuple(orjson.loads(row.data)),
            acts=row.acts,
            called=called,
            reason=reason,
            closes=tuple((date.fromisoformat(day), tuple(leaves)) for day, leaves in closes),
        ),
        opened=tuple(orjson.loads(row.opened)) if row.opened else (),
        made=row.made,
        ended=row.ended,
        ended_by=row.ended_by,
    )


def _json(said: Mapping[str, object] | Iterable[object]) -> str:
    return orjson.dumps(list(said)).decode()
