"""A refusal is one page, wherever it comes from: what was asked, which clause says no, what one can do.

A system is told the same as JSON: 401 where it has not proved itself (RFC 6750, section 3), else 403 with the clauses.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from wellkept.doors.shared.addresses import sign_in_of
from wellkept.doors.shared.door import door_of
from wellkept.doors.shared.systems import is_systems
from wellkept.features.proof import ProofTooOld
from wellkept.gate import Refused, telling
from wellkept.identity.visitor import Kind
from wellkept.policy.vocabulary import names


class Refusals:
    """Turns `Refused` into the refusal page, or into sign-in for a stranger, and an old proof into asking for one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; every other exception goes its way."""
        if isinstance(exception, ProofTooOld):
            return redirect(f"{door_of(request.path).at('security-confirm')}?{urlencode({'next': _back(request)})}")
        if not isinstance(exception, Refused):
            return None
        if is_systems(request.path):
            return _told_a_system(exception)
        if exception.visitor.kind is Kind.STRANGER:
            asked = {"next": request.get_full_path()} if request.method == "GET" else {}
            return redirect(f"{sign_in_of(request.path)}?{urlencode(asked)}")
        told = telling.refusal(exception, get_language() or "en")
        return render(request, "shared/refusal.html", {"refusal": told}, status=403)


def _told_a_system(refused: Refused) -> JsonResponse:
    if refused.visitor.kind is Kind.STRANGER:
        return JsonResponse({"error": "invalid_token"}, status=401, headers={"WWW-Authenticate": "Bearer"})
    decision = refused.decision
    said = {
        "error": "refused",
        "statement": refused.version,
        "reason": decision.reason,
        "clauses": list(decision.clauses),
        "missing": list(names(decision.missing)),
    }
    return JsonResponse(said, status=403)


def _back(request: HttpRequest) -> str:
    """The page to come back to: this one, or the one whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from.path if sent_from.netloc == request.get_host() else ""
