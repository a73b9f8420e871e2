"""Telling somebody something that waits in the outbox: a person, somebody whom she invites, an office of the plan.

E-mail and text say that something waits, and the link to it; what it is about is read after signing in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from wellkept.exits.messages import Message, Undeliverable
from wellkept.features.carrying import Load, NoWay, carry
from wellkept.gate import Way, admit, admit_once, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import bits
from wellkept.vault import contact_points, outbox, people
from wellkept.vault.contact_points import Kind
from wellkept.vault.outbox import Due, Left, Outcome

MOST_TRIES = 12  # about a day, with the pauses between them; then another way is tried
_OWN = "member.access"
_A_LETTER_TAKES = timedelta(days=3)
_SPANISH = {"spa", "es"}


class NotWritten(LookupError):
    """There is no such notice, or its words are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A notice with its words filled in. `short` is what a text message has room for."""

    subject: str
    text: str
    html: str
    short: str
    language: str


# (notice, language, its words) -> what is written. The words of notices are the door's. Raises `NotWritten`.
Writing = Callable[..., Written]


@verb(
    "outbox.tell",
    data=("identity.name", "contact", "profile.languages"),
    purposes=(_OWN,),
    way=Way.AWAY,
    to="person",
)
def tell(visitor: Visitor, row: Due, of: UUID, writing: Writing, at: datetime) -> Outcome:
    """Tell a person what was left for her, one way or another. Raises `Refused`, `NotTaken`, `NotWritten`."""
    permit = admit(visitor, tell, of=of, purpose=_OWN, party="person.member")
    left = outbox.content(permit, row.id)
    if left.until and left.until <= at:
        return Outcome.OVERDUE
    written = writing(left.notice, left.language or _language(permit), dict(left.words))
    closed = False
    for kind, value in _ways(permit, left, tries=row.tries, at=at):
        message = _message(row, kind, value, written)
        load = Load(
            permit=permit, told_by=tell, kind=kind, message=message, requested=left.requested, at=at, until=left.until
        )
        try:
            carry(visitor, permit, load)
        except NoWay:
            closed = True
        except Undeliverable:
            closed = False
        else:
            return Outcome.SENT
    return Outcome.CLOSED if closed else Outcome.UNREACHABLE


@verb(
    "outbox.tell_invited",
    data=("identity.name", "family.representation", *contact_points.LEAVES.values()),
    purposes=(_OWN,),
    way=Way.AWAY,
    to="representative.invited",
)
def tell_invited(visitor: Visitor, row: Due, of: UUID, writing: Writing, at: datetime) -> Outcome:
    """Write to somebody whom a person named, at the address that she gave for it. Raises as `tell`."""
    # That she named somebody while signed in is the request of 45 CFR 164.524(c)(3)(ii).
    named = replace(visitor, held=visitor.held | bits(["granted"]))
    permit = admit(named, tell_invited, of=of, purpose=_OWN, party="representative.invited")
    left = outbox.content(permit, row.id)
    if left.address is None or (left.until and left.until <= at):
        return Outcome.OVERDUE
    kind, value = Kind(left.address[0]), left.address[1]
    written = writing(left.notice, left.language, dict(left.words))
    message = _message(row, kind, value, written)
    load = Load(permit=permit, told_by=tell_invited, kind=kind, message=message, requested=True, at=at)
    try:
        carry(visitor, permit, load)
    except NoWay:
        return Outcome.CLOSED
    except Undeliverable:
        return Outcome.UNREACHABLE
    return Outcome.SENT


@verb("outbox.tell_office", data=("staff.activity",), purposes=("site.security",))
def tell_office(visitor: Visitor, row: Due, writing: Writing, at: datetime) -> Outcome:
    """Write to an office of the plan. Raises as `tell`."""
    permit = admit_once(visitor, tell_office, purpose="site.security")
    left = outbox.content(permit, row.id)
    written = writing(left.notice, left.language, dict(left.words))
    for kind, value in _of_office(promised().in_force.statement.contacts, left.office):
        message = _message(row, kind, value, written)
        load = Load(permit=permit, told_by=tell_office, kind=kind, message=message, requested=False, at=at)
        try:
            carry(visitor, permit, load)
        except (NoWay, Undeliverable):
            continue
        return Outcome.SENT
    return Outcome.UNREACHABLE


def _ways(permit: Permit, left: Left, *, tries: int, at: datetime) -> Iterator[tuple[Kind, str]]:
    """Where to write, the chosen or preferred point first, then letters if there is time for one."""
    chosen = contact_points.one(permit, left.to) if left.to else contact_points.preferred(permit)
    if chosen and (tries < MOST_TRIES or chosen.kind is Kind.POST):
        yield chosen.kind, _addressed(permit, chosen.kind, chosen.value)
    if left.until and left.until < at + _A_LETTER_TAKES:
        return
    for point in contact_points.listed(permit):
        if point.kind is Kind.POST and point.usable and point != chosen:
            yield point.kind, _addressed(permit, point.kind, point.value)


def _addressed(permit: Permit, kind: Kind, value: str) -> str:
    named = people.name(permit) if kind is Kind.POST else None
    if named is None:
        return value
    return "\n".join((" ".join(part for part in (named.first, named.middle, named.last, named.suffix) if part), value))


def _message(row: Due, kind: Kind, to: str, written: Written) -> Message:
    text = written.short if kind is Kind.TEXT else written.text
    html = written.html if kind is Kind.EMAIL else ""
    return Message(id=row.id, to=to, subject=written.subject, text=text, html=html, language=written.language)


def _language(permit: Permit) -> str:
    """The language that she reads, where she or her enrolment says it, else any of hers that there are words in."""
    known = people.profile(permit).languages
    read = [language for language in known if language.use in {"write", "read"}] or known
    return "es" if any(language.code.lower() in _SPANISH for language in read) else "en"


def _of_office(contacts: dict[str, str], office: str) -> Iterator[tuple[Kind, str]]:
    """Where an office is reached: an e-mail address of its own or the plan's, else a postal one."""
    wanted = [contacts[key] for key in (office, f"{office}_email", "email", "post") if key in contacts]
    for value in wanted:
        if "@" in value and " " not in value:
            yield Kind.EMAIL, value
    for value in wanted:
        if value.count(",") > 1:
            yield Kind.POST, "\n".join(value.split(", "))
