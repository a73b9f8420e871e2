"""A member's home page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked, whose
from wellkept.features.claims import list_claims
from wellkept.features.coverage import read_coverage


@require_safe
def home(request: Asked) -> HttpResponse:
    """What needs the member now, and the ways to the rest."""
    person = whose(request)
    found = {"coverage": read_coverage(request.visitor, person), "claims": list_claims(request.visitor, person, limit=4)}
    return render(request, "member/home.html", found)
