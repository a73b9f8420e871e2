"""Parents of minor dependants: the sender of enrolment files says who is whose child, and the plan who may act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.gate import admit_each, admit_once, done, promised, today, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.statement.minors import minors_under
from wellkept.vault import families, representation
from wellkept.vault.ages import ADULT, birthday, years
from wellkept.vault.families import Relation
from wellkept.vault.representation import Basis, By, Closes, Granted, Terms

_PURPOSE = "operations.enrolment"
_JOB = "representation"
PARENT = "representative.parent"
_DATA = ("coverage.enrolment", "identity.name", "identity.birth_date", "family.representation", "member.number")


@verb("representation.by_enrolment", data=_DATA, purposes=(_PURPOSE,))
def let_parents_act(visitor: Visitor, persons: Sequence[UUID]) -> int:
    """Let subscribers act for their minor children in the families of these people; how many grants changed.

    What the sender no longer says ends. A husband or wife may do nothing by this. Raises `Refused`.
    """
    together = families.together(admit_once(visitor, let_parents_act, purpose=_PURPOSE), persons)
    permits = admit_each(visitor, let_parents_act, of=(one for some in together for one in some), purpose=_PURPOSE)
    changed = 0
    for family in together:
        relations = [found for one in family if one in permits if (found := families.relation(permits[one]))]
        for child in relations:
            parents = [other for other in relations if child.is_child_of(other)]
            changed += _settle(permits[child.person], child, parents)
    return changed


@verb("representation.look_through", data=("coverage.enrolment",), purposes=(_PURPOSE,))
def look_through(visitor: Visitor, *, at: datetime, limit: int = 100) -> tuple[int, bool]:
    """One step of the job over all whose enrolment changed: how many grants changed, and whether there is more."""
    permit = admit_once(visitor, look_through, purpose=_PURPOSE)
    persons, until = families.enrolled_since(permit, _JOB, at=at, limit=limit)
    changed = let_parents_act(visitor, persons) if persons else 0
    families.come_to(permit, _JOB, until)
    return changed, len(persons) >= limit


def closes_of(born: date) -> Closes:
    """What of a minor's own care closes on which birthday, by the table of the state."""
    ages: dict[int, list[str]] = {}
    for care in minors_under(promised().in_force).cares:
        ages.setdefault(care.closed_from, []).append(care.data)
    return tuple((birthday(born, age), tuple(sorted(data))) for age, data in sorted(ages.items()) if age < ADULT)


def _settle(permit: Permit, child: Relation, parents: Iterable[Relation]) -> int:
    minor = child.born is not None and years(child.born, today()) < ADULT
    wanted = {parent.person: parent for parent in parents} if minor else {}
    known = representation.of_member(permit)
    held = {one.viewer: one for one in known if one.ended is None}
    changed = 0
    with transaction.atomic():
        for viewer, one in held.items():
            # Who comes of age is told of it, and that is for the job of that day.
            if one.terms.basis is Basis.ENROLMENT and viewer not in wanted and (minor or child.born is None):
                representation.end(permit, one.id, by=By.ENROLMENT, at=datetime.now(UTC))
                changed += 1
        for viewer, parent in wanted.items():
            if child.born is not None and not _given_up(known, viewer):
                changed += _let(permit, parent, child.born, held.get(viewer))
        if changed:
            done(permit, let_parents_act)
    return changed


def _let(permit: Permit, parent: Relation, born: date, held: Granted | None) -> int:
    closes, ends = closes_of(born), birthday(born, ADULT)
    if held is None:
        terms = Terms(
            party=PARENT,
            basis=Basis.ENROLMENT,
            begins=today(),
            ends=ends,
            called=parent.named.title(),
            closes=closes,
        )
        representation.start(permit, viewer=parent.person, terms=terms, at=datetime.now(UTC))
        return 1
    if held.terms.basis is not Basis.ENROLMENT or (held.terms.closes, held.terms.ends) == (closes, ends):
        return 0
    return int(representation.close_by(permit, held.id, closes, ends))


def _given_up(known: Iterable[Granted], viewer: UUID) -> bool:
    """Whether the parent left, or staff ended it: the sender's word alone does not bring that back."""
    ended = (one.ended_by for one in known if one.viewer == viewer and one.terms.basis is Basis.ENROLMENT and one.ended)
    return next(iter(ended), "") in {By.HELPER, By.STAFF}
