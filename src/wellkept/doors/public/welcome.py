"""The home page of a visitor; a signed-in member is sent to her own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wellkept.doors.shared.addresses import home_of
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.places import has_page
from wellkept.doors.shared.visitors import Asked
from wellkept.features.promises import read_promises
from wellkept.identity.visitor import Kind

# What a visitor reads first of all that the statement says is offered and that is there, in this order.
_FIRST = ("coverage", "claims", "record", "messages", "appointments", "refills", "find_care", "bills")
_MOST = 6


@require_safe
def welcome(request: Asked) -> HttpResponse:
    """What this site is, what the plan promises, and the way in."""
    if request.visitor.kind is Kind.MEMBER:
        return redirect(home_of(request.visitor.kind))
    found = {
        "promises": read_promises(request.visitor, get_language() or "en"),
        "offered": [service for service in _FIRST if offers(service) and has_page(service)][:_MOST],
    }
    return render(request, "public/welcome.html", found)
