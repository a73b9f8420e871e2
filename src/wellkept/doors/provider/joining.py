"""Where the link of an invitation to an office leads: a user name and a password are chosen, and it works once."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.visitors import Asked
from wellkept.features import office_people as verbs
from wellkept.features.office_people import LinkIsOver, NameTaken
from wellkept.features.offices import has_portal

_USER_NAME = re.compile(r"[^\s\x00-\x1f\x7f]{4,60}")
_TYPED = 200


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Asked, link: str) -> HttpResponse:
    """The form; a link that is over shows none."""
    if not has_portal():
        raise Http404
    if not verbs.stands(link):
        return render(request, "provider/link_over.html", status=410)
    if request.method != "POST":
        return _form(request)
    name, password = request.POST.get("user_name", "").strip(), request.POST.get("password", "")[: _TYPED + 1]
    problem = _problem(name, password)
    if problem:
        return _form(request, name=name, **problem)
    try:
        verbs.join_office(request.visitor, link, name, password)
    except NameTaken:
        return _form(request, name=name, taken=True)
    except LinkIsOver:
        return render(request, "provider/link_over.html", status=410)
    return redirect(f"{reverse('office-sign-in')}?joined=1")


def _problem(name: str, password: str) -> dict[str, object]:
    if not _USER_NAME.fullmatch(name) or any("\ud800" <= sign <= "\udfff" for sign in name + password):
        return {"unfit": True}
    wrong = verbs.fault_of(password, name)
    return {"wrong": wrong.value} if wrong else {}


def _form(request: Asked, *, name: str = "", **problem: object) -> HttpResponse:
    said = {"name": name, "least": verbs.least_password(), **problem}
    return render(request, "provider/join.html", said, status=422 if problem else 200)
