"""Deciding on requests to act for somebody by law: the staff read the papers, and accept or decline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.exits.scanner import Found, scanner
from wellkept.features.representation.by_enrolment import closes_of
from wellkept.features.representation.documents import PARTIES
from wellkept.gate import admit, admit_once, done, today, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import outbox, papers, people, representation
from wellkept.vault.ages import ADULT, birthday, years
from wellkept.vault.papers import File, Requested, State, Waiting
from wellkept.vault.people import Profile
from wellkept.vault.representation import Basis, Terms

__all__ = [
    "Cannot",
    "Case",
    "Decision",
    "File",
    "NotScanned",
    "Waiting",
    "accept",
    "decline",
    "list_waiting",
    "look",
    "open_paper",
    "scans",
]

_PURPOSES = ("member.rights", "operations.service")
_DATA = ("family.representation", "family.documents")
_WHO = ("identity.name", "identity.birth_date")
_PRIVACY = "workforce.privacy"


class Cannot(Exception):
    """The request cannot be accepted: it means no member, or the one who asks, or its last day is over."""


class NotScanned(Exception):
    """The plan's scanner is away, or found something: the paper stays closed. `found` says which."""

    def __init__(self, found: Found) -> None:
        super().__init__(f"the scanner: {found}")
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request with who asked and, where the number is a member's, whom it is about: to be compared by eye."""

    requested: Requested
    asker: Profile
    about: Profile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is given: `data` are nodes of the data tree, `ends` the first day on which it no longer holds."""

    party: str
    data: tuple[str, ...]
    acts: bool
    ends: date | None


def purpose_of(visitor: Visitor) -> str:
    """What for the visitor's role reads requests: the privacy office for members' rights, all others to serve."""
    return "member.rights" if visitor.party == _PRIVACY else "operations.service"


@verb("representation.waiting", data=_DATA, purposes=_PURPOSES, whole=True)
def list_waiting(visitor: Visitor) -> tuple[Waiting, ...]:
    """The requests that nobody decided, the longest waiting first, without a word of them. Raises `Refused`."""
    return papers.waiting(admit_once(visitor, list_waiting, purpose=purpose_of(visitor)))


@verb("representation.who_asked", data=_DATA, purposes=_PURPOSES, whole=True)
def asker_of(visitor: Visitor, request: UUID) -> UUID | None:
    """Who made a request; None where there is none. Raises `Refused`."""
    return papers.asker(admit_once(visitor, asker_of, purpose=purpose_of(visitor)), request)


@verb("representation.look_at_request", data=(*_DATA, *_WHO), purposes=_PURPOSES)
def look(visitor: Visitor, request: UUID) -> Case | None:
    """One request, whatever became of it; None where there is none. Raises `Refused`."""
    asker = asker_of(visitor, request)
    if asker is None:
        return None
    permit = admit(visitor, look, of=asker, purpose=purpose_of(visitor))
    found = papers.read(permit, request)
    if found is None:
        return None
    about = read_meant(visitor, found.about) if found.about else None
    return Case(requested=found, asker=people.profile(permit), about=about)


@verb("representation.read_meant", data=_WHO, purposes=_PURPOSES)
def read_meant(visitor: Visitor, of: UUID) -> Profile:
    """Name and birth date of the member whom a request means. Raises `Refused`."""
    return people.profile(admit(visitor, read_meant, of=of, purpose=purpose_of(visitor)))


@verb("representation.open_paper", data=_DATA, purposes=_PURPOSES, whole=True)
def open_paper(visitor: Visitor, request: UUID, paper: UUID) -> File | None:
    """A paper; None where there is none. Raises `Refused`, and `NotScanned` where the plan's scanner has not passed it.

    A paper that waited for the scanner is shown to it now.
    """
    asker = asker_of(visitor, request)
    if asker is None:
        return None
    permit = admit(visitor, open_paper, of=asker, purpose=purpose_of(visitor))
    found, plans = papers.paper(permit, request, paper), scanner()
    if found is None or plans is None or found.scanned:
        return found
    said = plans.scan(permit, found.content)
    if said is not Found.NOTHING:
        raise NotScanned(said)
    papers.note_scanned(permit, paper)
    return found


def scans() -> bool:
    """Whether the plan has a scanner that every paper must pass."""
    return scanner() is not None


@verb("representation.let_by_document", data=(*_DATA, *_WHO), purposes=_PURPOSES)
def accept(visitor: Visitor, request: UUID, decision: Decision) -> bool:
    """Let whoever asked act from today on, and tell both; whether it still waited. Raises `Refused` and `Cannot`.

    For a minor it ends on the eighteenth birthday, and the minor's own care stays closed.
    """
    asker = asker_of(visitor, request)
    if asker is None:
        return False
    hers = admit(visitor, accept, of=asker, purpose=purpose_of(visitor))
    found = papers.read(hers, request)
    if found is None or found.about is None or found.about == asker:
        raise Cannot
    theirs = admit(visitor, accept, of=found.about, purpose=purpose_of(visitor))
    terms = _terms(people.profile(theirs), people.profile(hers).full_name, decision)
    at = datetime.now(UTC)
    with transaction.atomic():
        if not papers.settle(hers, request, State.ACCEPTED, at=at, by=visitor.account):
            return False
        representation.start(theirs, viewer=asker, terms=terms, at=at)
        outbox.leave(hers, notice="request_decided", words={"path": "/helping/papers"}, at=at)
        outbox.leave(theirs, notice="represented_by_document", words={"path": "/helping"}, at=at)
        done(hers, accept)
        done(theirs, accept)
    return True


@verb("representation.decline_request", data=_DATA, purposes=_PURPOSES, whole=True)
def decline(visitor: Visitor, request: UUID, reason: str) -> bool:
    """Say no, with a reason that whoever asked can read; whether it still waited. Raises `Refused`."""
    asker = asker_of(visitor, request)
    if asker is None:
        return False
    permit, at = admit(visitor, decline, of=asker, purpose=purpose_of(visitor)), datetime.now(UTC)
    with transaction.atomic():
        settled = papers.settle(permit, request, State.DECLINED, at=at, by=visitor.account, answer=reason)
        if settled:
            outbox.leave(permit, notice="request_decided", words={"path": "/helping/papers"}, at=at)
            done(permit, decline)
    return settled


def _terms(about: Profile, called: str, decision: Decision) -> Terms:
    born, ends = about.birth_date, decision.ends
    minor = born is not None and years(born, today()) < ADULT
    if decision.party not in PARTIES or (ends is not None and ends <= today()):
        raise Cannot
    if born is not None and minor:
        ends = min(ends or birthday(born, ADULT), birthday(born, ADULT))
    elif decision.party == "representative.parent":
        raise Cannot
    return Terms(
        party=decision.party,
        basis=Basis.DOCUMENT,
        begins=today(),
        ends=ends,
        data=decision.data,
        acts=decision.acts,
        called=called,
        closes=closes_of(born) if born is not None and minor else (),
    )
