"""The desk for members' accounts: looked up, locked, opened again. No user name stands in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.visitors import Asked
from wellkept.features import account_help as verbs
from wellkept.features.account_help import NoSuchAccount, Step

_TYPED = 200
_WRONG = frozenset({"none", "unchecked", "state"})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: Asked) -> HttpResponse:
    """The form, the account that was asked for, and what can be done with it."""
    verbs.open_desk(request.visitor)
    if request.method != "POST":
        return render(request, "staff/accounts.html")
    said = request.POST.get("account", "")[:_TYPED].replace("\x00", "").encode("utf-8", "replace").decode()
    try:
        account = verbs.look_at_account(request.visitor, said)
        result = _done(request, account) if request.POST.get("does") else ""
        if result == "done":
            account = verbs.look_at_account(request.visitor, str(account.id))
    except NoSuchAccount:
        return render(request, "staff/accounts.html", {"problem": "none"}, status=422)
    problem = result if result in _WRONG else ""
    shown = {"account": account, "problem": problem, "done": result == "done"}
    return render(request, "staff/accounts.html", shown, status=422 if problem else 200)


def _done(request: Asked, account: verbs.Standing) -> str:
    """Whether it is "done", or what was in the way."""
    if not request.POST.get("checked"):
        return "unchecked"
    try:
        step = Step(request.POST.get("does", ""))
    except ValueError:
        return "state"
    return "done" if verbs.change_standing(request.visitor, account.id, step) else "state"
