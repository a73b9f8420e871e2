"""Drafts: what somebody wrote in a form before it was sent, sealed, one of each form and step, for some days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson
from django.db import IntegrityError, transaction

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.models import Draft
from wellkept.vault.sealing import Seals

_PLACE = "vault_draft|sealed"
MOST_BYTES = 64 * 1024
MOST_DRAFTS = 20  # of one account; the oldest makes room

Said = Mapping[str, Sequence[str]]


class Newer(Exception):
    """Something newer is kept than what was known when this was written, so that nothing was overwritten."""


class Gone(Exception):
    """The draft was sent or thrown away elsewhere since, or its time was over; it is not made anew."""


class TooBig(ValueError):
    """More was written than a draft holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """That a draft is kept: the number of its writes, when the last one was, and until when it stays."""

    revision: int
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a draft is: an account, and the member whose account it is, None for the staff."""

    account: UUID
    writer: UUID | None


def row_of(*, account: UUID, person: UUID | None, form: str, step: str) -> UUID:
    """The id of the one draft that an account has of a form's step about a person."""
    return uuid5(NAMESPACE_OID, f"wellkept.draft|{account}|{person}|{form}|{step}")


def put(
    permit: Permit,
    said: Said,
    *,
    row: UUID,
    owner: Owner,
    form: str,
    seen: int,
    at: datetime,
    lasts: timedelta,
) -> Kept:
    """Keep a draft about the permit's person, in the open transaction, over the one that the writer has seen.

    `seen` is that one's revision, 0 for none. Raises `Newer`, `Gone`, `TooBig`, and `NoKey` for someone erased.
    """
    content = orjson.dumps({name: list(values) for name, values in said.items()})
    if len(content) > MOST_BYTES:
        raise TooBig(f"a draft holds {MOST_BYTES} bytes, and this has {len(content)}")
    made = Draft(
        id=row,
        account=owner.account,
        writer=owner.writer,
        person_id=permit.person,
        form=form,
        revision=seen + 1,
        at=at,
        until=at + lasts,
        sealed=_seals(permit).seal(content, _PLACE, row),
    )
    Draft.objects.filter(id=row, until__lte=at).delete()
    if seen:
        _over(made, seen)
    else:
        _first(made)
    return _kept(made)


def find(_permit: Permit, row: UUID, *, at: datetime) -> Kept | None:
    """Whether a draft is kept, without a word of it."""
    found = Draft.objects.filter(id=row, until__gt=at).defer("sealed").first()
    return _kept(found) if found else None


def read(permit: Permit, row: UUID, *, at: datetime) -> tuple[Kept, dict[str, list[str]]] | None:
    """A draft about the permit's person with what was written; None for any other. Raises `SealBroken` and `NoKey`."""
    found = Draft.objects.filter(id=row, until__gt=at).first()
    if found is None or found.person_id != permit.person:
        return None
    return _kept(found), orjson.loads(_seals(permit).open(bytes(found.sealed), _PLACE, row.hex))


def remove(_permit: Permit, row: UUID) -> bool:
    """Remove one draft; whether it was there."""
    return Draft.objects.filter(id=row).delete()[0] > 0


def remove_of(_permit: Permit, account: UUID) -> int:
    """Remove the drafts of an account; how many."""
    return Draft.objects.filter(account=account).delete()[0]


def remove_over(_permit: Permit, *, at: datetime) -> int:
    """Remove the drafts whose time is over; how many."""
    return Draft.objects.filter(until__lte=at).delete()[0]


def _over(made: Draft, seen: int) -> None:
    changed = {"revision": made.revision, "at": made.at, "until": made.until, "sealed": made.sealed}
    if Draft.objects.filter(id=made.id, revision=seen).update(**changed):
        return
    raise Newer if Draft.objects.filter(id=made.id).exists() else Gone


def _first(made: Draft) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Newer from None
    rows = Draft.objects.filter(account=made.account).order_by("-at", "id")
    Draft.objects.filter(id__in=list(rows.values_list("id", flat=True)[MOST_DRAFTS:])).delete()


def _seals(permit: Permit) -> Seals:
    return Seals(permit.key if permit.person else keys.plan_key())


def _kept(row: Draft) -> Kept:
    return Kept(revision=row.revision, at=row.at, until=row.until)
