"""Setting up the second step at a door that always wants one, before the first session."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.door import Door
from wellkept.doors.shared.drawing import drawing, in_fours
from wellkept.doors.shared.second_step import PROVED
from wellkept.doors.shared.signing_in import enter, half_open
from wellkept.doors.shared.visitors import Asked
from wellkept.features import second_step as verbs
from wellkept.identity import second_steps

_NEW = "new_app"  # session key: the secret of an app that is being set up


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, door: Door) -> HttpResponse:
    """Set up an authenticator app; then the recovery codes, shown once."""
    half = half_open(request, door)
    if half is None or second_steps.are_on(half[0].pk):
        return redirect(door.at("sign-in"))
    account, wanted = half
    secret = request.session.setdefault(_NEW, second_steps.new_app_secret())
    codes = None
    if request.method == "POST":
        codes = verbs.set_up(request.visitor, account, secret, request.POST.get("code", "")[:40])
    if not codes:
        wrong = request.method == "POST"
        shown = {"fours": in_fours(secret), "drawing": drawing(secret), "wrong": wrong}
        return render(request, "shared/set_up.html", shown, status=422 if wrong else 200)
    del request.session[_NEW]
    entered = enter(request, door, account, wanted, proved=PROVED)
    return render(request, "shared/recovery_codes.html", {"codes": codes, "next": entered["Location"]})
