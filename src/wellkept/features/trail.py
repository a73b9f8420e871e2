"""What was done with a member's information: her own reading of the book."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from wellkept.features.showing import Shown, shown
from wellkept.gate import admit, verb
from wellkept.identity import accounts, offices
from wellkept.identity.visitor import Kind, Visitor
from wellkept.ledger import looks, reading
from wellkept.ledger.reading import Row

_PURPOSE = "member.trail"
_HERSELF = "person.member"


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the book. `herself`: the reader did it; `who` names one of the staff or an office, else "".

    `by_member`: the member did it, and somebody who helps her reads it.
    """

    row: Row
    herself: bool
    by_member: bool
    who: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Some of what happened, the newest first, and the `before` that asks for what is older."""

    happenings: tuple[Happening, ...]
    next: int | None


@verb("trail.read", data=("trail",), purposes=(_PURPOSE,))
def read_trail(
    visitor: Visitor, of: UUID | None, *, others_only: bool = False, before: int | None = None, limit: int = 100
) -> Shown[Trail]:
    """What was asked and done about a member, refusals too. Raises `Refused`."""
    permit = admit(visitor, read_trail, of=of, purpose=_PURPOSE)
    own = visitor.person == of
    rows: tuple[Row, ...] = ()
    following = None
    if permit.subject is not None:
        page = (
            looks.by_others(permit.subject, than=visitor.ident, own=own, before=before, limit=limit)
            if others_only
            else reading.about(permit.subject, before=before, limit=limit)
        )
        rows, following = page.rows, page.next
    names = {ident: _name(ident) for ident in {row.visitor for row in rows}}
    happenings = tuple(_happening(row, visitor, own=own, who=names[row.visitor]) for row in rows)
    return shown(visitor, permit, Trail(happenings, following))


def _happening(row: Row, visitor: Visitor, *, own: bool, who: str) -> Happening:
    """A member is herself through every account of hers; whoever helps her only through the one in use."""
    by_member = row.visitor.startswith(f"{Kind.MEMBER}:") and row.party == _HERSELF
    herself = row.visitor == visitor.ident or (own and by_member)
    return Happening(row, herself, by_member and not herself, who)


def _name(ident: str) -> str:
    """The name that members are shown of one of the staff; of a provider's people, that of their office."""
    kind, _, account = ident.partition(":")
    if kind == Kind.OFFICE and account:
        return offices.name_of(UUID(account))
    return accounts.shown_as(UUID(account)) if kind == Kind.STAFF and account else ""
