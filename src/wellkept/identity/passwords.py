"""What makes a password good enough, by NIST SP 800-63B-4, section 3.1.1.2: length, and not being known or guessable.

No rule asks for digits or capitals, none asks for a new one now and then, and a paste is as good as typing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

LEAST_ALONE, LEAST_WITH_A_STEP = 15, 8
LONGEST = 200
_FEW = 4  # different signs; fewer are a pattern
_NAMED = 4  # shorter words of the plan's name say nothing about a password


class Fault(StrEnum):
    """Why a password will not do."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAMED = "named"


def normal(password: str) -> str:
    """The password as it is hashed: NFKC, so that it is the same from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def least(setting: int, *, second_step: bool) -> int:
    """How long a password must be: what the plan or statement says, and no less than NIST."""
    return max(setting, LEAST_WITH_A_STEP if second_step else LEAST_ALONE)


def fault(password: str, *, at_least: int, names: Iterable[str]) -> Fault | None:
    """What is wrong with a new password, the first thing; `names` are the user's and the plan's."""
    said = normal(password)
    if len(said) < at_least:
        return Fault.SHORT
    if len(said) > LONGEST:
        return Fault.LONG
    plain = said.casefold().strip()
    if plain in _common() or len(set(plain)) < _FEW or plain in _in_order():
        return Fault.COMMON
    words = {word for name in names for word in (name.casefold(), *name.casefold().split()) if len(word) >= _NAMED}
    return Fault.NAMED if any(_is_made_of(plain, word) for word in words) else None


def _is_made_of(password: str, word: str) -> bool:
    """Whether a password is little more than a word: what is left without it is shorter than half."""
    return word in password and len(password.replace(word, "")) * 2 < len(password)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


@cache
def _in_order() -> frozenset[str]:
    rows = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm")
    both = (*rows, *(row[::-1] for row in rows))
    return frozenset(
        row[a:b] for row in both for a in range(len(row)) for b in range(a + LEAST_WITH_A_STEP, len(row) + 1)
    )
