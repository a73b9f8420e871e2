"""One's own account: password, second steps, where one is signed on, and its end. Forms post to one address each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellkept.doors.shared.browsers import TRUSTED, address_of, called
from wellkept.doors.shared.drawing import drawing, in_fours
from wellkept.doors.shared.second_step import CHALLENGE, asked_of_browser, place, said_by_browser
from wellkept.doors.shared.second_step import PROVED as WITH_A_STEP
from wellkept.doors.shared.signing_in import open_session
from wellkept.doors.shared.visitors import PROVED, Asked
from wellkept.features import security as verbs
from wellkept.gate import promised
from wellkept.identity import second_steps
from wellkept.identity.limits import Verdict
from wellkept.identity.models import Account
from wellkept.identity.passwords import Fault
from wellkept.identity.visitor import Kind

_NEW = "new_app"  # session key: the secret of an app that is being set up
_TYPED = 200
View = Callable[..., HttpResponse]


def _members(view: View) -> View:
    """Members alone: a stranger is refused by the verb, and the staff have a page of their own."""

    def answer(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - whatever the address says
        if request.visitor.kind is not Kind.MEMBER:
            verbs.read_security(request.visitor)
        return view(request, *args, **kwargs)

    return sensitive_post_parameters()(never_cache(answer))


@_members
@require_safe
def overview(request: Asked) -> HttpResponse:
    """Everything about one's account on one page."""
    return _page(request, done=request.GET.get("done", ""))


@_members
@require_POST
def password(request: Asked) -> HttpResponse:
    """Another password; this session goes on under a new key, all others end."""
    result = verbs.change_password(
        request.visitor, _typed(request, "old"), _typed(request, "password"), address=address_of(request)
    )
    if result is not None:
        return _page(request, wrong="password", why=result)
    proved = request.session.get(PROVED, "password")
    account = Account.objects.get(id=request.user.pk)
    open_session(request, account, proved=proved)
    request.session.cycle_key()
    return _done("password")


@_members
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: Asked) -> HttpResponse:
    """Set up an authenticator app; then the recovery codes, shown once."""
    verbs.read_security(request.visitor)
    secret = request.session.setdefault(_NEW, second_steps.new_app_secret())
    codes = None
    if request.method == "POST":
        codes = verbs.add_app(request.visitor, secret, _typed(request, "code")[:10])
    if codes:
        del request.session[_NEW]
        request.session[PROVED] = WITH_A_STEP
        request.session.cycle_key()
        return render(request, "member/recovery_codes.html", {"codes": codes})
    wrong = request.method == "POST"
    shown = {"drawing": drawing(secret), "fours": in_fours(secret), "wrong": wrong}
    return render(request, "member/security_app.html", shown, status=422 if wrong else 200)


@_members
@require_POST
def recovery_codes(request: Asked) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    codes = verbs.new_recovery_codes(request.visitor)
    if not codes:
        return redirect("security")
    return render(request, "member/recovery_codes.html", {"codes": codes})


@_members
@require_POST
def passkey_options(request: Asked) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return asked_of_browser(request, verbs.begin_passkey(request.visitor, place(request)))


@_members
@require_POST
def passkey(request: Asked) -> HttpResponse:
    """Keep the passkey that the browser has made, called after the browser."""
    said = said_by_browser(request)
    words = called(request.headers.get("User-Agent", ""))
    state = request.session.pop(CHALLENGE, None)
    if not said or not state:
        return _page(request, wrong="passkey")
    if not verbs.add_passkey(request.visitor, place(request), state, said, called=words):
        return _page(request, wrong="passkey")
    return _done("passkey")


@_members
@require_POST
def remove(request: Asked) -> HttpResponse:
    """Remove a second step, by the password."""
    step = _id(_typed(request, "step"))
    if step is None:
        return _page(request, wrong="remove")
    result = verbs.remove_step(request.visitor, step, _typed(request, "old"), address=address_of(request))
    return _page(request, wrong="remove", why=result) if isinstance(result, Verdict) else _done("removed")


@_members
@require_POST
def end_session(request: Asked) -> HttpResponse:
    """Sign out in one other place, or in all others."""
    one = _id(_typed(request, "session"))
    if one is None and _typed(request, "session") != "others":
        return _page(request, wrong="session")
    verbs.end_sessions(request.visitor, one=one, but=request.session.id)
    return _done("ended")


@_members
@require_POST
def forget(request: Asked) -> HttpResponse:
    """Trust a browser no more."""
    browser = _id(_typed(request, "browser"))
    if browser is not None:
        verbs.forget_browser(request.visitor, browser)
    return _done("forgotten")


@_members
@require_POST
def passcode(request: Asked) -> HttpResponse:
    """A code for the telephone, or none."""
    code = "" if request.POST.get("none") else _typed(request, "passcode")
    if not code and not request.POST.get("none"):
        return _page(request, wrong="passcode")
    result = verbs.set_passcode(request.visitor, code, _typed(request, "old"), address=address_of(request))
    if result is True:
        return _done("passcode")
    return _page(request, wrong="passcode", why=result if isinstance(result, Verdict) else None)


@_members
@require_POST
def end_account(request: Asked) -> HttpResponse:
    """Suspend one's account, or close it for good."""
    for_good = _typed(request, "how") == "close"
    wrong = verbs.end_account(request.visitor, _typed(request, "old"), address=address_of(request), for_good=for_good)
    if wrong is not None:
        return _page(request, wrong="end", why=wrong)
    logout(request)
    answer = redirect(f"{reverse('sign-in')}?out=1")
    answer.delete_cookie(TRUSTED, samesite="Lax")
    return answer


def _page(request: Asked, *, wrong: str = "", why: Fault | Verdict | None = None, done: str = "") -> HttpResponse:
    found = verbs.read_security(request.visitor)
    statement = promised().in_force.statement
    shown = {
        "security": found,
        "here": request.session.id,
        "wrong": wrong,
        "fault": str(why) if isinstance(why, Fault) else "",
        "old_wrong": why is Verdict.MORE,
        "paused": why in (Verdict.PAUSE, Verdict.SPENT),
        "least": found.least,
        "shorter": found.shorter,
        "done": done,
        # The statement's own advice on passwords (I6), where it gives some.
        "advice": "passwords" in statement.notes,
    }
    return render(request, "member/security.html", shown, status=422 if wrong else 200)


def _done(what: str) -> HttpResponse:
    return redirect(f"{reverse('security')}?done={what}")


def _typed(request: Asked, name: str) -> str:
    typed = request.POST.get(name, "")[:_TYPED].replace("\x00", "")
    return typed.encode("utf-8", "replace").decode()


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
