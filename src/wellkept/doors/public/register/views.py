"""The steps of `/register`: who, by what way, the code, the account. Each is a page that works without scripts."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.public.register import forms, state
from wellkept.doors.public.register.state import State
from wellkept.doors.public.register.words import NUMBERS, WAYS
from wellkept.doors.shared.addresses import home_of
from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.contacts import office
from wellkept.doors.shared.visitors import Asked
from wellkept.features import passwords
from wellkept.features import registration as verbs
from wellkept.features.registration.account import NameTaken, NoContact
from wellkept.gate import promised, telling
from wellkept.policy.vocabulary.settings import SETTINGS

STEPS = 4
_WRONG, _OFTEN, _NOT_ALLOWED = 422, 429, 403

View = Callable[[Asked], HttpResponse]


def _step(view: View) -> View:
    """What all steps share: nothing of them is kept by a browser or in a report, and too often is told plainly."""

    def shown(request: Asked) -> HttpResponse:
        if request.visitor.account is not None:
            return redirect(home_of(request.visitor.kind))
        try:
            return view(request)
        except verbs.Throttled:
            return render(request, "public/register/too_often.html", {"office": office(request)}, status=_OFTEN)
        except verbs.TooYoung as young:
            return too_young(request, young)

    guarded = require_http_methods(["GET", "HEAD", "POST"])(shown)
    return never_cache(sensitive_post_parameters()(guarded))


@_step
def who(request: Asked) -> HttpResponse:
    """The first step. What follows looks the same whoever is meant."""
    form = forms.Who(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        hints = {str(kind): hint for kind, (_words, hint) in NUMBERS.items()}
        return _page(request, 1, "who", form, under=promised().old_enough, hints=hints)
    person = verbs.begin(request.visitor, form.claim(), address=address_of(request))
    state.keep(request, State(of=person.hex))
    return redirect("register-way")


@_step
def way(request: Asked) -> HttpResponse:
    """The second step: where the code goes."""
    at = state.of(request)
    if at is None or not at.of:
        return redirect("register")
    form = forms.Way(request.POST or None, ways=verbs.ways())
    if request.method != "POST" or not form.is_valid():
        hints = {str(kind): hint for kind, (_words, hint) in WAYS.items()}
        return _page(request, 2, "way", form, hints=hints, office=office(request))
    kind = verbs.Kind(form.cleaned_data["way"])
    verbs.ask_code(request.visitor, at.person, kind, address=address_of(request))
    state.keep(request, State(of=at.of, way=kind))
    return redirect("register-code")


@_step
def code(request: Asked) -> HttpResponse:
    """The third step: the code, from just now or from a letter."""
    at = state.of(request)
    if at is None or not at.of:
        return redirect("register")
    form = forms.Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["code"]
        ticket = verbs.prove(request.visitor, at.person, said, address=address_of(request))
        if ticket is not None:
            request.session.cycle_key()
            state.keep(request, State(ticket=ticket))
            return redirect("register-account")
        form.add_error("code", _("That is not the code, or it is over. After five wrong codes you need a new one."))
    shown = {"way": at.way, "letter": at.way == verbs.Kind.POST}
    return _page(request, 3, "code", form, **shown, office=office(request))


@_step
def account(request: Asked) -> HttpResponse:
    """The last step: it makes the account."""
    at = state.of(request)
    if at is None or not at.ticket or not verbs.leads_on(at.ticket):
        return redirect("register")
    form = forms.Account(request.POST or None)
    wrong = ""
    if request.method == "POST" and form.is_valid():
        try:
            wrong = _made(request, at.ticket, form)
        except (verbs.NotProved, verbs.AlreadyRegistered):
            request.session.flush()
            return redirect("register")
        if not wrong and form.is_valid():
            request.session.flush()
            return redirect("register-done")
    return _page(request, 4, "account", form, least=passwords.least_of(None), wrong=wrong)


def _made(request: Asked, ticket: str, form: forms.Account) -> str:
    """Make the account; "" when done or when a field is at fault, else what is wrong with the password."""
    try:
        return str(verbs.create(request.visitor, ticket, _chosen(form), address=address_of(request)) or "")
    except NameTaken:
        form.add_error("user_name", _("Somebody else has this user name. Choose another one."))
    except NoContact:
        form.add_error("phone", _("Check the telephone number and the email address: one of them cannot be right."))
    return ""


@never_cache
@require_safe
def done(request: Asked) -> HttpResponse:
    """There is an account; the sign-in page is next."""
    return render(request, "public/register/done.html")


def _chosen(form: forms.Account) -> verbs.Chosen:
    said = form.cleaned_data
    return verbs.Chosen(
        user_name=said["user_name"],
        password=said["password"],
        email=said["email"],
        phone=said["phone"],
        spoken=said["spoken"],
        written=said["written"],
        language=get_language() or "en",
        answers=form.answers(),
        network=said.get("network", ""),
        pcp=said.get("pcp", ""),
    )


def _page(request: Asked, number: int, name: str, form: Form, **shown: object) -> HttpResponse:
    wrong = bool(shown.get("wrong")) or bool(form.errors)
    faults = [(form[field].auto_id, messages[0]) for field, messages in form.errors.items() if field in form.fields]
    given = {"form": form, "step": number, "steps": STEPS, "faults": faults, **shown}
    return render(request, f"public/register/{name}.html", given, status=_WRONG if wrong else 200)


def too_young(request: Asked, young: verbs.TooYoung) -> HttpResponse:
    """Who is too young is told which words say so, who may act for them, and which office helps."""
    through, language = promised().in_force.setting("children.through"), get_language() or "en"
    label = SETTINGS["children.through"].value_label
    shown = {
        "under": promised().old_enough,
        "refusal": telling.refusal(young.refused, language),
        "through": [label(one, language) for one in through] if isinstance(through, tuple) else [],
        "office": office(request),
    }
    request.session.flush()
    return render(request, "public/register/too_young.html", shown, status=_NOT_ALLOWED)
