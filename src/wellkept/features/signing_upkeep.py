"""What signing in leaves behind, and when it goes: sessions, counts of tries, codes and links, browsers."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellkept.features.sign_in import limit
from wellkept.gate import admit_once, promised, verb
from wellkept.identity import clients, known_browsers, limits, one_time, sessions
from wellkept.identity.visitor import Visitor

_PURPOSE = "operations.hosting"
_SIGN_INS = "account.sign_ins"


@verb("sign_in.remove_over", data=(_SIGN_INS, "account.second_factor"), purposes=(_PURPOSE,))
def remove_over(visitor: Visitor, *, at: datetime) -> int:
    """Remove sessions, counts of tries, codes and links that are over; how many rows. Raises `Refused`."""
    admit_once(visitor, remove_over, purpose=_PURPOSE)
    return (
        sessions.remove_over(made_before=at - _minutes("session.longest"), seen_before=at - _silent())
        + limits.remove_over(before=at - limit().pause)
        + one_time.remove_over(at=at)
        + clients.remove_over(at=at)
    )


@verb("sign_in.forget_browsers", data=(_SIGN_INS,), purposes=(_PURPOSE,))
def forget_browsers(visitor: Visitor, *, at: datetime) -> int:
    """Forget the browsers that were met before the promised keeping of sign-ins; how many. Raises `Refused`."""
    admit_once(visitor, forget_browsers, purpose=_PURPOSE)
    days = promised().kept_at_most(_SIGN_INS)
    return known_browsers.remove_over(at=at, made_before=None if days is None else at - timedelta(days=days))


def _silent() -> timedelta:
    # Who is there is written by the minute, so a row may be a minute behind.
    return _minutes("session.idle_sign_off") + sessions.SessionStore.WRITE_AFTER


def _minutes(setting: str) -> timedelta:
    minutes = promised().in_force.setting(setting)
    if not isinstance(minutes, int):
        msg = f"neither the statement nor plan.toml sets {setting}"
        raise LookupError(msg)  # noqa: TRY004 - the documents are at fault, not a type
    return timedelta(minutes=minutes)
