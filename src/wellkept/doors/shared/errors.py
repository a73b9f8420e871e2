"""The pages for what went wrong: no technical detail on any, and one look for all of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """400: the request itself cannot be read. Nothing of it is used, not even to frame the page."""
    return HttpResponse(render_to_string("shared/bad_request.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """403 that no clause decided, such as a page that may not be opened in this way."""
    return render(request, "shared/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """404: no such page, or nothing of the visitor's own at this address."""
    return render(request, "shared/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """500: our fault. The page asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("shared/failed.html"), status=500)
