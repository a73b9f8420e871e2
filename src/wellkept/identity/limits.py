"""How often a secret may be tried: counted in the database, so that every worker counts the same tries.

A try is counted before it is judged, so that many at once are no more than the limit either. Three counts limit a use:

- by account and address together: after `tries` there is a pause. Who guesses from elsewhere pauses only themselves;
- by account over all addresses, at five times that: then only whoever shows more than a password gets through, so that
  a stranger can slow a password down and not lock its owner out;
- by address over all accounts, at ten times that, against one who tries a password on everybody.

NIST SP 800-63B-4, section 3.2.2, lets no authenticator be tried in vain more than 100 times in a row: after that a
password opens nothing until it is set anew by proof. A code's row is over then too, but once a day at most: whoever
reads somebody's messages may guess a hundred times a day at a code, and its owner is never out for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Case, F, When

from wellkept.exits.keys import ring
from wellkept.identity.models import Tries

MOST_IN_A_ROW = 100
_ACCOUNT, _ADDRESS = 5, 10


class Verdict(Enum):
    """Whether a try may be made."""

    GO = "go"
    MORE = "more"  # only with more than a password: too many tries from everywhere
    PAUSE = "pause"
    SPENT = "spent"  # a hundred in a row: only a new proof helps


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What the plan allows: `tries` before a pause, and how long that is."""

    tries: int
    pause: timedelta


def spend(use: str, who: str, address: str, limit: Limit, *, at: datetime) -> Verdict:
    """Count one try of a use ("password") at somebody's account ("rosa", or an id) from an address, and judge it."""
    pair, _ = _count(f"{use}|{who}|{address}", limit, at)
    account, in_row = _count(f"{use}|{who}", limit, at, in_row=1)
    place, _ = _count(f"{use}||{address}", limit, at)
    if pair > limit.tries or place > limit.tries * _ADDRESS:
        return Verdict.PAUSE
    if in_row > MOST_IN_A_ROW:
        return Verdict.SPENT
    return Verdict.MORE if account > limit.tries * _ACCOUNT else Verdict.GO


def clear(use: str, who: str, address: str) -> None:
    """It went well: nothing is held against this account from this address, and its row of failures is over."""
    Tries.objects.filter(token=_token(f"{use}|{who}|{address}")).delete()
    Tries.objects.filter(token=_token(f"{use}|{who}")).update(in_row=0, failed=0)
    Tries.objects.filter(token=_token(f"{use}||{address}"), failed__gt=0).update(failed=F("failed") - 1)


def take_back(use: str, who: str, address: str) -> None:
    """The last try was not in vain, so it counts no more; those before it still do."""
    for what in (f"{use}|{who}|{address}", f"{use}||{address}"):
        Tries.objects.filter(token=_token(what), failed__gt=0).update(failed=F("failed") - 1)
    account = Tries.objects.filter(token=_token(f"{use}|{who}"), failed__gt=0, in_row__gt=0)
    account.update(failed=F("failed") - 1, in_row=F("in_row") - 1)


def forgive(use: str, who: str) -> None:
    """Whose account it is was proved anew: its failures in a row are over."""
    Tries.objects.filter(token=_token(f"{use}|{who}")).update(in_row=0, failed=0)


def forgive_after(use: str, who: str, every: timedelta, *, at: datetime) -> bool:
    """`forgive`, but only once in a time: for a proof that must not make guessing cheap; whether it was done."""
    once = Limit(tries=1, pause=every)
    # It counts as a long row, so that the upkeep leaves it.
    times, _ = _count(f"{use}|{who}|forgiven", once, at, in_row=MOST_IN_A_ROW)
    if times > once.tries:
        return False
    forgive(use, who)
    return True


def remove_over(*, before: datetime) -> int:
    """Remove counts that limit nothing any more; a row of failures stays until it is broken."""
    return Tries.objects.filter(last__lt=before, in_row__lt=MOST_IN_A_ROW).delete()[0]


def _count(what: str, limit: Limit, at: datetime, *, in_row: int = 0) -> tuple[int, int]:
    """Tries within the period, and in a row, this one among them; the period begins anew after a pause."""
    token = _token(what)
    rows = Tries.objects.filter(token=token)
    changed = {
        "failed": Case(When(last__lt=at - limit.pause, then=1), default=F("failed") + 1),
        "in_row": F("in_row") + in_row,
        "last": Case(When(failed__gt=limit.tries, last__gte=at - limit.pause, then=F("last")), default=at),
    }
    if not rows.update(**changed):
        Tries.objects.bulk_create([Tries(token=token, last=at)], ignore_conflicts=True)
        rows.update(**changed)
    return rows.values_list("failed", "in_row").get()


def _token(what: str) -> str:
    return ring().index("identity_tries.token", what).hex()
