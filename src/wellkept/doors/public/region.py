"""The regions of the plan, and choosing one."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.region import remembered
from wellkept.doors.shared.visitors import Asked
from wellkept.features import regions as verbs
from wellkept.gate import Refused

_DAY = 86_400


# Exempt for the same reason as the choice of language: reading the public pages needs no cookie at all, and another
# site that posted here could change no more than the region.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def region(request: Asked) -> HttpResponse:
    """The regions; which is remembered in this browser, choosing another, forgetting it."""
    if not verbs.list_regions(request.visitor, "en"):
        raise Http404
    if request.method != "POST":
        return _page(request, chosen=remembered(request))
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HttpResponseBadRequest()
    return _forget() if request.POST.get("do") == "forget" else _choose(request)


def _choose(request: Asked) -> HttpResponse:
    wanted, permitted = request.POST.get("region", ""), bool(request.POST.get("permit"))
    if not wanted:
        return _page(request, wrong="missing", permitted=permitted)
    try:
        cookie = verbs.remember_region(request.visitor, wanted, permitted=permitted)
    except verbs.NotHere:
        return _page(request, elsewhere=wanted, permitted=permitted)
    except verbs.NoSuchRegion:
        return _page(request, wrong="missing", permitted=permitted)
    except Refused:
        return _page(request, wrong="permit", chosen=wanted)
    answer = redirect("/region?chosen=1")
    answer.set_cookie(
        cookie.name,
        wanted,
        max_age=cookie.life * _DAY or None,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return answer


def _forget() -> HttpResponse:
    answer = redirect("/region?forgotten=1")
    answer.delete_cookie(verbs.COOKIE, samesite="Lax")
    return answer


def _page(
    request: Asked, *, chosen: str = "", wrong: str = "", elsewhere: str = "", permitted: bool = False
) -> HttpResponse:
    found = verbs.list_regions(request.visitor, get_language() or "en")
    said = {
        "regions": found,
        "now": remembered(request),
        "chosen": chosen,
        "permitted": permitted,
        "needs_permission": verbs.needs_permission(request.visitor),
        "wrong": wrong,
        "elsewhere": next((one for one in found if one.id == elsewhere), None),
        "done": bool(request.GET.get("chosen")) and bool(remembered(request)),
        "forgotten": bool(request.GET.get("forgotten")),
    }
    return render(request, "public/region.html", said, status=422 if wrong or elsewhere else 200)
