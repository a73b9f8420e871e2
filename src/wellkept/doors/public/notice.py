"""The Notice of Privacy Practices that stands beside the statement, or the choice among several."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wellkept.doors.shared.documents import asked_language, shown
from wellkept.doors.shared.visitors import Asked
from wellkept.features.notices import NoSuchNotice, list_notices, read_apart, read_notice


@require_safe
def notices(request: Asked) -> HttpResponse:
    """The one notice; where there are several, their list."""
    found = list_notices(request.visitor, asked_language(request))
    if not found:
        raise Http404
    if len(found) > 1:
        return render(request, "public/notices.html", {"notices": found})
    return _page(request, found[0].name)


@require_safe
def notice(request: Asked, name: str) -> HttpResponse:
    """One notice by its name."""
    return _page(request, name)


@require_safe
def by_version(request: Asked, name: str, version: str) -> HttpResponse:
    """The address that the text of a statement gives a notice."""
    known = {(one.name, one.version) for one in list_notices(request.visitor, asked_language(request))}
    if (name, version) not in known:
        raise Http404
    return redirect("notice", name=name)


@require_safe
def portal(request: Asked) -> HttpResponse:
    """The provider portal's own statement; where another company keeps it, what our statement says of that."""
    try:
        found = read_apart(request.visitor, "provider_portal", asked_language(request))
    except NoSuchNotice as fault:
        raise Http404 from fault
    if isinstance(found, str):
        return redirect(f"{reverse('privacy-statement')}#clause-{found}")
    return render(request, "public/portal.html", shown(request, found))


def _page(request: Asked, name: str) -> HttpResponse:
    try:
        found = read_notice(request.visitor, name, asked_language(request))
    except NoSuchNotice as fault:
        raise Http404 from fault
    return render(request, "public/notice.html", shown(request, found))
