"""The first time at a door that always wants a second step: a password by a link, then the step, then the session."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.door import Door
from wellkept.doors.shared.drawing import drawing, in_fours
from wellkept.doors.shared.second_step import PROVED
from wellkept.doors.shared.signing_in import NEW_APP, begin_half, enter, half_open
from wellkept.doors.shared.visitors import Asked
from wellkept.features import second_step as verbs
from wellkept.features import set_up_links as links
from wellkept.identity import second_steps
from wellkept.identity.models import Account


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Asked, door: Door, link: str) -> HttpResponse:
    """Choose the password by the link that somebody in charge gave; then on to the second step."""
    found = links.whose(link)
    if found is None or found.kind is not door.kind:
        return render(request, "public/link_over.html", {"again": ""}, status=410)
    wrong = ""
    if request.method == "POST":
        typed = request.POST.get("password", "").replace("\x00", "").encode("utf-8", "replace").decode()
        result = links.use_link(request.visitor, link, typed)
        if isinstance(result, Account):
            begin_half(request, result, "")
            return redirect(door.at("set-up"))
        if result is None:
            return render(request, "public/link_over.html", {"again": ""}, status=410)
        wrong = str(result)
    shown = {"least": links.least(), "wrong": wrong}
    return render(request, "shared/set_up_password.html", shown, status=422 if wrong else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, door: Door) -> HttpResponse:
    """Set up an authenticator app; then the recovery codes, shown once."""
    half = half_open(request, door)
    if half is None or second_steps.are_on(half[0].pk):
        return redirect(door.at("sign-in"))
    account, wanted = half
    secret = request.session.setdefault(NEW_APP, second_steps.new_app_secret())
    codes = None
    if request.method == "POST":
        codes = verbs.set_up(request.visitor, account, secret, request.POST.get("code", "")[:40])
    if not codes:
        wrong = request.method == "POST"
        shown = {"fours": in_fours(secret), "drawing": drawing(secret), "wrong": wrong}
        return render(request, "shared/set_up.html", shown, status=422 if wrong else 200)
    del request.session[NEW_APP]
    entered = enter(request, door, account, wanted, proved=PROVED)
    return render(request, "shared/recovery_codes.html", {"codes": codes, "next": entered["Location"]})
