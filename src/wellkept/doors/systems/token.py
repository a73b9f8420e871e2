"""The token endpoint: a signed token for an access token (RFC 6749, section 4.4; RFC 7523, section 2.2)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features.systems import TOKEN_LASTS, TooOften, prove_system, sign_in_system
from wellkept.identity.clients import of_key

_BY_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_FORM = "application/x-www-form-urlencoded"
_WANTED = ("grant_type", "client_assertion_type", "client_assertion")


def address() -> str:
    """Where the token endpoint is: what a signed token must be made for. Never what a request calls this host."""
    return f"{settings.WELLKEPT_ADDRESS}{reverse('systems-token')}"


@csrf_exempt
@require_POST
def token(request: Asked) -> HttpResponse:
    """An access token for a system that shows a good signed token; errors as RFC 6749, section 5.2, has them.

    Nothing tells an unknown system from a wrong key, or that from a token that was used before.
    """
    if wrong := _wrong(request):
        return _error(wrong)
    said = request.POST["client_assertion"]
    try:
        key = prove_system(request.visitor, said, audience=address(), address=address_of(request))
    except TooOften:
        return _error("temporarily_unavailable", status=429)
    if key is None:
        return _error("invalid_client", status=401)
    made = sign_in_system(of_key(key, request=request.visitor.request), key)
    return _answer({"access_token": made, "token_type": "Bearer", "expires_in": int(TOKEN_LASTS.total_seconds())})


def _wrong(request: Asked) -> str:
    """What is wrong with the form of a request; "" for nothing."""
    if request.content_type != _FORM or any(len(values) > 1 for _, values in request.POST.lists()):
        return "invalid_request"
    if any(name not in request.POST for name in _WANTED):
        return "invalid_request"
    if request.POST["grant_type"] != "client_credentials":
        return "unsupported_grant_type"
    if request.POST["client_assertion_type"] != _BY_ASSERTION:
        return "invalid_request"
    # What a system may do follows from its party and the statement alone: there is no scope to ask for.
    return "invalid_scope" if "scope" in request.POST else ""


def _error(name: str, *, status: int = 400) -> JsonResponse:
    return _answer({"error": name}, status=status)


def _answer(said: dict[str, object], *, status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, headers={"Pragma": "no-cache"})
