"""Which browsers an account knows, and which it trusts to be let in without the second step."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q

from wellkept.exits.keys import ring
from wellkept.identity.models import KnownBrowser
from wellkept.identity.sealing import opened, seal

TRUSTED_FOR = timedelta(days=30)
_WORDS = "identity_browser.words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A browser that an account was used with, as its owner sees it; `until` where it is trusted till then."""

    id: UUID
    words: str
    made: datetime
    until: datetime | None


def meet(account: UUID, said: str, address: str, words: str, *, at: datetime) -> bool:
    """Note a browser by what it says of itself and from where; whether it is new, though not the account's first."""
    token = _token(account, f"{address}|{said}")
    mine = KnownBrowser.objects.filter(account=account)
    if mine.filter(token=token).exists():
        return False
    is_first = not mine.exists()
    row = KnownBrowser(id=uuid4(), account_id=account, token=token, made=at)
    row.words = seal(_WORDS, row.id, words.encode())
    KnownBrowser.objects.bulk_create([row], ignore_conflicts=True)
    return not is_first


def trust(account: UUID, words: str, *, at: datetime) -> str:
    """Trust a browser from now on; the secret that its cookie is to hold."""
    secret = secrets.token_urlsafe(32)
    row = KnownBrowser(id=uuid4(), account_id=account, token=_token(account, secret), made=at)
    row.words, row.trusted_until = seal(_WORDS, row.id, words.encode()), at + TRUSTED_FOR
    row.save(force_insert=True)
    return secret


def is_trusted(account: UUID, secret: str, *, at: datetime) -> bool:
    """Whether the account trusts the browser whose cookie holds this."""
    return KnownBrowser.objects.filter(account=account, token=_token(account, secret), trusted_until__gt=at).exists()


def listed(account: UUID, *, at: datetime) -> tuple[Known, ...]:
    """The browsers that an account knows, the latest first."""
    is_over = Q(trusted_until__lte=at)
    rows = KnownBrowser.objects.filter(account=account).exclude(is_over).order_by("-made", "id")
    return tuple(
        Known(
            id=row.id,
            words=(opened(_WORDS, row.id, row.words) or b"").decode(),
            made=row.made,
            until=row.trusted_until,
        )
        for row in rows
    )


def forget(account: UUID, browser: UUID) -> int:
    """Know one browser no more: it is asked for everything, and its next sign-in is told; how many there were."""
    return KnownBrowser.objects.filter(account=account, id=browser).delete()[0]


def distrust(account: UUID) -> int:
    """Trust no browser of an account any more; how many there were."""
    return KnownBrowser.objects.filter(account=account, trusted_until__isnull=False).delete()[0]


def remove_over(*, at: datetime, made_before: datetime | None) -> int:
    """Remove whose trust is over, and whatever was met before a moment (None: nothing for its age); how many."""
    old = Q(trusted_until__lte=at)
    return KnownBrowser.objects.filter(old | Q(made__lt=made_before) if made_before else old).delete()[0]


def _token(account: UUID, what: str) -> str:
    return ring().index("identity_browser.token", f"{account}|{what}").hex()
