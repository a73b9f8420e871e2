"""How to reach the plan, by what the matter is: the contacts of the statement in force, and no others (promise S6)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wellkept.doors.shared.contacts import link_of, matters
from wellkept.doors.shared.region import remembered
from wellkept.doors.shared.visitors import Asked
from wellkept.features.contacts import read_contacts
from wellkept.features.regions import Region, list_regions


@dataclass(frozen=True, slots=True)
class OfRegion:
    """A region with what one can press to call its plan; `chosen` is the one that this browser remembers."""

    region: Region
    link: str
    chosen: bool


@require_safe
def contact(request: Asked) -> HttpResponse:
    """The contacts."""
    named = read_contacts(request.visitor)
    found, now = list_regions(request.visitor, get_language() or "en"), remembered(request)
    regions = [OfRegion(one, link_of(one.telephone), one.id == now) for one in found if one.plan]
    shown = {"matters": matters(named), "regions": sorted(regions, key=lambda one: not one.chosen)}
    return render(request, "public/contact.html", shown)
