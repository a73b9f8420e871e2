"""English or Spanish: the choice that was made (its cookie), else the browser's, else English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


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


def _wanted(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in known else translation.get_language_from_request(request)
