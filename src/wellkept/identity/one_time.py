"""Codes and links that work once: shown to one person, kept as a keyed digest, taken by one UPDATE."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from wellkept.exits.keys import ring
from wellkept.identity.models import OneTime

# NIST SP 800-63B-4, section 3.1.3.2 asks for a limit on the tries at a short secret.
MOST_TRIES = 5
_LINK_BYTES = 32


def make(use: str, of: UUID, *, at: datetime, lasts: timedelta, digits: int | None = None) -> str:
    """A new secret: so many digits, or the 43 characters of a link. It is given here once and cannot be read again.

    `of` holds one secret of a use at a time, so this ends the one before, and its tries begin anew: whoever calls
    limits how often somebody may ask for another.
    """
    secret = secrets.token_urlsafe(_LINK_BYTES) if digits is None else f"{secrets.randbelow(10**digits):0{digits}}"
    row = OneTime(use=use, of=of, digest=_digest(use, None if digits is None else of, secret), ends=at + lasts)
    # One statement, and no search before it, so that two requests at once leave one secret.
    OneTime.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["use", "of"],
        update_fields=["digest", "ends", "tries", "taken_at"],
    )
    return secret


def take(use: str, of: UUID, secret: str, *, at: datetime) -> bool:
    """Whether this is the secret; exactly one caller is told so. A wrong one counts: after five it is dead.

    Not inside a transaction that a wrong secret rolls back, or the try would not be counted.
    """
    rows = OneTime.objects.filter(use=use, of=of, taken_at=None, ends__gt=at)
    # The try is counted before it is judged, so that many tries at once are no more than five either.
    if not rows.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        return False
    typed = "".join(secret.split())
    digests = [_digest(use, of, typed), _digest(use, None, typed)]
    return rows.filter(digest__in=digests).update(taken_at=at) == 1


def take_link(use: str, secret: str, *, at: datetime) -> UUID | None:
    """What the link of this use is for; None for every caller but the first, and for a link that is over."""
    of = leads_to(use, secret, at=at)
    if of is None:
        return None
    rows = OneTime.objects.filter(use=use, of=of, digest=_digest(use, None, secret), taken_at=None, ends__gt=at)
    return of if rows.update(taken_at=at) == 1 else None


def leads_to(use: str, secret: str, *, at: datetime) -> UUID | None:
    """What `take_link` would give, without taking it: for a page that asks first, since mail programs open links."""
    rows = OneTime.objects.filter(use=use, digest=_digest(use, None, secret), taken_at=None, ends__gt=at)
    return rows.values_list("of", flat=True).first()


def end(use: str, of: UUID) -> bool:
    """Make the secret of this use worthless; whether there was one to take."""
    return bool(OneTime.objects.filter(use=use, of=of, taken_at=None).delete()[0])


def end_all(of: UUID) -> int:
    """Remove every secret that `of` holds: when an account or a contact point goes; how many."""
    return OneTime.objects.filter(of=of).delete()[0]


def remove_over(*, at: datetime) -> int:
    """Remove what was taken or is over; how many."""
    return OneTime.objects.filter(ends__lte=at).delete()[0]


def _digest(use: str, of: UUID | None, secret: str) -> bytes:
    """A code's digest is bound to whom it is for, so that equal codes do not look equal; a link's finds its row."""
    readable = secret.encode(errors="replace").decode()
    return ring().index(f"one_time.{use}", f"{of.hex if of else ''}|{readable}")
