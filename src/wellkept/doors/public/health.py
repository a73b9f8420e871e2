"""Whether the house stands, and how much it does: never anything about a person."""

from __future__ import annotations

import os
import secrets

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from wellkept.doors.shared.visitors import Asked
from wellkept.features.health import read_health

_HERE = {"127.0.0.1", "::1"}


@never_cache
@require_safe
def healthz(request: Asked) -> HttpResponse:
    """200 when everything stands, else 503; the body says what does and what does not."""
    health = read_health(request.visitor)
    told = {
        "well": health.well,
        "database": health.database,
        "keys": health.keys,
        "triggers": health.triggers,
        "statement": health.statement,
    }
    return JsonResponse(told, status=200 if health.well else 503)


@never_cache
@require_safe
def metrics(request: Asked) -> HttpResponse:
    """Prometheus metrics, for this machine or for who shows the token WELLKEPT_METRICS_TOKEN; nobody else sees them."""
    token = os.environ.get("WELLKEPT_METRICS_TOKEN", "")
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    by_token = bool(token) and secrets.compare_digest(shown.encode(), token.encode())
    if not by_token and (token or not _from_here(request)):
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _from_here(request: Asked) -> bool:
    """Whether a program of this machine asks; behind a proxy everyone would seem to."""
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in _HERE and not forwarded
