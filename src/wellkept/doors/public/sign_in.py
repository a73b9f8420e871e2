"""Signing in and out at the members' door."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared import second_step as steps
from wellkept.doors.shared import signing_in
from wellkept.doors.shared.signing_in import MEMBERS
from wellkept.doors.shared.visitors import Asked


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Asked) -> HttpResponse:
    """The form, and what it opens."""
    return signing_in.page(request, MEMBERS)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: Asked) -> HttpResponse:
    """The code or the passkey that is asked for after the password."""
    return steps.page(request, MEMBERS)


@never_cache
@require_POST
def passkey(request: Asked) -> HttpResponse:
    """Sign in with a passkey alone."""
    return steps.passkey(request, MEMBERS)


@never_cache
@require_POST
def passkey_options(request: Asked) -> HttpResponse:
    """What the browser needs to show one."""
    return steps.passkey_options(request, MEMBERS)


@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """End the session and say so."""
    return signing_in.leave(request, MEMBERS)
