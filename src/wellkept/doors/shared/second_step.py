"""The second step of signing in, at any door: a code, or a passkey; and a passkey in place of a password."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.door import Door
from wellkept.doors.shared.signing_in import enter, form, half_open, wanted_next
from wellkept.doors.shared.visitors import Asked
from wellkept.features import second_step as verbs
from wellkept.features.sign_in import limit
from wellkept.gate import promised
from wellkept.identity import second_steps
from wellkept.identity.limits import Verdict
from wellkept.identity.models import Account
from wellkept.identity.passkeys import Challenge, Place
from wellkept.identity.visitor import Kind

_MOST = 20_000  # characters of what a browser says of a passkey
PROVED = "second_factor"
CHALLENGE = "challenge"  # session key: what a passkey must answer to


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, door: Door) -> HttpResponse:
    """The page for the code. Who has shown no password begins at the beginning, who has no step yet sets one up."""
    half = half_open(request, door)
    if half is None:
        return redirect(door.at("sign-in"))
    account, wanted = half
    if not second_steps.are_on(account.pk):
        return redirect(door.at("set-up" if door.always_two_steps else "sign-in"))
    if request.method != "POST":
        return _form(request, door, account)
    if request.POST.get("credential"):
        return _by_passkey(request, door, account, wanted)
    code = request.POST.get("code", "")[:40]
    found, verdict = verbs.take_code(request.visitor, account.pk, code, address=address_of(request))
    if not found:
        return _form(request, door, account, wrong=verdict)
    return enter(request, door, account, wanted, proved=PROVED, trust=bool(request.POST.get("trust")))


@never_cache
@require_POST
def passkey_options(request: Asked, door: Door) -> HttpResponse:
    """What the browser needs to show a passkey: of the account whose password was right, else any of this site's."""
    half = half_open(request, door)
    return asked_of_browser(request, verbs.begin_passkey(request.visitor, place(request), half[0] if half else None))


@never_cache
@require_POST
def passkey(request: Asked, door: Door) -> HttpResponse:
    """Sign in with a passkey alone: it is two steps in one, what one has and what one knows or is."""
    wanted = wanted_next(request, door)
    said = said_by_browser(request)
    state = request.session.pop(CHALLENGE, None)
    shown = verbs.take_passkey(request.visitor, place(request), state, said) if said and state else None
    if shown is None or shown.kind is not door.kind:
        return form(request, door, wanted, wrong=Verdict.GO)
    return enter(request, door, shown, wanted, proved=PROVED)


def place(request: Asked) -> Place:
    """The site that passkeys are for; the host name is one of ALLOWED_HOSTS, or there would be no request."""
    return Place(request.get_host().partition(":")[0], promised().in_force.plan.name)


def asked_of_browser(request: Asked, challenge: Challenge) -> HttpResponse:
    """The challenge as an answer to the page's script; it waits in the session for one answer."""
    request.session[CHALLENGE] = challenge.state
    return JsonResponse(challenge.options)


def said_by_browser(request: Asked) -> dict[str, Any] | None:
    """What a passkey's script sent in the form, if it is an object."""
    sent = request.POST.get("credential", "")
    try:
        said = json.loads(sent) if len(sent) <= _MOST else None
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("response"), dict) else None


def _by_passkey(request: Asked, door: Door, account: Account, wanted: str) -> HttpResponse:
    said = said_by_browser(request)
    state = request.session.pop(CHALLENGE, None)
    shown = verbs.take_passkey(request.visitor, place(request), state, said, account) if said and state else None
    if shown is None:
        return _form(request, door, account, wrong=Verdict.GO)
    return enter(request, door, shown, wanted, proved=PROVED, trust=bool(request.POST.get("trust")))


def _form(request: Asked, door: Door, account: Account, *, wrong: Verdict | None = None) -> HttpResponse:
    steps = second_steps.of_account(account.pk)
    shown = {
        "steps": steps,
        "wrong": wrong is Verdict.GO,
        "paused": wrong in (Verdict.PAUSE, Verdict.MORE),
        "spent": wrong is Verdict.SPENT,
        "members": door.kind is Kind.MEMBER,
        "pause": int(limit().pause.total_seconds()) // 60,
        "here": door.at("second-step"),
        "options": door.at("sign-in-passkey-options"),
        "may_trust": not door.always_two_steps,
        "again": door.at("sign-in"),
    }
    return render(request, "shared/second_step.html", shown, status=422 if wrong else 200)
