"""A forgotten password, and "this was not me": by links from our messages. No page says who has an account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features import password_reset as verbs
from wellkept.features import sign_in as sign_in_verbs
from wellkept.identity.limits import Verdict

_TYPED = 200


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Asked) -> HttpResponse:
    """Ask for a link. The answer is the same whether or not there is such an account."""
    if request.method != "POST":
        return render(request, "public/reset_ask.html", {"lasts": verbs.LASTS.seconds // 60})
    name = request.POST.get("user_name", "").replace("\x00", "")[:_TYPED]
    name = name.encode("utf-8", "replace").decode()
    verdict = verbs.ask(request.visitor, name, address_of(request))
    shown = {"sent": verdict is Verdict.GO, "paused": verdict is Verdict.PAUSE, "lasts": verbs.LASTS.seconds // 60}
    return render(request, "public/reset_ask.html", shown, status=429 if shown["paused"] else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_new(request: Asked, link: str) -> HttpResponse:
    """Choose the new password, by the link."""
    if not verbs.leads_somewhere(link):
        return render(request, "public/link_over.html", {"again": reverse("reset-password")}, status=410)
    shown = {"least": verbs.least(link), "wrong": ""}
    if request.method != "POST":
        return render(request, "public/reset_set.html", shown)
    password = request.POST.get("password", "").replace("\x00", "")
    result = verbs.set_new(request.visitor, link, password.encode("utf-8", "replace").decode())
    if result is True:
        return redirect(f"{reverse('sign-in')}?changed=1")
    if result is False:
        return render(request, "public/link_over.html", {"again": reverse("reset-password")}, status=410)
    return render(request, "public/reset_set.html", shown | {"wrong": str(result)}, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: Asked, link: str) -> HttpResponse:
    """Saying that a sign-in was somebody else's: looking changes nothing, the button locks the account."""
    if request.method == "POST" and sign_in_verbs.was_not_me(request.visitor, link):
        return render(request, "public/not_me.html", {"locked": True})
    if not sign_in_verbs.not_me_leads_somewhere(link):
        return render(request, "public/link_over.html", {"again": ""}, status=410)
    return render(request, "public/not_me.html", {"locked": False})
