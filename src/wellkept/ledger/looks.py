"""What others than the reader did with one person's data: her history without her own reading, and the last look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from wellkept.ledger.entry import moment
from wellkept.ledger.models import Entry
from wellkept.ledger.reading import Page, _page

_HERSELF = "person.member"
# In the words of the index `ledger_entry_looks`, or it is not used.
_LAST = """
SELECT at, party FROM ledger_entry
WHERE subject = %s AND subject IS NOT NULL AND verdict = 'allowed'
AND NOT (party = 'person.member') AND NOT (action = 'collect') AND visitor <> 'clock' AND visitor <> %s
ORDER BY number DESC LIMIT 1
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


def last(subject: bytes, *, than: str) -> Look | None:
    """The last time that anyone but the visitor `than` saw something of a person."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [subject, than])
        found = cursor.fetchone()
    return Look(moment(found[0]), found[1]) if found else None
