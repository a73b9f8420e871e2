"""The words of a member's file as the staff read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.shared.templatetags.words import written
from wellkept.features.claims import ClaimRow
from wellkept.features.member_file import Profile

_NUMBERS = {
    "member_id": gettext_lazy("Member number"),
    "subscriber_id": gettext_lazy("Subscriber number"),
    "record_number": gettext_lazy("Record number"),
    "cin": gettext_lazy("Medi-Cal number (CIN)"),
    "mbi": gettext_lazy("Medicare number (MBI)"),
}
_STATUSES: dict[str, str | Promise] = {
    "paid": gettext_lazy("Paid"),
    "partly_paid": gettext_lazy("Paid in part"),
    "denied": gettext_lazy("Not paid"),
    "in_process": gettext_lazy("Still being worked on"),
    "cancelled": gettext_lazy("Cancelled"),
    "processed": gettext_lazy("Decided"),
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in a list. `about` are the sender's words, `owed` is None where nothing was said."""

    about: str
    provider: str
    began: date | None
    status: str
    owed: Decimal | None


def facts_of(profile: Profile) -> list[tuple[str, str]]:
    """Who somebody is, as far as it was open: label and value."""
    numbers = dict.fromkeys((number.kind, number.value) for number in profile.numbers)
    facts = [(str(_NUMBERS[kind]), value) for kind, value in numbers if kind in _NUMBERS]
    if profile.birth_date:
        facts.append((gettext("Day of birth"), written(profile.birth_date)))
    for at in profile.addresses:
        place = " ".join(filter(None, (at.city, at.state, at.zip_code)))
        facts.append((gettext("Address"), ", ".join(filter(None, (*at.lines, place)))))
    facts += [(gettext("Contact"), contact.value) for contact in profile.contacts]
    spoken = dict.fromkeys(language.description or language.code for language in profile.languages)
    facts += [(gettext("Language"), words) for words in spoken]
    return facts


def claim_lines(rows: Iterable[ClaimRow]) -> list[ClaimLine]:
    """Claims as lines of a list."""
    return [
        ClaimLine(row.about, row.provider, row.began, str(_STATUSES.get(row.status, row.status)), row.you_owe)
        for row in rows
    ]
