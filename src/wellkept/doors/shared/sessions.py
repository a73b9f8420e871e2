"""The session of a request, by its door: the staff's cookie and the members' are two, and neither opens the other."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wellkept.doors.shared.door import Door, door_of
from wellkept.identity.sessions import SessionStore


class Sessions:
    """Reads the session of the door, and keeps what the answer changed. Its cookie ends with the browser (C1)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on with `request.session`."""
        door = door_of(request.path)
        sent = request.COOKIES.get(door.cookie)
        session = SessionStore(sent, kind=door.kind)
        request.session = session
        response = self.answer(request)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        if not _kept(session, response):
            if sent is not None:
                response.delete_cookie(door.cookie, path=door.path, samesite="Lax")
        elif sent != session.session_key:
            _set(response, door, session.session_key or "")
        return response


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


def _set(response: HttpResponse, door: Door, key: str) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(door.cookie, key, path=door.path, secure=secure, httponly=True, samesite="Lax")
