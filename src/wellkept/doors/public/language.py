"""The choice of language, remembered in its cookie where the statement declares one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wellkept.doors.shared.addresses import next_of
from wellkept.doors.shared.language import ACKNOWLEDGED, chosen
from wellkept.gate import promised

_DAY = 86_400


# Exempt, so that reading the public pages needs no cookie at all; another site that posted here could change no
# more than the language of the words, and browsers say from where a form comes.
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember a language, and that the reader knows of pages in English only."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES) or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HttpResponseBadRequest()
    before, told = chosen(request)
    acknowledged = bool(request.POST.get("told")) or (told == ACKNOWLEDGED and before == wanted)
    response = redirect(next_of(request.POST.get("next"), "/"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        f"{wanted}.{ACKNOWLEDGED}" if acknowledged else wanted,
        max_age=_life(),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


def _life() -> int | None:
    """The cookie's life in seconds as the statement declares it; None ends with the browser."""
    declared = promised().in_force.statement.cookies
    life = next((cookie.life for cookie in declared if cookie.name == settings.LANGUAGE_COOKIE_NAME), 0)
    return life * _DAY or None
