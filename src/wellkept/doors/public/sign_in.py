"""Signing in and out at the members' door."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared import signing_in
from wellkept.doors.shared.visitors import Asked
from wellkept.identity.visitor import Kind


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Asked) -> HttpResponse:
    """The form, and what it opens."""
    return signing_in.page(request, Kind.MEMBER)


@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """End the session and say so."""
    return signing_in.leave(request, "sign-in")
