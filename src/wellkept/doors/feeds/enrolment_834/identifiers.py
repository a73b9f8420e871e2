"""The numbers of a member: which are the family's, which the person's own, and which are better not kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellkept.doors.feeds.enrolment_834 import elements
from wellkept.doors.feeds.enrolment_834.quarantine import Reason, Unfit
from wellkept.doors.feeds.x12 import Segment
from wellkept.features.enrolment_record import Identifiers, Reference, bare, is_cin, is_mbi

_SUBSCRIBER, _GROUP, _CLIENT, _MEDICARE, _SOCIAL_SECURITY = "0F", "1L", "23", "F6", "SY"
_TAKEN = {_SUBSCRIBER, _GROUP, _CLIENT, _MEDICARE, _SOCIAL_SECURITY}


@dataclass(frozen=True, slots=True)
class Numbers:
    identifiers: Identifiers
    references: tuple[Reference, ...]
    notes: tuple[str, ...]


def read_identifiers(own: Sequence[Segment], name: Segment, *, is_subscriber: bool) -> Numbers:
    """From the member's REF segments and NM108/NM109. Unfit: no number at all, or two where there can be one."""
    every = elements.references(own)
    subscriber = _one(every, _SUBSCRIBER)
    client = _one(every, _CLIENT)
    # California's DHCS puts a check digit and card dates under 23, parted by semicolons: no number of anyone's.
    own_client = client if client and ";" not in client else None
    named = {name.element(8): name.element(9) or None}
    # A dependent's REF 0F is the subscriber's number, so it is no CIN of the dependent.
    cin = (_cin(subscriber) if is_subscriber else None) or _cin(own_client)
    mbi, notes = _mbi(_one(every, _MEDICARE))
    member = named.get("ZZ") or own_client or (subscriber if is_subscriber else None)
    ssn = None if member or cin or mbi else named.get("34") or _one(every, _SOCIAL_SECURITY)
    if not (subscriber or member or mbi or ssn):
        raise Unfit(Reason.NO_IDENTIFIER)
    taken = _TAKEN if own_client else _TAKEN - {_CLIENT}
    if cin and not is_cin(cin):
        notes = (*notes, "REF 0F or 23 has the form of a CIN, but ends in a letter that no CIN ends in.")
    return Numbers(
        Identifiers(
            subscriber_id=subscriber,
            member_id=member,
            cin=cin,
            mbi=mbi,
            ssn=ssn,
            group=_one(every, _GROUP),
        ),
        tuple(each for each in every if each.qualifier not in taken),
        notes,
    )


def _one(every: Iterable[Reference], qualifier: str) -> str | None:
    values = {each.value for each in every if each.qualifier == qualifier}
    if len(values) > 1:
        raise Unfit(Reason.TWO_VALUES, f"REF {qualifier}")
    return values.pop() if values else None


def _cin(number: str | None) -> str | None:
    return number if number and is_cin(number, any_letter=True) else None


def _mbi(number: str | None) -> tuple[str | None, tuple[str, ...]]:
    if number is None:
        return None, ()
    if is_mbi(bare(number), synthetic_too=True):
        return bare(number), ()
    # The number that the MBI replaced was a social security number with a letter; it is no use to the plan.
    return None, ("REF F6 is not a Medicare Beneficiary Identifier and was not kept.",)
