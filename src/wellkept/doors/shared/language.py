"""English or Spanish: the choice in this browser (its cookie), else the account's, else the browser's, else English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from wellkept.identity.sessions import SessionStore

# After the language in its cookie: the reader was told that some pages are in English only.
ACKNOWLEDGED = "told"


class Language:
    """Puts the language of the interface words in force for one request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the visitor's language."""
        with translation.override(_wanted(request)):
            response = self.answer(request)
            response.setdefault("Content-Language", translation.get_language() or "en")
            return response


def chosen(request: HttpRequest) -> tuple[str, str]:
    """What the language cookie holds: the language ("" where none was chosen), and `ACKNOWLEDGED` or ""."""
    language, _, told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "").partition(".")
    return (language, told) if language in dict(settings.LANGUAGES) else ("", "")


def _wanted(request: HttpRequest) -> str:
    return chosen(request)[0] or _preferred(request) or translation.get_language_from_request(request)


def _preferred(request: HttpRequest) -> str:
    """What the account that is signed on prefers; it holds in every browser in which nothing was chosen."""
    session = getattr(request, "session", None)
    account = session.account if isinstance(session, SessionStore) else None
    return account.language if account is not None and account.language in dict(settings.LANGUAGES) else ""
