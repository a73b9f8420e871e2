"""Where the staff begin: the pages that their role opens, and what each is for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wellkept.doors.shared.places import open_places
from wellkept.doors.shared.templatetags.words import party_label
from wellkept.doors.shared.visitors import Asked
from wellkept.features.roles import ROLES, read_role
from wellkept.features.waiting import count_waiting
from wellkept.identity.visitor import Kind


@require_safe
def home(request: Asked) -> HttpResponse:
    """The pages, and how much waits behind each; nothing of anybody is shown."""
    if request.visitor.kind is not Kind.STAFF:
        # The gate says so, in the book and with the clause.
        read_role(request.visitor, ROLES[0])
    waits = count_waiting(request.visitor)
    found = [
        (reverse(place.name), place.words, place.about, waits.get(place.name.removeprefix("staff-"), 0))
        for place in open_places(request.visitor)
    ]
    return render(request, "staff/home.html", {"pages": found, "role": party_label(request.visitor.party)})
