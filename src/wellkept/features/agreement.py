"""Agreement to the statement: asked before the first use and after each new version, for all whom one acts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from wellkept.features.representation import whom_i_help
from wellkept.gate import Way, admit, done, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import agreements
from wellkept.vault.agreements import Agreed

_DATA = ("account.agreement",)


class OtherVersion(Exception):
    """Another version came into force while somebody read this one; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How somebody stands to the statement.

    `version` ("PLAN/VERSION") is in force; `before` the version that she agreed to last, "" for none. `missing` are
    those, herself among them, for whom she has not agreed to the version in force.
    """

    version: str
    before: str
    missing: tuple[UUID, ...]


@verb("agreement.read", data=_DATA, purposes=("member.access",))
def what_i_agreed(visitor: Visitor) -> tuple[Agreed, ...]:
    """What the visitor agreed to, for herself and others, the latest first. Raises `Refused`."""
    return agreements.agreed(admit(visitor, what_i_agreed, of=visitor.person, purpose="member.access"))


def how_it_stands(visitor: Visitor) -> Stands:
    """Whether the visitor has agreed, for herself and whomever she acts for (S5). Raises `Refused`."""
    return _stands(what_i_agreed(visitor), _for_whom(visitor), promised().version)


@verb("agreement.give", data=_DATA, purposes=("service.account",), way=Way.IN)
def agree(visitor: Visitor, version: str) -> None:
    """Agree to a version, for oneself and whomever one acts for. Raises `OtherVersion` and `Refused`."""
    people = _for_whom(visitor)
    permit = admit(visitor, agree, of=visitor.person, purpose="service.account")
    if version != promised().version:
        raise OtherVersion
    with transaction.atomic():
        agreements.agree(permit, behalf=people, version=version, at=datetime.now(UTC))
        done(permit, agree)


def _for_whom(visitor: Visitor) -> tuple[UUID, ...]:
    own = (visitor.person,) if visitor.person else ()
    return own + tuple(person for person, _ in whom_i_help(visitor))


def _stands(found: Iterable[Agreed], people: Iterable[UUID], version: str) -> Stands:
    rows = tuple(found)
    now = {row.behalf for row in rows if row.version == version}
    return Stands(
        version=version,
        before=next((row.version for row in rows if row.version != version), ""),
        missing=tuple(person for person in people if person not in now),
    )
