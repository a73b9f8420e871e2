"""What others than the reader did with one person's data: her history without her own reading, and the last look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wellkept.ledger.entry import moment
from wellkept.ledger.models import Entry
from wellkept.ledger.reading import Page, _page

_HERSELF = "person.member"
# The last time that anyone but a visitor saw something of a person, as "MICROSECONDS PARTY"; `book` asks it while it
# writes. In the words of the index `ledger_entry_looks`, or that is not used.
LAST = """
SELECT e.at || ' ' || e.party FROM ledger_entry e
WHERE e.subject = %s AND e.subject IS NOT NULL AND e.verdict = 'allowed'
AND NOT (e.party = 'person.member') AND NOT (e.action = 'collect') AND e.visitor <> 'clock' AND e.visitor <> %s
ORDER BY e.number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked: when, and of which class of party."""

    at: datetime
    party: str


def by_others(subject: bytes, *, than: str, own: bool, before: int | None = None, limit: int = 50) -> Page:
    """What was asked about a person by anyone but the visitor `than`, the newest first.

    `own`: the visitor reads her own history, so that what she did through another account is hers too.
    """
    hers = Q(visitor=than)
    if own:
        hers |= Q(visitor__startswith="member:", party=_HERSELF)
    return _page(Entry.objects.filter(subject=subject).exclude(hers), before, limit)


def look(said: str | None) -> Look | None:
    """What `LAST` found."""
    if said is None:
        return None
    at, party = said.split(" ")
    return Look(moment(int(at)), party)
