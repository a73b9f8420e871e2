"""Proving who somebody is against what the enrolment says: a match, and a way on file to send a code to.

Each function does the same queries for a person who is not there: her permit has no key, so one that opens nothing
takes its place.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from wellkept.policy.asks import Permit
from wellkept.vault import contact_points, details, keys, numbers
from wellkept.vault.contact_points import Kind, Point
from wellkept.vault.numbers import Number
from wellkept.vault.sealing import new_key

_NAME, _BIRTH, _POSTAL = "identity.name", "identity.birth_date", "contact.postal"
# An ʻokina is a letter of the kind Lm, which files leave out.
_LETTERS = frozenset({"Ll", "Lo"})
_IN_ASCII = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
_ZIP = 5  # of ZIP+4 the last four change more often than people move


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who somebody says to be. `zip_code` has five digits."""

    first: str
    last: str
    born: date
    zip_code: str
    number: Number


def candidate(_permit: Permit, number: Number) -> UUID | None:
    """The one person who has a number; None for nobody's, and for one that two have until that was looked into."""
    found = numbers.owners(((number,),))[0]
    return found[0] if len(found) == 1 else None


def nobody(_permit: Permit, claim: Claim) -> UUID:
    """An id that is nobody's, the same for the same claim, so that what is counted by id is counted alike."""
    said = (claim.first, claim.last, claim.born, claim.zip_code, claim.number.kind, claim.number.value)
    return UUID(bytes=keys.confirmed_ring().index("registration.nobody", repr(said)), version=4)


def matches(permit: Permit, claim: Claim) -> bool:
    """Whether the permit's person is who the claim says: name, birth date and ZIP code all agree."""
    said = details.get(openable(permit), (_NAME, _BIRTH, _POSTAL))
    agrees = (
        _same_name(said.get(_NAME) or {}, claim),
        hmac.compare_digest(str(said.get(_BIRTH) or "").encode(), claim.born.isoformat().encode()),
        claim.zip_code[:_ZIP] in _zips(said.get(_POSTAL) or ()),
    )
    return all(agrees)


def point(permit: Permit, wanted: Kind) -> Point | None:
    """Where a code may go: a usable point of the wanted kind, else one for letters; None where there is neither."""
    usable = [one for one in contact_points.listed(openable(permit)) if one.usable]
    order = (wanted, Kind.POST)
    return min((one for one in usable if one.kind in order), key=lambda one: order.index(one.kind), default=None)


def openable(permit: Permit) -> Permit:
    return permit if permit.key is not None else replace(permit, key=new_key())


def _same_name(said: Mapping[str, Any], claim: Claim) -> bool:
    """Last names agree whole; of first names the first word, since files put middle names into either field."""
    last, first = _letters(str(said.get("last", ""))), _words(str(said.get("first", "")))
    typed = _words(claim.first)
    return bool(last and first and typed) and last == _letters(claim.last) and first[0] == typed[0]


def _letters(text: str) -> str:
    """Letters alone, without marks and case: files carry names in ASCII capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_IN_ASCII)
    return "".join(one for one in plain if unicodedata.category(one) in _LETTERS)


def _words(text: str) -> list[str]:
    found = (_letters(word) for word in text.replace("-", " ").split())
    return [word for word in found if word]


def _zips(addresses: Iterable[Mapping[str, Any]]) -> set[str]:
    return {str(one.get("zip_code", ""))[:_ZIP] for one in addresses} - {""}
