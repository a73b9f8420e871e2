"""What a member is asked, or told, before any of her pages: put around each of them where it gets its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from wellkept.doors.shared.contacts import office
from wellkept.doors.shared.visitors import Asked, whose
from wellkept.features.beforehand import Before, how_old, what_is_before
from wellkept.gate import promised
from wellkept.identity.visitor import Kind

_AGREED = "agreed"  # session key: the version, and for whom somebody is known to have agreed to it
_TOLD = {Before.TOO_YOUNG: "member/too_young.html", Before.AGE_UNKNOWN: "member/age_unknown.html"}
View = Callable[..., HttpResponse]


def asked_first(route: str, view: View, name: str) -> URLPattern:
    """The address of a page before which a member is asked, or told, what stands before her."""

    def answer(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - whatever the address says
        return _first(request) or view(request, *args, **kwargs)

    return path(route, cast("View", update_wrapper(answer, view)), name=name)


def told_age(request: Asked) -> HttpResponse | None:
    """The page for a member whose age does not let her answer; None for everybody else."""
    return _told(request, how_old(request.visitor))


def _first(request: Asked) -> HttpResponse | None:
    if request.visitor.kind is not Kind.MEMBER or _known(request):
        return None
    try:
        found = what_is_before(request.visitor, whose(request))
        request.session[_AGREED] = (found.version, [str(person) for person in found.agreed])
    except DatabaseError:
        return render(request, "member/unreached.html", status=503)
    if found.before is Before.AGREEMENT:
        return redirect(f"{reverse('agreement')}?{urlencode({'next': request.get_full_path()})}")
    return _told(request, found.before)


def _known(request: Asked) -> bool:
    """Whether it was looked up in this session that she has agreed."""
    version, people = cast("SessionBase", request.session).get(_AGREED, ("", []))
    return version == promised().version and str(whose(request)) in people


def _told(request: Asked, before: Before) -> HttpResponse | None:
    if before not in _TOLD:
        return None
    said = {"under": promised().old_enough, "office": office(request)}
    return render(request, _TOLD[before], said, status=403)
