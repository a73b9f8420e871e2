"""A forgotten user name: who one is, and the same answer for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.public.register import forms
from wellkept.doors.public.register.views import too_young
from wellkept.doors.shared.addresses import home_of
from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.contacts import office
from wellkept.doors.shared.visitors import Asked
from wellkept.features import user_name as verbs
from wellkept.features.registration import Throttled, TooYoung

_WRONG, _OFTEN = 422, 429


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Asked) -> HttpResponse:
    """The form; what follows it looks the same whoever is meant."""
    if request.visitor.account is not None:
        return redirect(home_of(request.visitor.kind))
    form = forms.Who(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        faults = [(form[field].auto_id, said[0]) for field, said in form.errors.items() if field in form.fields]
        return render(
            request, "public/user_name.html", {"form": form, "faults": faults}, status=_WRONG if form.errors else 200
        )
    try:
        verbs.ask(request.visitor, form.claim(), address=address_of(request))
    except Throttled:
        return render(request, "public/register/too_often.html", {"office": office(request)}, status=_OFTEN)
    except TooYoung as young:
        return too_young(request, young)
    return render(request, "public/user_name.html", {"sent": True, "office": office(request)})
