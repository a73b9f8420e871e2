"""One's own account, the same at each door: how one signs in, and where one is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellkept.doors.shared import confirming
from wellkept.doors.shared.browsers import called
from wellkept.doors.shared.door import Door
from wellkept.doors.shared.drawing import drawing, in_fours
from wellkept.doors.shared.second_step import CHALLENGE, asked_of_browser, place, said_by_browser
from wellkept.doors.shared.second_step import PROVED as WITH_A_STEP
from wellkept.doors.shared.signing_in import NEW_APP, open_session
from wellkept.doors.shared.visitors import PROVED, Asked
from wellkept.features import security as verbs
from wellkept.features.proof import want_proof
from wellkept.gate import promised
from wellkept.identity import second_steps
from wellkept.identity.models import Account

_TYPED = 200
View = Callable[..., HttpResponse]


def addresses(door: Door) -> list[URLPattern]:
    """The addresses of one's own account at a door."""

    def at(name: str, view: View) -> URLPattern:
        return path(f"{door.root}security{name}", view, {"door": door}, name=f"{door.prefix}security{_dashed(name)}")

    return [
        at("", overview),
        at("/confirm", owners(confirming.page)),
        at("/confirm/options", owners(confirming.passkey_options)),
        at("/password", password),
        at("/app", app),
        at("/recovery-codes", recovery_codes),
        at("/passkey", passkey),
        at("/passkey/options", passkey_options),
        at("/remove", remove),
        at("/session", end_session),
        at("/browser", forget),
    ]


def owners(view: View) -> View:
    """Who is signed on alone: a stranger is refused by the verb, in the book, whatever else an address is about."""

    @wraps(view)
    def answer(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - whatever the address says
        if request.visitor.account is None:
            verbs.read_security(request.visitor)
        return view(request, *args, **kwargs)

    return sensitive_post_parameters()(never_cache(answer))


@owners
@require_safe
def overview(request: Asked, door: Door) -> HttpResponse:
    """Everything about one's account on one page."""
    return shown(request, door, done=request.GET.get("done", ""))


@owners
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Asked, door: Door) -> HttpResponse:
    """Another password; this session goes on under a new key, all others end."""
    found = verbs.read_security(request.visitor)
    want_proof(request.visitor)
    wrong = verbs.change_password(request.visitor, typed(request, "password")) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        proved = request.session.get(PROVED, "password")
        open_session(request, Account.objects.get(id=request.user.pk), proved=proved)
        request.session.cycle_key()
        return done(door, "password")
    said = {
        "wrong": str(wrong or ""),
        "least": found.least,
        "shorter": found.shorter,
        "back": door.at("security"),
        # The statement's own advice on passwords (I6), where it gives some.
        "advice": "passwords" in promised().in_force.statement.notes,
    }
    return render(request, "shared/security/password.html", said, status=422 if wrong else 200)


@owners
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: Asked, door: Door) -> HttpResponse:
    """Set up an authenticator app; then the recovery codes, shown once."""
    verbs.read_security(request.visitor)
    want_proof(request.visitor)
    secret = request.session.setdefault(NEW_APP, second_steps.new_app_secret())
    codes = None
    if request.method == "POST":
        codes = verbs.add_app(request.visitor, secret, typed(request, "code")[:10])
    if codes:
        del request.session[NEW_APP]
        request.session[PROVED] = WITH_A_STEP
        request.session.cycle_key()
        return _codes(request, door, codes)
    wrong = request.method == "POST"
    said = {"drawing": drawing(secret), "fours": in_fours(secret), "wrong": wrong, "back": door.at("security")}
    return render(request, "shared/security/app.html", said, status=422 if wrong else 200)


@owners
@require_POST
def recovery_codes(request: Asked, door: Door) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    codes = verbs.new_recovery_codes(request.visitor)
    return _codes(request, door, codes) if codes else redirect(door.at("security"))


@owners
@require_POST
def passkey_options(request: Asked, door: Door) -> HttpResponse:  # noqa: ARG001 - as every address of a door
    """What the browser needs to make a passkey."""
    return asked_of_browser(request, verbs.begin_passkey(request.visitor, place(request)))


@owners
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: Asked, door: Door) -> HttpResponse:
    """Make a passkey in this browser, and keep it under the browser's name."""
    verbs.read_security(request.visitor)
    want_proof(request.visitor)
    if request.method == "POST" and _kept(request):
        return done(door, "passkey")
    wrong = request.method == "POST"
    said = {"wrong": wrong, "back": door.at("security"), "to": door.at("security-passkey")}
    said |= {"options": door.at("security-passkey-options")}
    return render(request, "shared/security/passkey.html", said, status=422 if wrong else 200)


@owners
@require_POST
def remove(request: Asked, door: Door) -> HttpResponse:
    """Remove a second step."""
    step = identified(typed(request, "step"))
    if step is None:
        return shown(request, door, wrong=True)
    verbs.remove_step(request.visitor, step)
    return done(door, "removed")


@owners
@require_POST
def end_session(request: Asked, door: Door) -> HttpResponse:
    """Sign out in one other place, or in all others."""
    one = identified(typed(request, "session"))
    if one is None and typed(request, "session") != "others":
        return shown(request, door, wrong=True)
    verbs.end_sessions(request.visitor, one=one, but=request.session.id)
    return done(door, "ended")


@owners
@require_POST
def forget(request: Asked, door: Door) -> HttpResponse:
    """Know a browser no more."""
    browser = identified(typed(request, "browser"))
    if browser is not None:
        verbs.forget_browser(request.visitor, browser)
    return done(door, "forgotten")


def shown(request: Asked, door: Door, *, wrong: bool = False, done: str = "") -> HttpResponse:
    """The page of everything, with what was done or not."""
    names = ("password", "app", "recovery-codes", "passkey", "remove", "session", "browser")
    said = {
        "security": verbs.read_security(request.visitor),
        "here": request.session.id,
        "wrong": wrong,
        "done": done,
        "to": {name.replace("-", "_"): door.at(f"security-{name}") for name in names},
        "always": door.always_two_steps,
    }
    return render(request, "shared/security/overview.html", said, status=422 if wrong else 200)


def done(door: Door, what: str) -> HttpResponse:
    """Back to the page of everything, which says so."""
    return redirect(f"{door.at('security')}?done={what}")


def typed(request: Asked, name: str) -> str:
    """What was typed into a field, in a length and letters that every database takes."""
    said = request.POST.get(name, "")[:_TYPED].replace("\x00", "")
    return said.encode("utf-8", "replace").decode()


def identified(said: str) -> UUID | None:
    """The id that a form sent, if it is one."""
    try:
        return UUID(said)
    except ValueError:
        return None


def _kept(request: Asked) -> bool:
    said = said_by_browser(request)
    words = called(request.headers.get("User-Agent", ""))
    state = request.session.pop(CHALLENGE, None)
    return bool(said and state and verbs.add_passkey(request.visitor, place(request), state, said, called=words))


def _codes(request: Asked, door: Door, codes: list[str]) -> HttpResponse:
    return render(request, "shared/recovery_codes.html", {"codes": codes, "next": door.at("security")})


def _dashed(name: str) -> str:
    return name.replace("/", "-")
