"""Who a member is: demographics, standing, languages, and who answers for them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Literal

from wellkept.doors.feeds.enrolment_834 import elements
from wellkept.doors.feeds.enrolment_834.quarantine import Reason, Unfit
from wellkept.doors.feeds.x12 import Segment
from wellkept.features.enrolment_record import Demographics, Language, ResponsiblePerson, Standing, Transaction

_SEX: dict[str, Literal["F", "M", "U"]] = {"F": "F", "M": "M", "U": "U"}
_USES: dict[str, Literal["read", "write", "speak", "native"]] = {
    "5": "read",
    "6": "write",
    "7": "speak",
    "8": "native",
}
_LANGUAGE_CODES: dict[str, Literal["iso639-2", "z39.53"]] = {"LE": "iso639-2", "LD": "z39.53"}
# NM101 of loops 2100F and 2100G.
_ROLES = {
    "S3": "custodial parent",
    "6Y": "case manager",
    "9K": "key person",
    "E1": "person legally responsible for a child",
    "EI": "executor of estate",
    "EXS": "former spouse",
    "GB": "other insured",
    "GD": "guardian",
    "J6": "power of attorney",
    "LR": "legal representative",
    "QD": "responsible party",
    "S1": "parent",
    "TZ": "significant other",
    "X4": "spouse",
}
_YES_NO = {"Y": True, "N": False}


def read_demographics(head: Segment, own: Iterable[Segment], transaction: Transaction) -> Demographics:
    """DMG and the date of death (INS12). Unfit: a birth date that cannot be, or a death before it."""
    found = next((segment for segment in own if segment.name == "DMG"), None)
    birth_text = found.element(2) if found else ""
    birth = elements.required_day(birth_text, Reason.BAD_BIRTH_DATE, "DMG02") if birth_text else None
    death_text = head.element(12)
    death = elements.required_day(death_text, Reason.BAD_DATE, "INS12") if death_text else None
    # A day of grace, since the sender's calendar may be behind.
    if birth and transaction.made_on and birth > transaction.made_on + timedelta(days=1):
        raise Unfit(Reason.BAD_BIRTH_DATE, "DMG02, which is later than the file")
    if birth and death and death < birth:
        raise Unfit(Reason.BEFORE_BIRTH, "INS12")
    return Demographics(
        birth_date=birth,
        death_date=death,
        sex=_SEX.get(found.element(3), "") if found else "",
        marital_status=found.element(4) if found else "",
        race=_race(found) if found else (),
    )


def _race(found: Segment) -> tuple[str, ...]:
    """DMG05: each value is X12's letter, or the CDC code after the list qualifier RET."""
    code = found.delimiters.component
    parts = (value.split(code) for value in found.repeats(5) if value)
    return tuple(race for race in ((part[2] if len(part) > 2 else part[0]).strip() for part in parts) if race)  # noqa: PLR2004 - the third component


def read_standing(head: Segment) -> Standing:
    medicare = (*head.components(6), "", "")
    sequence = head.element(17)
    return Standing(
        benefit_status=head.element(5),
        medicare_plan=medicare[0],
        medicare_reason=medicare[1],
        cobra_event=head.element(7),
        employment=head.element(8),
        student=head.element(9),
        disabled=_YES_NO.get(head.element(10)),
        restricted_access=head.element(13) == "R",
        birth_sequence=int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 3 else None,  # noqa: PLR2004 - two digits
    )


def read_languages(own: Iterable[Segment]) -> tuple[Language, ...]:
    return tuple(
        Language(
            code=segment.element(2),
            system=_LANGUAGE_CODES.get(segment.element(1), ""),
            description=segment.element(3),
            use=_USES.get(segment.element(4), ""),
        )
        for segment in own
        if segment.name == "LUI" and (segment.element(2) or segment.element(3))
    )


def read_responsible(entities: Iterable[Sequence[Segment]]) -> tuple[ResponsiblePerson, ...]:
    return tuple(
        ResponsiblePerson(
            role=_ROLES[loop[0].element(1)],
            code=loop[0].element(1),
            name=elements.name(loop[0]),
            address=elements.address(loop),
            contacts=elements.contacts(loop),
        )
        for loop in entities
        if loop[0].element(1) in _ROLES and (loop[0].element(3) or loop[0].element(4))
    )
