"""What ends by the clock: a parent's permission on the eighteenth birthday, and every other on its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wellkept.features.representation.telling import tell
from wellkept.gate import admit, admit_once, done, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import representation
from wellkept.vault.representation import Basis, By, Granted

_PURPOSE = "member.rights"
_OF_MINORS = frozenset({"representative.parent", "representative.guardian"})
_DATA = ("family.representation",)


@dataclass(frozen=True, slots=True)
class Over:
    """A grant that is over: whose, which, and whether the member came of age."""

    person: UUID
    grant: UUID


@verb("representation.due", data=_DATA, purposes=(_PURPOSE,))
def due(visitor: Visitor, *, at: datetime, limit: int = 100) -> tuple[Over, ...]:
    """What `hand_over` would end at that moment; nothing is changed. Raises `Refused`."""
    permit = admit_once(visitor, due, purpose=_PURPOSE)
    found = representation.over(permit, on=promised().day_of(at), limit=limit)
    return tuple(Over(person, grant) for person, grant in found)


@verb("representation.hand_over", data=_DATA, purposes=(_PURPOSE,))
def hand_over(visitor: Visitor, over: Over, *, at: datetime) -> Granted | None:
    """End a grant whose last day is past, and tell both; None where somebody ended it meanwhile. Raises `Refused`.

    The gate refuses from that day on by itself; this writes down that it ended and why.
    """
    permit = admit(visitor, hand_over, of=over.person, purpose=_PURPOSE)
    found = next((one for one in representation.of_member(permit) if one.id == over.grant), None)
    if found is None or found.terms.ends is None or found.terms.ends > promised().day_of(at):
        return None
    minors = found.terms.basis is Basis.ENROLMENT or (
        found.terms.party in _OF_MINORS and representation.is_of_age(permit)
    )
    by = By.AGE if minors else By.TIME
    with transaction.atomic():
        ended = representation.end(permit, over.grant, by=by, at=at)
        if ended:
            done(permit, hand_over)
    if ended:
        for person in (ended.person, ended.viewer):
            tell(visitor, person, "came_of_age" if by is By.AGE else "grant_is_over", at=at)
    return ended
