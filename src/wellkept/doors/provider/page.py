"""What every page of the provider portal has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.visitors import Asked
from wellkept.features.offices import NotAnOffice, has_portal, read_own_office
from wellkept.features.roster import NotOnRoster
from wellkept.identity.visitor import Kind

P = ParamSpec("P")
View = Callable[Concatenate[Asked, P], HttpResponse]


def page(*methods: str) -> Callable[[View[P]], View[P]]:
    """A page for people of an office. A stranger is refused by the gate; under a statement without a portal is none.

    Another office's patient, one that is no more on the roster, and nobody at all are the same missing page.
    """

    def made(view: View[P]) -> View[P]:
        def answer(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.visitor.kind is not Kind.OFFICE:
                read_own_office(request.visitor)
            if not has_portal():
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except (NotOnRoster, NotAnOffice) as fault:
                raise Http404 from fault

        return never_cache(require_http_methods(["GET", "HEAD", *methods])(answer))

    return made
