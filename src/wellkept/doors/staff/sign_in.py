"""Signing in and out at the staff's door: always with a second step, set up at the first sign-in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared import second_step as steps
from wellkept.doors.shared import signing_in
from wellkept.doors.shared.drawing import drawing, in_fours
from wellkept.doors.shared.signing_in import STAFF
from wellkept.doors.shared.visitors import Asked
from wellkept.features import second_step as verbs
from wellkept.identity import second_steps

_NEW = "new_app"  # session key: the secret of an app that is being set up


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Asked) -> HttpResponse:
    """The form; what it opens is the second step, never a session."""
    return signing_in.page(request, STAFF)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: Asked) -> HttpResponse:
    """The code or the passkey; who has neither yet sets up an app first."""
    half = signing_in.half_open(request, STAFF)
    if half is not None and not second_steps.are_on(half[0].pk):
        return redirect("staff-set-up")
    return steps.page(request, STAFF)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: Asked) -> HttpResponse:
    """Set up an authenticator app before the first session; then the recovery codes, shown once."""
    half = signing_in.half_open(request, STAFF)
    if half is None or second_steps.are_on(half[0].pk):
        return redirect("staff-sign-in")
    account, wanted = half
    secret = request.session.setdefault(_NEW, second_steps.new_app_secret())
    codes = None
    if request.method == "POST":
        codes = verbs.set_up(request.visitor, account, secret, request.POST.get("code", "")[:40])
    if not codes:
        shown = {"fours": in_fours(secret), "drawing": drawing(secret), "wrong": request.method == "POST"}
        return render(request, "staff/set_up.html", shown, status=422 if shown["wrong"] else 200)
    del request.session[_NEW]
    entered = signing_in.enter(request, STAFF, account, wanted, proved=steps.PROVED)
    return render(request, "staff/recovery_codes.html", {"codes": codes, "next": entered["Location"]})


@never_cache
@require_POST
def passkey(request: Asked) -> HttpResponse:
    """Sign in with a passkey alone."""
    return steps.passkey(request, STAFF)


@never_cache
@require_POST
def passkey_options(request: Asked) -> HttpResponse:
    """What the browser needs to show one."""
    return steps.passkey_options(request, STAFF)


@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """End the session and say so."""
    return signing_in.leave(request, STAFF)
