"""Asking to act for somebody by law: what is said, the papers that show it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.exits.scanner import Found, scanner
from wellkept.features.representation.grants import NotYoursToGive
from wellkept.features.representation.safe_papers import Fault, NoPaper, kind_of, made_safe
from wellkept.gate import Way, admit, admit_once, done, verb
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import outbox, papers, people, representation
from wellkept.vault.numbers import Number
from wellkept.vault.papers import File, Requested, State, Words

__all__ = [
    "MOST_BYTES",
    "MOST_PAPERS",
    "PARTIES",
    "Asking",
    "Fault",
    "NoPaper",
    "Requested",
    "State",
    "TooManyWait",
    "Upload",
    "ask",
    "kind_of",
    "list_own",
    "withdraw",
]

_RIGHTS = "member.rights"
_DATA = ("family.representation", "family.documents")
# By what right somebody acts who was not invited (45 CFR 164.502(g)).
PARTIES = ("representative.personal", "representative.guardian", "representative.parent")
MOST_PAPERS = 5
MOST_BYTES = 10 * 1024 * 1024  # all papers of a request together
_MOST_WAITING = 3
_NUMBERS = ("member_id", "cin", "mbi")


class TooManyWait(Exception):
    """So many requests of this person wait already that another would only be in the way."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived; its name and its bytes are both the sender's word."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """For whom somebody would act, and by what right."""

    party: str
    name: str
    born: date
    number: str
    reason: str = ""


@verb("representation.ask_by_document", data=_DATA, purposes=(_RIGHTS,), way=Way.IN, whole=True)
def ask(visitor: Visitor, asking: Asking, uploads: Sequence[Upload]) -> UUID:
    """Ask to act for somebody, with the papers that show the right to it; the request's id.

    Whoever asks is told the same whether the number is a member's or not. Raises `Refused`, `NotYoursToGive` for a
    minor, `TooManyWait`, and `NoPaper`.
    """
    permit = admit(visitor, ask, of=visitor.person, purpose=_RIGHTS)
    if asking.party not in PARTIES or not representation.is_of_age(permit):
        raise NotYoursToGive
    if sum(one.state is State.WAITING for one in papers.of_asker(permit)) >= _MOST_WAITING:
        raise TooManyWait
    files, now = _files(permit, uploads), datetime.now(UTC)
    about = find_meant(CLOCK, asking.number)
    words = Words(name=asking.name, birth_date=asking.born.isoformat(), number=asking.number, reason=asking.reason)
    with transaction.atomic():
        made = papers.put(permit, words, files, party=asking.party, about=about, at=now)
        path = {"path": f"/staff/representation/{made}"}
        outbox.leave_for_office(permit, notice="papers_wait", office="privacy_officer", words=path, at=now)
        done(permit, ask)
    return made


@verb("representation.find_meant", data=("member",), purposes=(_RIGHTS,))
def find_meant(visitor: Visitor, number: str) -> UUID | None:
    """The one member who has a number; None where nobody or more than one has. Raises `Refused`."""
    permit = admit_once(visitor, find_meant, purpose=_RIGHTS)
    found = people.identify(permit, [Number(kind, number) for kind in _NUMBERS])
    return found[0] if len(found) == 1 else None


@verb("representation.own_requests", data=_DATA, purposes=("member.access",))
def list_own(visitor: Visitor) -> tuple[Requested, ...]:
    """The visitor's own requests and what became of each, the newest first. Raises `Refused`."""
    return papers.of_asker(admit(visitor, list_own, of=visitor.person, purpose="member.access"))


@verb("representation.withdraw", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def withdraw(visitor: Visitor, request: UUID) -> bool:
    """Take a request back, which deletes its papers; whether it still waited. Raises `Refused`."""
    permit = admit(visitor, withdraw, of=visitor.person, purpose=_RIGHTS)
    with transaction.atomic():
        settled = papers.settle(permit, request, State.WITHDRAWN, at=datetime.now(UTC))
        if settled:
            done(permit, withdraw)
    return settled


def _files(permit: Permit, uploads: Sequence[Upload]) -> list[File]:
    if not 0 < len(uploads) <= MOST_PAPERS or sum(len(one.content) for one in uploads) > MOST_BYTES:
        raise NoPaper(Fault.SIZE)
    return [_file(permit, one) for one in uploads]


def _file(permit: Permit, upload: Upload) -> File:
    """A paper as it is kept. The scanner sees it as it came; where it is away, the paper waits for it unopened."""
    kind, content = made_safe(upload.content)
    plans = scanner()
    found = plans.scan(permit, upload.content) if plans else Found.UNREACHABLE
    if found is Found.SOMETHING:
        raise NoPaper(Fault.VIRUS)
    return File(name=upload.name, kind=kind, content=content, scanned=found is Found.NOTHING)
