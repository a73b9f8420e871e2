"""Ages and birthdays."""

from __future__ import annotations

from datetime import date

ADULT = 18
# The ages at which statements let a child act for herself: under 13 (15 U.S.C. 6501), under 18.
AGES = (13, ADULT)
# From this age on a minor may agree to some care alone (Cal. Fam. Code 6924, 6926, 6929).
OWN_CARE = 12
# Every birthday on which a fact changes.
TURNS = (OWN_CARE, *AGES)


def years(born: date, on: date) -> int:
    """Completed years of age."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day on which that age is reached; someone born on 29 February reaches it on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
