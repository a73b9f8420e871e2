"""Signing somebody on in a test's browser, without what the sign-in pages would do and ask."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from wellkept.identity.models import Account
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind

COOKIES = {Kind.MEMBER: "wk_session", Kind.STAFF: "wk_staff_session", Kind.OFFICE: "wk_office_session"}


def sign_on(client: Client, account: Account) -> Client:
    """A session as signing in leaves it, in the cookie of the account's own door."""
    kind = account.kind
    request = HttpRequest()
    request.session = SessionStore(kind=kind)
    login(request, account, "wellkept.identity.accounts.UserNameAndPassword")
    request.session.save()
    client.cookies[COOKIES[kind]] = request.session.session_key
    return client
