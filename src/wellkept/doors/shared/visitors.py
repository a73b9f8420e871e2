"""Who asks, on every request: `request.user` and `request.visitor`, made from the session and from nothing else.

At the addresses of the systems it is the other way round: no session counts there, only what a system proves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from wellkept.doors.shared.systems import is_systems, system_of
from wellkept.identity.accounts import visitor_of
from wellkept.identity.models import Account
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind, Visitor

HELPING = "helping"  # session key: the member one acts for
PROVED = "proved"  # session key: how whoever is signed on has proved it
PROVED_AT = "proved_at"  # session key: when that was since, in seconds; without it, when the session began


class Asked(HttpRequest):
    """A request after `Visitors`: the views' type."""

    visitor: Visitor
    user: Account
    session: SessionStore


class Visitors:
    """Gives each request an id, for the ledger, and its visitor."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name the visitor and go on."""
        named = uuid4().hex
        session = request.session
        of_systems = is_systems(request.path)
        account = session.account if isinstance(session, SessionStore) and not of_systems else None
        if account is not None:
            proved = session.get(PROVED, "password")
            visitor = visitor_of(account, request=named, proved=proved, proved_at=_proved_at(session))
        else:
            system = system_of(request, named) if of_systems else None
            visitor = system or Visitor(kind=Kind.STRANGER, party="person.visitor", request=named)
        request.user = account or AnonymousUser()
        request.visitor = visitor  # type: ignore[attr-defined]
        return self.answer(request)


def _proved_at(session: SessionBase) -> datetime | None:
    since = session.get(PROVED_AT)
    if since:
        return datetime.fromtimestamp(since, UTC)
    return session.made if isinstance(session, SessionStore) else None


def whose(request: Asked) -> UUID | None:
    """The member whose data a page is about: the one acted for, else the visitor's own; None for a stranger.

    Never from the address or a form. Whether the visitor may is for the gate, at every ask.
    """
    helping = request.session.get(HELPING)
    return UUID(helping) if helping else request.visitor.person
