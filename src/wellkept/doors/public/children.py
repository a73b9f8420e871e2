"""Children and young people: who may have an account, who acts for the others, what stays theirs, and who helps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wellkept.doors.shared.contacts import office
from wellkept.doors.shared.templatetags.words import capital
from wellkept.doors.shared.visitors import Asked
from wellkept.features.representation.own_care import the_table
from wellkept.gate import promised
from wellkept.policy.vocabulary import DATA
from wellkept.policy.vocabulary.settings import SETTINGS


@require_safe
def children(request: Asked) -> HttpResponse:
    """The page; the same for everybody, so that a young person need not say who she is."""
    language = get_language() or "en"
    through, label = promised().in_force.setting("children.through"), SETTINGS["children.through"].value_label
    table = the_table()
    said = {
        "under": promised().old_enough,
        "through": [label(one, language) for one in through] if isinstance(through, tuple) else [],
        "cares": [(capital(DATA[care.data].label(language)), care.closed_from) for care in table.cares],
        "law": table.labels[language],
        "office": office(request),
    }
    return render(request, "public/children.html", said)
