"""Two versions of the statement: what changed in meaning, and their texts side by side (promise S3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.comparing import Side, compare_versions
from wellkept.features.statement import NoSuchVersion, Version, list_versions
from wellkept.statement.telling import sentences

_FIRST = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Passages in a row that are all the same in both versions, or all different."""

    same: bool
    pairs: tuple[tuple[SafeString, SafeString], ...]


@require_safe
def compare(request: Asked) -> HttpResponse:
    """The comparison of the versions `from` and `to`; the newest two where one is not named."""
    language = get_language() or "en"
    versions = list_versions(request.visitor, language)
    before, after = _asked(request, versions)
    try:
        compared = compare_versions(request.visitor, before, after, language)
    except NoSuchVersion as fault:
        raise Http404 from fault
    found = tuple(dict.fromkeys(sentences(compared.comparison, language)))
    material = [change for change in found if change.material]
    others = [change for change in found if not change.material]
    shown = {
        "versions": versions,
        "before": before,
        "after": after,
        "compared": compared,
        "groups": ((True, material[:_FIRST], material[_FIRST:]), (False, others[:_FIRST], others[_FIRST:])),
        "runs": _runs(compared.sides),
        "text_language": compared.after.page.language,
    }
    return render(request, "public/compare.html", shown)


def _asked(request: Asked, versions: tuple[Version, ...]) -> tuple[str, str]:
    """The two versions that the address names; else the one in force and the one before it."""
    names = [one.version for one in versions]
    after = request.GET.get("to") or next((one.version for one in versions if one.in_force), names[0])
    earlier = names[names.index(after) + 1 :] if after in names else []
    before = request.GET.get("from") or (earlier[0] if earlier else after)
    return before, after


def _runs(sides: Iterable[Side]) -> list[Run]:
    return [
        Run(same, tuple((_marked(side.before), _marked(side.after)) for side in run))
        for same, run in groupby(sides, key=lambda side: side.same)
    ]


def _marked(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - the statement floor has cleaned it
