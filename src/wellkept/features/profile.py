"""A person's profile: what she is called, her languages and needs, and the messages that she wants.

Which of these are asked for at all follows from what the statement in force opens, never from a list of plans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.features.showing import Shown, shown
from wellkept.gate import Verb, Way, admit, done, foresee, promised, verb
from wellkept.identity import accounts
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import PURPOSES, Action
from wellkept.vault import preferences
from wellkept.vault.contact_points import LEAVES
from wellkept.vault.contact_points import Kind as Channel
from wellkept.vault.person_record import Language
from wellkept.vault.preferences import CalledBy, Needs, Preferences

__all__ = ["CalledBy", "Channel", "Language", "Needs", "NotSignedOn", "Preferences"]

_ACCOUNT, _CORRECT = "service.account", "member.correct"
_PROGRAM = "workforce.program"
# The choices of a statement that cover what comes by each channel.
_CHOICES: Mapping[Channel, frozenset[str]] = {
    Channel.EMAIL: frozenset({"mailings", "subscriptions"}),
    Channel.TEXT: frozenset({"texts"}),
    Channel.VOICE: frozenset({"calls"}),
}
_OUTREACH = frozenset(PURPOSES.under("outreach"))


class NotSignedOn(Exception):
    """A profile is told by who is signed on, whatever a statement lets visitors tell elsewhere."""


@verb(
    "profile.read",
    data=(preferences.NAME, preferences.LANGUAGES, preferences.NEEDS, preferences.MESSAGES),
    purposes=("member.access",),
)
def read_profile(visitor: Visitor, of: UUID | None) -> Shown[Preferences]:
    """What a person said of herself. Raises `Refused`."""
    permit = admit(visitor, read_profile, of=of, purpose="member.access")
    return shown(visitor, permit, preferences.read(permit))


@verb("profile.tell_name", data=(preferences.NAME,), purposes=(_ACCOUNT,), way=Way.IN)
def tell_name(visitor: Visitor, of: UUID, name: CalledBy) -> CalledBy:
    """Keep the name that a person wants to hear; the one before. Raises `Refused` and `NotSignedOn`."""
    before = _told(visitor, tell_name, of, preferences.NAME, preferences.value_of(name), _ACCOUNT)
    return CalledBy(**(before or {}))


@verb("profile.tell_languages", data=(preferences.LANGUAGES,), purposes=(_CORRECT,), way=Way.IN)
def tell_languages(visitor: Visitor, of: UUID, languages: Sequence[Language], *, site: str = "") -> list[Language]:
    """Keep the languages that a person reads and speaks; those that she gave before, [] for her enrolment's.

    `site` is the language of the pages at her next sign-in elsewhere. Raises `Refused` and `NotSignedOn`.
    """
    value = [asdict(language) for language in languages]
    before = _told(visitor, tell_languages, of, preferences.LANGUAGES, value, _CORRECT)
    if visitor.account is not None and visitor.person == of:
        accounts.prefer_language(visitor.account, site)
    return [Language(**found) for found in before or ()]


@verb("profile.tell_needs", data=(preferences.NEEDS,), purposes=(_CORRECT,), way=Way.IN)
def tell_needs(visitor: Visitor, of: UUID, needs: Needs) -> Needs:
    """Keep what a person needs to read and to be heard; what it was before. Raises `Refused` and `NotSignedOn`."""
    before = _told(visitor, tell_needs, of, preferences.NEEDS, preferences.value_of(needs), _CORRECT)
    return Needs(**(before or {}))


@verb("profile.tell_messages", data=(preferences.MESSAGES,), purposes=(_ACCOUNT,), way=Way.IN)
def tell_messages(visitor: Visitor, of: UUID, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Keep which kinds of message a person wants by each channel; what she said before, {} for nothing yet.

    What the statement offers no choice of is not kept. Raises `Refused` and `NotSignedOn`.
    """
    open_kinds = kinds_of_message()
    value = {
        str(channel): [kind for kind in kinds if kind in wanted.get(str(channel), ())]
        for channel, kinds in open_kinds.items()
    }
    before = _told(visitor, tell_messages, of, preferences.MESSAGES, value if wanted else {}, _ACCOUNT)
    return dict(before or {})


def kinds_of_message() -> dict[Channel, tuple[str, ...]]:
    """What one may choose by each channel: the purposes that a choice covers and a clause opens."""
    now = promised()
    found: dict[Channel, tuple[str, ...]] = {}
    for channel, named in _CHOICES.items():
        covered: set[str] = set()
        for choice in now.in_force.statement.choices:
            if choice.id in named:
                covered |= PURPOSES.expand(choice.covers) - PURPOSES.expand(choice.excepts)
        cells = [
            (Action.USE, LEAVES[channel], kind, _PROGRAM) for kind in PURPOSES.leaves if kind in covered & _OUTREACH
        ]
        kinds = tuple(cell[2] for cell in cells if now.table.row(cell).alternatives)
        if kinds:
            found[channel] = kinds
    return found


def starts_wanted() -> dict[Channel, tuple[str, ...]]:
    """What is wanted of somebody who never said: what the statement's choices start with."""
    starting: set[str] = set()
    for choice in promised().in_force.statement.choices:
        if choice.starts == "in":
            starting |= PURPOSES.expand(choice.covers) - PURPOSES.expand(choice.excepts)
    return {channel: tuple(kind for kind in kinds if kind in starting) for channel, kinds in kinds_of_message().items()}


def may_tell(visitor: Visitor, of: UUID | None) -> frozenset[str]:
    """The verbs by which this visitor may change this person's profile now, by name; nothing is written down."""
    asks: list[tuple[Verb[Any, Any], str]] = [
        (tell_name, _ACCOUNT),
        (tell_languages, _CORRECT),
        (tell_needs, _CORRECT),
        (tell_messages, _ACCOUNT),
    ]
    found = zip(asks, foresee(visitor, asks, of=of), strict=True)
    open_verbs = {ask.declared.name for (ask, _), (_, decision) in found if decision.allowed}
    if not kinds_of_message():
        open_verbs.discard(tell_messages.declared.name)
    return frozenset(open_verbs)


def _told(visitor: Visitor, asked: Verb[Any, Any], of: UUID, category: str, value: object, purpose: str) -> Any:  # noqa: ANN401 - JSON of the category
    permit = admit(visitor, asked, of=of, purpose=purpose)
    if visitor.kind is not Kind.MEMBER:
        raise NotSignedOn
    with transaction.atomic():
        before = preferences.tell(permit, category, value, at=datetime.now(UTC))
        done(permit, asked)
    return before
