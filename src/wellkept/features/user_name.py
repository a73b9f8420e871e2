"""A forgotten user name: sent to where the plan reaches its owner, who alone learns whether there is an account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wellkept.features import registration
from wellkept.features.registration import Claim
from wellkept.gate import admit, verb
from wellkept.identity import accounts
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.vault import outbox

_PURPOSE = "site.security"
_LASTS = timedelta(days=21)  # a letter takes its time, and a name alone opens nothing


def ask(visitor: Visitor, claim: Claim, *, address: str) -> None:
    """Send the user name of whom the claim says somebody is; the same work for nobody.

    Raises `Refused`, `Throttled` and `TooYoung`, as registration does.
    """
    remind(CLOCK, registration.begin(visitor, claim, address=address))


@verb("user_name.remind", data=("account.user_name",), purposes=(_PURPOSE,))
def remind(visitor: Visitor, of: UUID) -> None:
    """Leave the user name for its owner, at the contact that she prefers. For the program alone."""
    permit = admit(visitor, remind, of=of, purpose=_PURPOSE)
    now = datetime.now(UTC)
    account = accounts.of_person(of)
    name = accounts.user_name_of(account)
    notice = "user_name" if name or account is None else "user_name_unknown"
    with transaction.atomic():
        if account is not None:
            outbox.leave(permit, notice=notice, words={"name": name}, at=now, requested=True, until=now + _LASTS)
        else:
            outbox.leave_for_nobody(permit, notice=notice, words={"name": name}, at=now)
