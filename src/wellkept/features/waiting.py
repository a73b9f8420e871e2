"""How much waits for one of the staff, by what it waits for: numbers alone, and only where the role may act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from wellkept.features import account_help, emergencies, letters
from wellkept.features.representation import review
from wellkept.features.roles import may_ever
from wellkept.identity.visitor import Visitor

_LATELY = timedelta(days=7)
_SECURITY = "site.security"


def count_waiting(visitor: Visitor) -> Mapping[str, int]:
    """Requests, letters, locked accounts, and emergencies of the last seven days; what the role may not see is absent.

    The keys are "representation", "letters", "accounts" and "emergencies". Raises `Refused`.
    """
    found: dict[str, int] = {}
    purpose = review.purpose_of(visitor)
    if may_ever(visitor, review.list_waiting, purpose):
        found["representation"] = len(review.list_waiting(visitor))
    if may_ever(visitor, letters.count_waiting, purpose):
        found["letters"] = letters.count_waiting(visitor)
    if may_ever(visitor, account_help.count_locked, _SECURITY):
        found["accounts"] = account_help.count_locked(visitor)
    if may_ever(visitor, emergencies.list_openings, _SECURITY):
        since = datetime.now(UTC) - _LATELY
        found["emergencies"] = sum(one.began >= since for one in emergencies.list_openings(visitor))
    return found
