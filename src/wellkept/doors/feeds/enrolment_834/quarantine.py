"""Why a member of an 834 is held back. The sentences carry no value of the record, so they may be shown and logged."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    NO_NAME = "no-name"
    NO_IDENTIFIER = "no-identifier"
    BAD_INDICATOR = "unknown-subscriber-indicator"
    BAD_MAINTENANCE = "unknown-maintenance-code"
    BAD_BIRTH_DATE = "unreadable-birth-date"
    BAD_DATE = "unreadable-date"
    BEFORE_BIRTH = "date-before-birth"
    CONTRADICTORY_DATES = "contradictory-dates"
    TWO_VALUES = "two-values"
    TOO_LONG = "too-long"


_SENTENCES = {
    Reason.NO_NAME: "The member has no name (NM1 IL or 74).",
    Reason.NO_IDENTIFIER: "The member has no number at all (REF 0F, REF 23, REF F6 or NM109).",
    Reason.BAD_INDICATOR: "INS01 is neither Y (subscriber) nor N (dependent).",
    Reason.BAD_MAINTENANCE: "The maintenance code is missing or unknown.",
    Reason.BAD_BIRTH_DATE: "The birth date cannot be read.",
    Reason.BAD_DATE: "A date cannot be read.",
    Reason.BEFORE_BIRTH: "A date lies before the birth date.",
    Reason.CONTRADICTORY_DATES: "Two dates contradict each other.",
    Reason.TWO_VALUES: "A number that a member can have only once comes twice, with two values.",
    Reason.TOO_LONG: "The member has more segments than any member can; the end of the record may be missing.",
}


class Unfit(Exception):
    """This member cannot be taken in. `where` names segments and elements, never their values."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where

    def sentence(self) -> str:
        return _SENTENCES[self.reason] + (f" See {self.where}." if self.where else "")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A member that was held back."""

    segment: int  # where it begins in the input, from 1
    ordinal: int  # among the members of the input, from 1
    reason: Reason
    sentence: str
    raw: bytes  # the member's segments as they stood; personal, to be sealed
