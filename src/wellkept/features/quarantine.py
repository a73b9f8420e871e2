"""Quarantine: what could not be taken in waits, sealed, until somebody looks or what it waits for arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from wellkept.features.pacing import UNHURRIED, Change, Pace, paced, write_in_turns
from wellkept.features.taking_in import Outcome, Took
from wellkept.gate import Way, admit_once, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import quarantine
from wellkept.vault.numbers import Number
from wellkept.vault.paging import Page
from wellkept.vault.quarantine import Held, Reason, Waiting

__all__ = ["PURPOSE_OF", "Aside", "Reason", "count_waiting", "hold", "list_waiting"]

PURPOSE_OF = {
    "feed.enrolment": "operations.enrolment",
    "feed.claims": "payment.claims",
    "feed.clinical": "treatment.record",
}
_AT_ONCE = 25  # each has a key of its own
_SENTENCES = {
    Reason.UNREADABLE: "It is not a record of the kind it is said to be.",
    Reason.INCOMPLETE: "Something that the standard requires is missing.",
    Reason.NO_NUMBER: "It names its person by no number that the plan knows.",
    Reason.TWO_CANDIDATES: "Its numbers belong to two different people.",
    Reason.PATIENT_UNKNOWN: "Its patient is not on record yet; it is taken in when the patient arrives.",
    Reason.TYPE_NOT_KEPT: "The plan keeps no records of this type.",
    Reason.CLOSED: "No clause lets the plan collect it.",
    Reason.CONFLICT: "It contradicts itself or what is on record under the same id.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A record to keep aside; `about` is the number of the patient it waits for, `sentence` a closer reason."""

    raw: bytes
    kind: str
    reason: Reason
    about: Number | None = None
    sentence: str = ""


@verb(
    "quarantine.hold",
    data=("quarantine",),
    purposes=tuple(dict.fromkeys(PURPOSE_OF.values())),
    way=Way.IN,
    systems=True,
)
def hold(visitor: Visitor, asides: Sequence[Aside], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Keep records of a sender aside. Raises `Refused` where not even that may be collected."""
    permit = admit_once(visitor, hold, purpose=PURPOSE_OF.get(visitor.party, "operations.enrolment"))
    days = promised().kept_at_most("quarantine")
    until = None if days is None else datetime.now(UTC).date() + timedelta(days=days)
    for start in range(0, len(asides), _AT_ONCE):
        helds = [_held(visitor.party, aside, until) for aside in asides[start : start + _AT_ONCE]]
        with paced(pace):
            prepared = quarantine.prepare_each(permit, helds)
        write_in_turns([Change(writes, permit) for writes in prepared], pace)
    return [_took(aside) for aside in asides]


def _held(source: str, aside: Aside, until: date | None) -> Held:
    return Held(raw=aside.raw, source=source, kind=aside.kind, reason=aside.reason, about=aside.about, keep_until=until)


def _took(aside: Aside) -> Took:
    waits_as = quarantine.known_as(aside.raw).hex() if aside.about else ""
    return Took(Outcome.QUARANTINED, aside.sentence or _SENTENCES[aside.reason], waits_as=waits_as)


def purpose_of(visitor: Visitor) -> str:
    """What for a role looks at the desk: the privacy office as an auditor, all others to get people enrolled."""
    return "operations.audit" if visitor.party == "workforce.privacy" else "operations.enrolment"


@verb("quarantine.list", data=("quarantine",), purposes=("operations.enrolment", "operations.audit"))
def list_waiting(
    visitor: Visitor, *, purpose: str = "operations.enrolment", after: UUID | None = None, limit: int = 50
) -> Page[Waiting]:
    """What waits, and why, without its content. Raises `Refused`."""
    return quarantine.listed(admit_once(visitor, list_waiting, purpose=purpose), after=after, limit=limit)


@verb("quarantine.count", data=("quarantine",), purposes=("operations.enrolment", "operations.audit"))
def count_waiting(visitor: Visitor, *, purpose: str = "operations.enrolment") -> dict[tuple[str, Reason], int]:
    """How many records wait, by sender and reason. Raises `Refused`."""
    return quarantine.counts(admit_once(visitor, count_waiting, purpose=purpose))
