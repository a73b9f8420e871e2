"""The plain view: what a Django site with the same sign-in, frame and language would write, and nothing of the house.

It has the same middleware of Django's and the same queries for session and account, lies beside the house's address in
the same list, and shares the connection with its settings. It does less in two ways on purpose, since these are what is
measured: it does not sign off who is silent, and it leaves no trace of who read what.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from benchmarks.plain.models import Claim
from wellkept.doors.member.claim_words import line_of
from wellkept.doors.member.claims import _counted as in_words
from wellkept.doors.member.narrowing import narrowing, wanted
from wellkept.identity.accounts import visitor_of

_SHOWN = 25
# What the house's page says of why it may be shown; here the same words every time, so that both draw as much.
WHY: dict[str, Any] = {"helping": None, "why": None}


@login_required
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The newest claims of whoever is signed in."""
    request.visitor = visitor_of(request.user, request="")  # the shared page frame draws its links from it
    found = list(Claim.objects.filter(member=request.user.person).order_by("-began", "-id")[: _SHOWN + 1])
    following = found[_SHOWN - 1].id if len(found) > _SHOWN else None
    lines = [line_of(row) for row in found[:_SHOWN]]
    counted = narrowing(wanted(request), {(None, ""): len(lines)}, in_words)
    said = {"claims": lines, "narrowing": counted, "next": following, "later": False}
    return render(request, "member/claims.html", {**said, **WHY})
