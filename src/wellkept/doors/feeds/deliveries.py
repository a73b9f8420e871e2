"""Where a registered system delivers a file, and reads what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from wellkept.doors.feeds import enrolment
from wellkept.doors.feeds.delivered import ENROLMENT, FHIR
from wellkept.doors.shared.visitors import Asked
from wellkept.features.deliveries import MOST_BYTES, Delivery, TooLarge, TooMany, receive, see_delivery
from wellkept.features.systems import see_itself
from wellkept.identity.visitor import Kind

_CHUNK = 64 * 1024  # bytes
# As the registries of media types have them (RFC 1767; FHIR R4, section 2.6.2).
_FORMS = {
    "application/edi-x12": ENROLMENT,
    "application/fhir+json": FHIR,
    "application/fhir+ndjson": FHIR,
}


@csrf_exempt
def deliver(request: Asked) -> HttpResponse:
    """202 with the address where the file's system reads what became of it. The body is the file, whole."""
    if request.visitor.kind is not Kind.SYSTEM:
        see_itself(request.visitor)  # refuses, and says so in the book
    return _deliver(request)


@require_POST
def _deliver(request: Asked) -> HttpResponse:
    form = _FORMS.get(request.content_type or "")
    if form is None:
        return _error("unsupported_media_type", status=415, takes=sorted(_FORMS))
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) == 0:
        return _error("length_required", status=411)
    if int(length) > MOST_BYTES:
        return _error("too_large", status=413, most=MOST_BYTES)
    if form == ENROLMENT:
        enrolment.ask_first(request.visitor)
    try:
        made = receive(request.visitor, form, _body(request, int(length)))
    except TooLarge:
        return _error("too_large", status=413, most=MOST_BYTES)
    except TooMany:
        return _error("too_many", status=429)
    place = reverse("systems-delivery", args=[made])
    return JsonResponse({"state": "waiting", "delivery": place}, status=202, headers={"Location": place})


def _body(request: Asked, length: int) -> Iterator[bytes]:
    """The body as it comes. Raises `BadRequest` for one that ends before its length."""
    left = length
    while left:
        some = request.read(min(_CHUNK, left))
        if not some:
            raise BadRequest("the body ended before its length")
        left -= len(some)
        yield some


@require_safe
def delivery(request: Asked, delivery: UUID) -> HttpResponse:
    """What became of a delivery of the system that asks; 404 for anybody else's."""
    found = see_delivery(request.visitor, delivery)
    return _error("not_found", status=404) if found is None else JsonResponse(_told(found))


def _told(found: Delivery) -> dict[str, object]:
    return {"state": found.state, "received": found.received.isoformat(), "bytes": found.size, **found.told}


def _error(name: str, *, status: int, **also: object) -> JsonResponse:
    return JsonResponse({"error": name, **also}, status=status)
