"""Whether a caller knows the passcode of the account: the staff type what is said, and learn right or wrong alone."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from wellkept.features.sign_in import limit
from wellkept.gate import Way, admit, done, verb
from wellkept.identity import accounts, limits
from wellkept.identity.limits import Limit, Verdict
from wellkept.identity.visitor import Visitor

PASSCODE = "passcode"
_TRIES = 5  # a passcode may be six digits short
_PURPOSE = "site.security"


class Answer(StrEnum):
    """What the staff are told."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"
    PAUSED = "paused"


@verb("callers.check", data=("account.passcode",), purposes=(_PURPOSE,), way=Way.IN)
def check_passcode(visitor: Visitor, of: UUID, said: str) -> Answer:
    """Whether what a caller said is the member's passcode; in her history either way. Raises `Refused`.

    After five tries in vain one of the staff waits, and after a hundred by anybody only another passcode helps.
    """
    permit = admit(visitor, check_passcode, of=of, purpose=_PURPOSE)
    account = accounts.of_person(of)
    if account is None or not account.passcode:
        return Answer.NONE
    who, worker = str(account.id), str(visitor.account)
    allowed = Limit(tries=_TRIES, pause=limit().pause)
    if limits.spend(PASSCODE, who, worker, allowed, at=datetime.now(UTC)) is not Verdict.GO:
        return Answer.PAUSED
    if not accounts.passcode_is(account.id, "".join(said.split())):
        return Answer.WRONG
    limits.clear(PASSCODE, who, worker)
    with transaction.atomic():
        done(permit, check_passcode)
    return Answer.RIGHT
