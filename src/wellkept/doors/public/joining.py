"""An invitation for whoever has no account: the link of the mail, an account of her own, and the answer yes.

What the page says depends on the link alone: never on whether the address has an account, or is a member's.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.public.register.forms import Newcomer as Form
from wellkept.doors.public.register.views import too_young
from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.contacts import office
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.grant_words import kinds_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features import joining as verbs
from wellkept.features import passwords
from wellkept.features.joining import Newcomer, Shown
from wellkept.features.registration import Throttled, TooYoung
from wellkept.gate import promised
from wellkept.identity.visitor import Kind

_OVER, _WRONG, _OFTEN = 410, 422, 429


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Asked, secret: str) -> HttpResponse:
    """Who asks, the way to sign in, and the form for whoever has no account."""
    if request.visitor.kind is Kind.MEMBER:
        return redirect("helping-join", secret)
    try:
        return _asked(request, secret)
    except verbs.LinkOver:
        return render(request, "public/join_over.html", status=_OVER)
    except TooYoung as young:
        return too_young(request, young)
    except Throttled:
        return render(request, "public/register/too_often.html", {"office": office(request)}, status=_OFTEN)


@never_cache
@require_safe
def done(request: Asked) -> HttpResponse:
    """There is an account, and the answer was yes; the sign-in page is next."""
    return render(request, "public/joined.html")


def _asked(request: Asked, secret: str) -> HttpResponse:
    shown = verbs.look_by_link(request.visitor, secret) if offers("acting_for") else None
    if shown is None:
        raise verbs.LinkOver
    form = Form(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, secret, shown, form)
    wrong = _joined(request, secret, form)
    return _page(request, secret, shown, form, wrong=wrong) if wrong or form.errors else redirect("join-done")


def _joined(request: Asked, secret: str, form: Form) -> str:
    """Make the account; "" when done or when a field is at fault, else what is wrong with the password."""
    try:
        return str(verbs.join(request.visitor, secret, _newcomer(form), address=address_of(request)) or "")
    except verbs.NameTaken:
        form.add_error("user_name", _("Somebody else has this user name. Choose another one."))
    except verbs.OtherVersion:
        form.add_error("agrees", _("The privacy statement changed while you read it. Read it again."))
    return ""


def _newcomer(form: Form) -> Newcomer:
    said = form.cleaned_data
    return Newcomer(
        first=said["first"],
        last=said["last"],
        born=said["born"],
        user_name=said["user_name"],
        password=said["password"],
        language=said["language"],
        agreed=said["version"],
    )


def _page(request: Asked, secret: str, shown: Shown, form: Form, *, wrong: str = "") -> HttpResponse:
    offer = shown.invited.offer
    given = {
        "form": form,
        "faults": [(form[name].auto_id, found[0]) for name, found in form.errors.items() if name in form.fields],
        "wrong": wrong,
        "secret": secret,
        "inviter": shown.inviter,
        "offer": offer,
        "kinds": kinds_of(offer.data),
        "open_until": shown.invited.open_until,
        "least": passwords.least_of(None),
        "under": promised().old_enough,
        "version": promised().version,
        "chosen_language": form["language"].value() or get_language() or "en",
    }
    return render(request, "public/join.html", given, status=_WRONG if wrong or form.errors else 200)
