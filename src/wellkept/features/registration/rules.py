"""What the statement in force says of registering: which numbers it takes, what else it asks, who is too young."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from wellkept.features.sign_in import limit
from wellkept.gate import Refused, promised
from wellkept.identity import limits
from wellkept.identity.limits import Verdict
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import Action, bits
from wellkept.vault.ages import years
from wellkept.vault.code_formats import bare, is_cin, is_mbi

OF_AGE = bits(["of_age_or_through"])
_PROVED = bits(["identified", "requested", "own_site", "cookies_accepted"])
_ASKED_FOR = ("service.account", "service.identity")
_MEMBER = "person.member"


class Throttled(Exception):
    """Too many tries from here, or at this person; it works again after the plan's pause."""


class TooYoung(Exception):
    """The statement in force lets nobody so young have an account. `refused` names the clause."""

    def __init__(self, refused: Refused) -> None:
        super().__init__("too young for an account of their own")
        self.refused = refused


class NumberKind(StrEnum):
    """The numbers that a person may name herself by; the value is the vault's kind."""

    MEMBER_ID = "member_id"
    CIN = "cin"
    MBI = "mbi"

    def takes(self, typed: str) -> bool:
        """Whether what was typed has the form of such a number; spaces and dashes do not count."""
        plain = bare(typed)
        if self is NumberKind.CIN:
            return is_cin(plain)
        if self is NumberKind.MBI:
            return is_mbi(plain)
        return plain.isascii() and plain.isalnum() and 4 <= len(plain) <= 20  # noqa: PLR2004


class Extra(StrEnum):
    """What only some statements ask for at registration; the value is the category."""

    ANSWERS = "account.security_answers"
    NETWORK = "coverage.network"
    PCP = "coverage.pcp"


def number_kinds() -> tuple[NumberKind, ...]:
    """The member ID, and the programs' numbers where the statement says that an account asks for them."""
    stated = ((NumberKind.CIN, "member.cin"), (NumberKind.MBI, "member.mbi"))
    return (NumberKind.MEMBER_ID, *(kind for kind, leaf in stated if any(_opens(leaf, use) for use in _ASKED_FOR)))


def extras() -> frozenset[Extra]:
    """What the statement in force asks beside what everybody is asked."""
    return frozenset(one for one in Extra if _opens(one, _ASKED_FOR[0], party=_MEMBER))


def purpose_for(leaves: Iterable[str], first: str, otherwise: str, *, party: str, action: Action) -> str:
    """The purpose that the statement itself gives, where it opens all of it; else the one that the law opens."""
    return first if all(_opens(leaf, first, party=party, action=action) for leaf in leaves) else otherwise


def applicant(visitor: Visitor, *, born: date | None = None, on: date | None = None) -> Visitor:
    """The visitor as the member whom she says or has shown to be. `born`, where only her word is known yet."""
    held = visitor.held
    if born is None or on is None:
        held |= _PROVED
    elif years(born, on) >= promised().old_enough:
        held |= OF_AGE
    return replace(visitor, party=_MEMBER, held=held)


def too_young(refused: Refused) -> bool:
    """Whether it is for the age alone."""
    return bool(refused.decision.missing & OF_AGE)


def count(use: str, who: str | UUID, address: str, at: datetime) -> None:
    """Count a try of somebody at something. Raises `Throttled`.

    A hundred in vain in a row do not end it, as they do for a password: what is tried here lasts minutes.
    """
    verdict = limits.spend(f"registration.{use}", str(who), address, limit(), at=at)
    if verdict in (Verdict.PAUSE, Verdict.MORE):
        raise Throttled


def _opens(leaf: str, purpose: str, *, party: str = "person.visitor", action: Action = Action.COLLECT) -> bool:
    row = promised().table.row((action, leaf, purpose, party))
    return bool(row.alternatives) and not row.nevers
