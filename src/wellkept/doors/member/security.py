"""What only a member's account has: a passcode for the telephone, and its end."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.browsers import TRUSTED
from wellkept.doors.shared.door import MEMBERS
from wellkept.doors.shared.own_account import done, owners, typed
from wellkept.doors.shared.visitors import Asked
from wellkept.features import security as verbs
from wellkept.features.proof import want_proof


@owners
@require_http_methods(["GET", "HEAD", "POST"])
def passcode(request: Asked) -> HttpResponse:
    """A code for the telephone, or none."""
    found = verbs.read_security(request.visitor)
    want_proof(request.visitor)
    if request.method == "POST":
        none = bool(request.POST.get("none"))
        code = "" if none else typed(request, "new_passcode")
        if (code or none) and verbs.set_passcode(request.visitor, code):
            return done(MEMBERS, "passcode")
    wrong = request.method == "POST"
    said = {"wrong": wrong, "has_passcode": found.has_passcode}
    return render(request, "member/security_passcode.html", said, status=422 if wrong else 200)


@owners
@require_http_methods(["GET", "HEAD", "POST"])
def end_account(request: Asked) -> HttpResponse:
    """Suspend one's account, or close it for good."""
    verbs.read_security(request.visitor)
    want_proof(request.visitor)
    how = typed(request, "how")
    if request.method != "POST" or how not in {"suspend", "close"}:
        wrong = request.method == "POST"
        return render(request, "member/security_end.html", {"wrong": wrong}, status=422 if wrong else 200)
    verbs.end_account(request.visitor, for_good=how == "close")
    logout(request)
    answer = redirect(f"{reverse('sign-in')}?out=1")
    answer.delete_cookie(TRUSTED, samesite="Lax")
    return answer
