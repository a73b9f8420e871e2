"""What was done under one grant: the member and whoever helps read the same entries of the book."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from wellkept.gate import admit, verb
from wellkept.identity.idents import idents_of
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.ledger import reading
from wellkept.ledger.reading import Row
from wellkept.policy.asks import Permit
from wellkept.vault import representation
from wellkept.vault.representation import Granted

_PAGES, _AT_ONCE = 5, 200


@dataclass(frozen=True, slots=True)
class Doings:
    """Entries, the newest first; `mine`: the reader did it. `called` is the helper's name, "" for herself."""

    rows: tuple[Row, ...]
    mine: bool
    called: str


@verb("representation.done_by", data=("family.representation",), purposes=("member.access",))
def done_by(visitor: Visitor, grant: UUID) -> Doings | None:
    """What was done under a grant that the visitor gave or holds; None for any other. Raises `Refused`."""
    permit = admit(visitor, done_by, of=visitor.person, purpose="member.access")
    given = next((one for one in representation.of_member(permit) if one.id == grant), None)
    held = next((one for one in representation.of_helper(permit) if one.id == grant), None)
    found = given or held
    if found is None:
        return None
    rows = read_doings(CLOCK, found.person, found)
    return Doings(rows, mine=given is None, called=given.terms.called if given else "")


@verb("representation.read_doings", data=("trail",), purposes=("member.trail",))
def read_doings(visitor: Visitor, of: UUID, grant: Granted) -> tuple[Row, ...]:
    """The entries of the member's book that stand under the helper's accounts. Raises `Refused`."""
    return _rows(admit(visitor, read_doings, of=of, purpose="member.trail"), grant)


def _rows(permit: Permit, grant: Granted) -> tuple[Row, ...]:
    idents, before = idents_of(grant.viewer), None
    found: list[Row] = []
    for _ in range(_PAGES if permit.subject else 0):
        page = reading.about(permit.subject or b"", before=before, limit=_AT_ONCE)
        found += [row for row in page.rows if row.visitor in idents and row.party == grant.terms.party]
        before = page.next
        if before is None or any(row.at < grant.made for row in page.rows[-1:]):
            break
    return tuple(row for row in found if row.at >= grant.made and (grant.ended is None or row.at <= grant.ended))
