"""Letters that an office of the plan prints and sends itself, because the plan has no print room that takes them.

Each is opened one at a time, under a permit of its person, when it is printed; the list says only when they were made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.exits import kept
from wellkept.exits.letters import pdf
from wellkept.features.representation.review import purpose_of
from wellkept.gate import Verb, admit, admit_once, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import letters
from wellkept.vault.letters import Waiting

__all__ = ["Desk", "IsOver", "Waiting", "count_waiting", "list_letters", "mark_sent", "print_letter", "take_back_sent"]

KEPT_FOR = timedelta(days=30)
_PURPOSES = ("member.rights", "operations.service")
_LETTER = ("identity.name", "contact.postal", "communication.letters")


class IsOver(Exception):
    """What is in the letter has lost its use, such as a code: only the person can ask for a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What lies on the desk: the letters that wait, those that lost their use, and those that were sent lately."""

    waiting: tuple[Waiting, ...]
    over: tuple[Waiting, ...]
    sent: tuple[Waiting, ...]


@verb("letters.list", data=("communication.letters",), purposes=_PURPOSES)
def list_letters(visitor: Visitor, *, at: datetime | None = None) -> Desk:
    """The letters without a word of what is in them or to whom they go. Raises `Refused`."""
    permit, now = admit_once(visitor, list_letters, purpose=purpose_of(visitor)), at or datetime.now(UTC)
    found = letters.waiting(permit)
    return Desk(
        waiting=tuple(one for one in found if not one.is_over(now)),
        over=tuple(one for one in found if one.is_over(now)),
        sent=letters.sent_since(permit, since=now - KEPT_FOR),
    )


@verb("letters.count", data=("communication.letters",), purposes=_PURPOSES)
def count_waiting(visitor: Visitor) -> int:
    """How many letters wait. Raises `Refused`."""
    return letters.count(admit_once(visitor, count_waiting, purpose=purpose_of(visitor)), at=datetime.now(UTC))


@verb("letters.print", data=_LETTER, purposes=_PURPOSES, whole=True, fulfils=("purpose_recorded",))
def print_letter(visitor: Visitor, letter: UUID, *, at: datetime | None = None) -> bytes | None:
    """A letter as PDF; None where there is none. The person sees who printed it. Raises `Refused` and `IsOver`."""
    now = at or datetime.now(UTC)
    found = _found(visitor, letter)
    if found is None:
        return None
    if found.is_over(now):
        raise IsOver
    permit = admit(visitor, print_letter, of=found.person, purpose=purpose_of(visitor))
    words = kept.one(permit, letter)
    if words is None:
        return None
    sheet = pdf(words.message)
    with transaction.atomic():
        letters.note_printed(permit, letter, at=now)
        done(permit, print_letter)
    return sheet


@verb("letters.mark_sent", data=("communication.letters",), purposes=_PURPOSES)
def mark_sent(visitor: Visitor, letter: UUID, *, at: datetime | None = None) -> bool:
    """Note that a printed letter has left; whether it was there to be sent. Raises `Refused`."""
    permit = _permit(visitor, mark_sent, letter)
    with transaction.atomic():
        changed = permit is not None and letters.note_sent(permit, letter, at=at or datetime.now(UTC))
        if changed and permit:
            done(permit, mark_sent)
    return changed


@verb("letters.take_back_sent", data=("communication.letters",), purposes=_PURPOSES)
def take_back_sent(visitor: Visitor, letter: UUID) -> bool:
    """Note that a letter has not left after all; whether it was noted as sent. Raises `Refused`."""
    permit = _permit(visitor, take_back_sent, letter)
    with transaction.atomic():
        changed = permit is not None and letters.note_not_sent(permit, letter)
        if changed and permit:
            done(permit, take_back_sent)
    return changed


@verb("letters.state", data=("communication.letters",), purposes=_PURPOSES)
def state_of(visitor: Visitor, letter: UUID) -> Waiting | None:
    """Whether somebody has printed and sent a letter. Raises `Refused`."""
    return letters.one(admit_once(visitor, state_of, purpose="member.rights"), letter)


@verb("letters.remove_ended", data=("communication.letters",), purposes=_PURPOSES)
def remove_ended(visitor: Visitor, *, at: datetime | None = None) -> int:
    """Remove what was sent or lost its use some time ago, words and all; how many. Raises `Refused`."""
    now, found = at or datetime.now(UTC), 0
    for one in letters.ended(admit_once(visitor, remove_ended, purpose="member.rights"), before=now - KEPT_FOR):
        permit = admit(visitor, remove_ended, of=one.person, purpose="member.rights")
        kept.forget(permit, one.id)
        letters.remove(permit, one.id)
        found += 1
    return found


def _permit(visitor: Visitor, verb: Verb[Any, Any], letter: UUID) -> Permit | None:
    found = _found(visitor, letter)
    return admit(visitor, verb, of=found.person, purpose=purpose_of(visitor)) if found else None


def _found(visitor: Visitor, letter: UUID) -> Waiting | None:
    return letters.one(admit_once(visitor, list_letters, purpose=purpose_of(visitor)), letter)
