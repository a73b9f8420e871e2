"""The head of an 834 transaction set: who sends it to whom, and what it is."""

from collections.abc import Sequence

from wellkept.doors.feeds.enrolment_834.elements import day
from wellkept.doors.feeds.x12.segments import Segment
from wellkept.features.enrolment_record import Action, Party, Transaction


def read_transaction(head: Sequence[Segment], group: Segment | None) -> Transaction:
    """`head` runs from ST to the last segment before the first INS. Nothing in it can make a member unreadable."""
    opening = head[0]
    beginning = _first(head, "BGN")
    dates = {segment.element(1): day(segment.element(3)) for segment in head if segment.name == "DTP"}
    policy = _first(head, "REF", "38")
    action = _element(beginning, 8)
    return Transaction(
        control_number=opening.element(2),
        guide=opening.element(3) or _element(group, 8),
        sender=_element(group, 2),
        receiver=_element(group, 3),
        reference=_element(beginning, 2),
        purpose=_element(beginning, 1),
        action=Action(action) if action in set(Action) else None,
        made_on=day(_element(beginning, 3)),
        effective=dates.get("007") or dates.get("303"),
        policy=_element(policy, 2),
        sponsor=_party(head, "P5"),
        payer=_party(head, "IN"),
    )


def announced_members(head: Sequence[Segment]) -> int | None:
    """QTY TO, subscribers and dependants together; None when the sender does not say."""
    text = _element(_first(head, "QTY", "TO"), 2)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000000") else None


def _party(head: Sequence[Segment], code: str) -> Party:
    segment = _first(head, "N1", code)
    return Party(name=_element(segment, 2), number=_element(segment, 4))


def _first(head: Sequence[Segment], name: str, qualifier: str | None = None) -> Segment | None:
    fits = (s for s in head if s.name == name and qualifier in {None, s.element(1)})
    return next(fits, None)


def _element(segment: Segment | None, place: int) -> str:
    return segment.element(place) if segment else ""
