"""Who may act for whom: given and taken back by the member."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from wellkept.gate import Way, admit, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import standing


@verb("representation.grant", data=("family.representation",), purposes=("member.rights",), way=Way.IN)
def grant(visitor: Visitor, of: UUID, to: UUID, party: str, *, until: date | None = None) -> None:
    """Let another person act for a member as `party` ("representative.invited" …). Raises `Refused`."""
    permit = admit(visitor, grant, of=of, purpose="member.rights")
    with transaction.atomic():
        standing.grant(permit, viewer=to, party=party, until=until)
        done(permit, grant)


@verb("representation.list", data=("family.representation",), purposes=("member.access",))
def whom_i_help(visitor: Visitor) -> tuple[tuple[UUID, str], ...]:
    """The members whom the visitor may act for, each with the class of party that makes her. Raises `Refused`."""
    return standing.acts_for(admit(visitor, whom_i_help, of=visitor.person, purpose="member.access"))
