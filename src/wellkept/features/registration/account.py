"""The last step: the account, and what comes with it, in one transaction that begins with the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.features import passwords
from wellkept.features.registration.rules import Extra, TooYoung, applicant, count, extras, purpose_for, too_young
from wellkept.gate import Refused, Way, admit, done, verb
from wellkept.identity import accounts, one_time, registered
from wellkept.identity.accounts import NameTaken
from wellkept.identity.passwords import Fault
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import Action
from wellkept.vault import contact_points, outbox, people
from wellkept.vault.contact_points import Kind, NoContact

__all__ = ["AlreadyRegistered", "Chosen", "Fault", "NameTaken", "NoContact", "NotProved", "create", "keep_given"]

TICKET = "registration.proved"
_SECURITY = "site.security"
_ALWAYS = ("contact.email", "contact.phone", "profile.languages")
_SOURCE = "person.member"


class NotProved(Exception):
    """The proof is over, or somebody else has used it: the way begins anew."""


class AlreadyRegistered(Exception):
    """Whoever this is has an account by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a new member says: her sign-in, how she is reached, and what else the statement asks.

    `spoken` and `written` are ISO 639-2 codes or ""; `answers` by question; `language` is that of the pages.
    """

    user_name: str
    password: str = field(repr=False)
    email: str = ""
    phone: str = ""
    spoken: str = ""
    written: str = ""
    language: str = "en"
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    network: str = ""
    pcp: str = ""


@verb("registration.create", data=("account.user_name", "account.password"), purposes=(_SECURITY,), way=Way.IN)
def create(visitor: Visitor, ticket: str, chosen: Chosen, *, address: str, at: datetime | None = None) -> Fault | None:
    """Make the account; None when done, else what is wrong with the password.

    Raises `Refused`, `TooYoung`, `NotProved`, `AlreadyRegistered`, `NameTaken`, `NoContact` and `Throttled`.
    """
    now = at or datetime.now(UTC)
    person = one_time.leads_to(TICKET, ticket, at=now)
    if person is None:
        raise NotProved
    count("create", person, address, now)
    wrong = passwords.fault_of(None, chosen.password, user_name=chosen.user_name)
    if wrong is not None:
        return wrong
    _look_over(chosen)
    permit = _admitted(applicant(visitor), of=person)
    given = _admit_given(applicant(visitor), person)
    # Hashing takes long, so it is done before the transaction that everybody else waits for.
    account = registered.prepared(
        chosen.user_name, chosen.password, at=now, person=person, language=chosen.language, answers=_answers(chosen)
    )
    with transaction.atomic():
        if one_time.take_link(TICKET, ticket, at=now) != person:
            raise NotProved
        if registered.has_account(person):
            raise AlreadyRegistered
        registered.keep(account)
        _keep(given, chosen, now)
        outbox.leave(permit, notice="registration_done", words={}, at=now)
        done(permit, create)
        done(given, keep_given)
    return None


@verb(
    "registration.keep_given",
    data=(*_ALWAYS, *Extra),
    purposes=("service.account", "member.correct"),
    way=Way.IN,
)
def keep_given(visitor: Visitor, of: UUID) -> frozenset[str]:
    """What of the things given at registration may be kept, by category. Raises `Refused`."""
    return frozenset(_admit_given(visitor, of).decision.leaves)


def must_be_old_enough(visitor: Visitor, born: date, *, on: date) -> None:
    """Ask, before anybody is looked for, whether somebody born then may have an account. Raises `TooYoung`."""
    _admitted(applicant(visitor, born=born, on=on), of=None)


def _admitted(visitor: Visitor, *, of: UUID | None) -> Permit:
    try:
        return admit(visitor, create, of=of, purpose=_SECURITY)
    except Refused as refused:
        if too_young(refused):
            raise TooYoung(refused) from None
        raise


def _admit_given(visitor: Visitor, of: UUID) -> Permit:
    purpose = purpose_for(_ALWAYS, "service.account", "member.correct", party="person.member", action=Action.COLLECT)
    return admit(visitor, keep_given, of=of, purpose=purpose)


def _look_over(chosen: Chosen) -> None:
    """Raise `NoContact` for what is no address, and `NameTaken`, before anything is hashed."""
    if chosen.email:
        contact_points.standard(Kind.EMAIL, chosen.email)
    if chosen.phone:
        contact_points.standard(Kind.VOICE, chosen.phone)
    if accounts.named(chosen.user_name) is not None:
        raise NameTaken


def _answers(chosen: Chosen) -> Mapping[str, str]:
    return chosen.answers if Extra.ANSWERS in extras() else {}


def _keep(permit: Permit, chosen: Chosen, now: datetime) -> None:
    """Keep what was given, as far as the permit opens it; a new address still has to be verified."""
    for kind, value in ((Kind.EMAIL, chosen.email), (Kind.VOICE, chosen.phone)):
        if value and permit.opens(contact_points.LEAVES[kind]):
            contact_points.add(permit, kind=kind, value=value, at=now)
    said: dict[str, object] = {"profile.languages": _languages(chosen)}
    if Extra.NETWORK in extras():
        said[Extra.NETWORK] = {"name": chosen.network} if chosen.network else {}
    if Extra.PCP in extras():
        said[Extra.PCP] = {"name": chosen.pcp} if chosen.pcp else {}
    people.take_in(permit, {leaf: value for leaf, value in said.items() if value}, known_by=(), source=_SOURCE)


def _languages(chosen: Chosen) -> list[dict[str, str]]:
    uses = (("speak", chosen.spoken), ("read", chosen.written))
    return [{"code": code, "system": "iso639-2", "description": "", "use": use} for use, code in uses if code]
