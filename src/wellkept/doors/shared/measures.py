"""How many requests there were and how long they took: by route, method and status, never by person or address."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

_REQUESTS = Counter("wellkept_requests", "Requests answered.", ("route", "method", "status"))
_SECONDS = Histogram(
    "wellkept_request_seconds",
    "How long an answer took.",
    ("route",),
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measures:
    """Counts and times each answer, outermost of all."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note how long it took."""
        began = time.perf_counter()
        response = self.answer(request)
        took = time.perf_counter() - began
        # The name of the route and a closed list of methods: what a visitor makes up must not become a label.
        route = getattr(request.resolver_match, "url_name", None) or "none"
        method = request.method if request.method in _METHODS else "other"
        _REQUESTS.labels(route=route, method=method, status=response.status_code).inc()
        _SECONDS.labels(route=route).observe(took)
        return response
