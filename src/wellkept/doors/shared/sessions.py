"""The session of a request, by its door: the staff's cookie and the members' are two, and neither opens the other."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind

# The kind of session of a door, its cookie, and the addresses that the cookie is sent to.
_STAFF = (Kind.STAFF, "wk_staff_session", "/staff")
_MEMBER = (Kind.MEMBER, settings.SESSION_COOKIE_NAME, "/")


class Sessions:
    """Reads the session of the door, and keeps what the answer changed. Its cookie ends with the browser (C1)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on with `request.session`."""
        kind, cookie, path = _STAFF if is_staffs(request.path) else _MEMBER
        sent = request.COOKIES.get(cookie)
        session = SessionStore(sent, kind=kind)
        request.session = session
        response = self.answer(request)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        if not _kept(session, response):
            if sent is not None:
                response.delete_cookie(cookie, path=path, samesite="Lax")
        elif sent != session.session_key:
            _set(response, cookie, path, session.session_key or "")
        return response


def is_staffs(path: str) -> bool:
    """Whether an address is one of the staff's."""
    return path == "/staff" or path.startswith("/staff/")


def _kept(session: SessionStore, response: HttpResponse) -> bool:
    """Whether there is a session after this answer; a change is written unless the answer is a failure of ours."""
    if session.is_empty():
        return False
    if session.modified and response.status_code < 500:  # noqa: PLR2004
        try:
            session.save()
        except UpdateError:  # it was ended elsewhere while we answered
            return False
    return session.session_key is not None


def _set(response: HttpResponse, cookie: str, path: str, key: str) -> None:
    response.set_cookie(
        cookie, key, path=path, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
    )
