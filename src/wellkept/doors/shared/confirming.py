"""The page that asks who is signed on to show again that it is they, before something that takes an account over."""

from __future__ import annotations

import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.door import Door
from wellkept.doors.shared.second_step import CHALLENGE, asked_of_browser, place, said_by_browser
from wellkept.doors.shared.signing_in import wanted_next
from wellkept.doors.shared.visitors import PROVED_AT, Asked
from wellkept.features import proof as verbs
from wellkept.features.security import read_security
from wellkept.features.sign_in import limit
from wellkept.identity.limits import Verdict

_TYPED = 200


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, door: Door) -> HttpResponse:
    """The password, or a passkey; then back to what was wanted."""
    found = read_security(request.visitor)
    wrong = _wrong(request) if request.method == "POST" else None
    wanted = wanted_next(request, door) or door.at("security")
    if request.method == "POST" and wrong is None:
        request.session[PROVED_AT] = int(time.time())
        request.session.cycle_key()
        return redirect(wanted)
    shown = {
        "wrong": wrong is Verdict.MORE,
        "paused": wrong is Verdict.PAUSE,
        "spent": wrong is Verdict.SPENT,
        "pause": int(limit().pause.total_seconds()) // 60,
        "next": wanted,
        "here": door.at("security-confirm"),
        "back": door.at("security"),
        "options": door.at("security-confirm-options"),
        "has_passkey": found.steps.has_passkey,
        "lasts": int(verbs.LASTS.total_seconds()) // 60,
    }
    return render(request, "shared/security/confirm.html", shown, status=422 if wrong else 200)


@never_cache
@require_POST
def passkey_options(request: Asked, door: Door) -> HttpResponse:  # noqa: ARG001 - as every address of a door
    """What the browser needs to show one of one's passkeys."""
    return asked_of_browser(request, verbs.begin_passkey(request.visitor, place(request)))


def _wrong(request: Asked) -> Verdict | None:
    """None for a good proof, else what is wrong with it."""
    if request.POST.get("credential"):
        said, state = said_by_browser(request), request.session.pop(CHALLENGE, None)
        shown = said and state and verbs.show_passkey(request.visitor, place(request), state, said)
        return None if shown else Verdict.MORE
    typed = request.POST.get("password", "")[:_TYPED].replace("\x00", "").encode("utf-8", "replace").decode()
    return verbs.show_password(request.visitor, typed, address=address_of(request))
