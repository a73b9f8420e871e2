"""What each role may use and what for, as the statement, the notices, the law and the plan's limits have it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from wellkept.doors.shared.templatetags.words import capital, party_label, purpose_label
from wellkept.doors.shared.visitors import Asked
from wellkept.features.roles import ROLES, Reach, read_role
from wellkept.policy.vocabulary import CONDITIONS, DATA
from wellkept.statement.folding import labelled


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose: what of a person's data, under which clauses and on which conditions for some of it."""

    purpose: str
    data: str
    clauses: tuple[str, ...]
    conditions: tuple[str, ...]


@require_safe
def roles(request: Asked) -> HttpResponse:
    """One role at a time, since all of them together nobody can read."""
    asked = request.GET.get("role", "")
    role = asked if asked in ROLES else ROLES[0]
    lines = [_line(reach) for reach in read_role(request.visitor, role)]
    said = {
        "roles": [(name, capital(party_label(name))) for name in ROLES],
        "role": role,
        "called": party_label(role),
        "lines": lines,
    }
    return render(request, "staff/roles.html", said)


def _line(reach: Reach) -> Line:
    language = get_language() or "en"
    return Line(
        purpose=capital(purpose_label(reach.purpose)),
        data=capital(labelled(DATA, reach.data, language, all_of_them=gettext("everything"))),
        clauses=reach.clauses,
        conditions=tuple(CONDITIONS[name][language == "es"] for name in reach.conditions),
    )
