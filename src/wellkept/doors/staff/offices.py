"""Providers' offices: the agreement on file of each, and ending one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.offices import NotAnOffice, end_office, list_offices, read_office


@require_safe
def offices(request: Asked) -> HttpResponse:
    """Every office, those whose people get in first."""
    found = sorted(list_offices(request.visitor), key=lambda one: not one.is_open)
    return render(request, "staff/offices.html", {"offices": found})


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: Asked, office: UUID) -> HttpResponse:
    """One office; ending it wants a mark, since nobody of it gets in afterwards."""
    try:
        found = read_office(request.visitor, office)
        if request.method == "POST" and request.POST.get("sure"):
            end_office(request.visitor, office)
            return redirect("staff-offices")
    except NotAnOffice as fault:
        raise Http404 from fault
    unsure = request.method == "POST"
    return render(request, "staff/office.html", {"office": found, "unsure": unsure}, status=422 if unsure else 200)
