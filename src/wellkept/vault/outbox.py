"""What waits to be sent. A feature leaves it in the transaction of what it tells of; the clock sends it.

Sending is at least once: a row is claimed under a lease, marked before it is handed to a carrier and again after. A
worker that dies in between leaves a row that is sent again under the same id, so only what happens inside the carrier's
call can make two of it, and a carrier that knows ids (Message-ID, the gateway's key) sees that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

import orjson
from django.db.models import F, Q

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.lists import NotThere
from wellkept.vault.models import Outgoing
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals, new_key

_PLACE = "vault_outgoing|sealed"
_NOTICE = re.compile(r"[a-z][a-z_]{1,39}\Z")


class Whom(StrEnum):
    """To whom something goes."""

    PERSON = "person"
    ADDRESS = "address"
    OFFICE = "office"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """How a row ended."""

    SENT = "sent"
    OVERDUE = "overdue"  # its use ended before it could leave
    UNREACHABLE = "unreachable"  # there is no way to reach the person, or none that took it
    CLOSED = "closed"  # no clause opens any way to the person
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was left: the notice's name, the words that fill it in, and how it should go.

    `to` is a contact point, `address` a (kind, value) that the person gave for somebody else, `office` a key of the
    statement's contacts. `requested` says that the person asked for it; `until` when it is of no more use.
    """

    notice: str
    words: Mapping[str, str] = field(repr=False)
    to: UUID | None = None
    address: tuple[str, str] | None = field(default=None, repr=False)
    office: str = ""
    requested: bool = False
    language: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A row whose time has come, without its content. `tries` counts the attempts before this one."""

    id: UUID
    whom: Whom
    person: UUID | None
    made: datetime
    tries: int
    maybe_left: bool


def leave(  # noqa: PLR0913 - each says one thing of what is left
    permit: Permit,
    *,
    notice: str,
    words: Mapping[str, str],
    at: datetime,
    to: UUID | None = None,
    to_address: tuple[str, str] | None = None,
    requested: bool = False,
    language: str = "",
    until: datetime | None = None,
) -> UUID:
    """Leave something for the permit's person, in the open transaction; the row's id. One INSERT.

    Without `to` it goes to the contact point she prefers, else by letter. `to_address` is for somebody whom she
    invites: (kind, value). `words` fill the template `notices/<notice>.txt`: names and links, nothing about health.
    """
    left = Left(
        notice=notice,
        words=words,
        to=to,
        address=to_address,
        requested=requested,
        language=language,
        until=until,
    )
    whom = Whom.ADDRESS if to_address else Whom.PERSON
    return _put(left, Seals(permit.key), whom=whom, person=person_of(permit), at=at)


def leave_for_office(
    _permit: Permit, *, notice: str, office: str, words: Mapping[str, str], at: datetime, language: str = "en"
) -> UUID:
    """Leave something for an office of the plan (a key of the statement's contacts, such as "privacy_officer")."""
    left = Left(notice=notice, words=words, office=office, language=language)
    return _put(left, Seals(keys.plan_key()), whom=Whom.OFFICE, person=None, at=at)


def leave_for_nobody(_permit: Permit, *, notice: str, words: Mapping[str, str], at: datetime) -> UUID:
    """The same work as `leave`, for whoever must not be told that there is nobody to write to; it never leaves."""
    return _put(Left(notice=notice, words=words), Seals(new_key()), whom=Whom.NOBODY, person=None, at=at)


def due(_permit: Permit, *, at: datetime, most: int) -> tuple[Due, ...]:
    """What may be sent now and nobody else is sending, the longest waiting first."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    rows = Outgoing.objects.filter(free, ended_at=None, due__lte=at).order_by("due", "id")[:most]
    return tuple(
        Due(
            id=row.id,
            whom=Whom(row.whom),
            person=row.person_id,
            made=row.made,
            tries=row.tries,
            maybe_left=row.handed_at is not None,
        )
        for row in rows.defer("sealed")
    )


def claim(_permit: Permit, row: UUID, *, at: datetime, lease: timedelta) -> bool:
    """Take a row to send it, so that nobody else does; whether it was free."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    rows = Outgoing.objects.filter(free, id=row, ended_at=None)
    return rows.update(lease_until=at + lease, tries=F("tries") + 1) == 1


def content(permit: Permit, row: UUID) -> Left:
    """What is in a row of the permit's person, or of nobody's in particular. Raises `SealBroken`, `NotThere`."""
    rows = Outgoing.objects.filter(id=row)
    rows = rows.filter(person_id=permit.person) if permit.person else rows.filter(person=None)
    sealed = rows.values_list("sealed", flat=True).first()
    if sealed is None:
        raise NotThere("nothing of this person's waits under this id")
    seals = Seals(permit.key if permit.person else keys.plan_key())
    said = orjson.loads(seals.open(bytes(sealed), _PLACE, row.hex))
    said["to"] = UUID(said["to"]) if said["to"] else None
    said["until"] = datetime.fromisoformat(said["until"]) if said["until"] else None
    said["address"] = tuple(said["address"]) if said["address"] else None
    return Left(**said)


def hand(_permit: Permit, row: UUID, *, at: datetime) -> None:
    """Note, right before a carrier gets it, that it may have left."""
    Outgoing.objects.filter(id=row, handed_at=None).update(handed_at=at)


def keep_back(_permit: Permit, row: UUID, *, until: datetime, never_left: bool) -> None:
    """Try again later; `never_left` where the carrier said that it did not take it."""
    freed = {"handed_at": None} if never_left else {}
    Outgoing.objects.filter(id=row, ended_at=None).update(due=until, lease_until=None, **freed)


def end(_permit: Permit, row: UUID, outcome: Outcome, *, at: datetime) -> None:
    """Note how it ended, and forget the words: a code or a link is nobody's to read again."""
    Outgoing.objects.filter(id=row, ended_at=None).update(ended_at=at, outcome=outcome, lease_until=None, sealed=b"")


def left_since(permit: Permit, *, since: datetime) -> int:
    """How many were left for the permit's person since then: so that nobody has her address flooded."""
    return Outgoing.objects.filter(person_id=person_of(permit), made__gte=since).count()


def stuck(_permit: Permit, *, since: datetime) -> int:
    """How many have waited since before then, past their time, and have not ended."""
    return Outgoing.objects.filter(ended_at=None, due__lt=since, made__lt=since).count()


def ended_otherwise(_permit: Permit, *, since: datetime) -> int:
    """How many ended since then without having been sent, though they should have been."""
    failed = (Outcome.UNREACHABLE, Outcome.CLOSED)
    return Outgoing.objects.filter(ended_at__gte=since, outcome__in=failed).count()


def remove_ended(_permit: Permit, *, before: datetime) -> int:
    """Remove what ended before then; how many."""
    return Outgoing.objects.filter(ended_at__lt=before).delete()[0]


def _put(left: Left, seals: Seals, *, whom: Whom, person: UUID | None, at: datetime) -> UUID:
    if not _NOTICE.match(left.notice):
        raise ValueError(f"a notice is named as its template is, not {left.notice!r}")
    row = uuid4()
    sealed = seals.seal(orjson.dumps(_plain(left)), _PLACE, row)
    Outgoing.objects.create(id=row, person_id=person, whom=whom, made=at, due=at, sealed=sealed)
    return row


def _plain(left: Left) -> dict[str, object]:
    return {
        "notice": left.notice,
        "words": dict(left.words),
        "to": left.to,
        "address": left.address,
        "office": left.office,
        "requested": left.requested,
        "language": left.language,
        "until": left.until,
    }
