"""The privacy statement: the one in force, and every other version of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wellkept.doors.shared.documents import asked_language, shown
from wellkept.doors.shared.visitors import Asked
from wellkept.features.statement import NoSuchVersion, list_versions, read_statement, read_version


@require_safe
def in_force(request: Asked) -> HttpResponse:
    """The statement in force."""
    reading = read_statement(request.visitor, asked_language(request))
    earlier = len(list_versions(request.visitor, asked_language(request))) > 1
    return render(request, "public/statement.html", {**shown(request, reading), "earlier": earlier})


@require_safe
def version(request: Asked, version: str) -> HttpResponse:
    """One version, in force or not."""
    try:
        reading = read_version(request.visitor, version, asked_language(request))
    except NoSuchVersion as fault:
        raise Http404 from fault
    return render(request, "public/statement.html", {**shown(request, reading), "earlier": True})


@require_safe
def versions(request: Asked) -> HttpResponse:
    """The list of versions, and the choice of two to compare."""
    found = list_versions(request.visitor, asked_language(request))
    return render(request, "public/versions.html", {"versions": found})
