"""What another version of the statement would change, and for how many members (promise S3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.comparing import Reach, count_reached
from wellkept.features.statement import NoSuchVersion, list_versions
from wellkept.statement.telling import sentences_of

_MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words, whether it is material, and how many members it reaches, of a hundred too."""

    text: str
    material: bool
    members: int
    share: int


@require_safe
def reach(request: Asked) -> HttpResponse:
    """The changes from one version to another with their numbers, those that reach most first."""
    language = get_language() or "en"
    versions = list_versions(request.visitor, language)
    names = [one.version for one in versions]
    before = request.GET.get("from") or names[min(1, len(names) - 1)]
    after = request.GET.get("to") or names[0]
    try:
        found = count_reached(request.visitor, before, after)
    except NoSuchVersion as fault:
        raise Http404 from fault
    said = {
        "versions": versions,
        "before": before,
        "after": after,
        "members": found.members,
        "lines": _lines(found, language),
    }
    return render(request, "staff/reach.html", said)


def _lines(found: Reach, language: str) -> list[Line]:
    lines = [
        Line(sentence.text, sentence.material, number, round(100 * number / found.members) if found.members else 0)
        for change, number in zip(found.comparison.cells, found.reached, strict=True)
        for sentence in sentences_of(change, language)
    ]
    return sorted(lines, key=lambda line: (not line.material, -line.members, line.text))[:_MOST]
