"""Where somebody of an office begins: which office it is, and the agreement on file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from wellkept.doors.provider.page import page
from wellkept.doors.shared.visitors import Asked
from wellkept.features.offices import read_own_office
from wellkept.identity.office_people import ADMINISTRATOR


@page()
def home(request: Asked) -> HttpResponse:
    """The office, what one can do, and who keeps the accounts."""
    said = {"office": read_own_office(request.visitor), "keeps": request.visitor.party == ADMINISTRATOR}
    return render(request, "provider/home.html", said)
