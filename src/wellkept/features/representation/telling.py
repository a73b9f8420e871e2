"""Telling the two sides of a grant what became of it; the messages say that something waits, and never what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wellkept.gate import admit, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import outbox


@verb("representation.tell", data=("family.representation",), purposes=("member.rights",))
def tell(visitor: Visitor, of: UUID, notice: str, *, at: datetime, path: str = "/helping") -> None:
    """Leave a message for one person about who may act for whom. Raises `Refused`."""
    permit = admit(visitor, tell, of=of, purpose="member.rights")
    with transaction.atomic():
        outbox.leave(permit, notice=notice, words={"path": path}, at=at)
        done(permit, tell)
