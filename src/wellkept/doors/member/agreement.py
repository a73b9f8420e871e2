"""Agreement to the privacy statement, asked before the first use and after each new version (S5, S12)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from wellkept.doors.member.first import told_age
from wellkept.doors.shared.addresses import home_of, next_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features import agreement as verbs
from wellkept.features.comparing import compare_versions
from wellkept.features.names import read_names
from wellkept.features.statement import NoSuchVersion
from wellkept.identity.visitor import Kind
from wellkept.statement.telling import Sentence, sentences

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class News:
    """What a new version means that the one she agreed to did not."""

    before: str
    after: str
    changes: tuple[Sentence, ...]
    more: int


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Asked) -> HttpResponse:
    """The question, with what is new since she last agreed; and the answer."""
    if request.visitor.kind is Kind.STAFF:
        return render(request, "member/staff.html", status=403)
    wanted = next_of(request.POST.get("next") or request.GET.get("next"), home_of(request.visitor.kind))
    stands = verbs.how_it_stands(request.visitor)
    if stands.missing and (told := told_age(request)):
        return told
    changed = False
    if request.method == "POST":
        try:
            verbs.agree(request.visitor, request.POST.get("version", ""))
        except verbs.OtherVersion:
            changed = True
        else:
            return redirect(wanted)
    others = [person for person in stands.missing if person != request.visitor.person]
    shown = {
        "stands": stands,
        "next": wanted,
        "version_changed_meanwhile": changed,
        "names": sorted(read_names(request.visitor, others).values()),
        "news": _news(request, stands),
        "agreed": not stands.missing,
    }
    return render(request, "member/agreement.html", shown, status=409 if changed else 200)


def _news(request: Asked, stands: verbs.Stands) -> News | None:
    """None for who never agreed before, or agreed to another plan's statement."""
    before, after = (name.partition("/")[2] for name in (stands.before, stands.version))
    if not before or stands.before.partition("/")[0] != stands.version.partition("/")[0]:
        return None
    language = get_language() or "en"
    try:
        compared = compare_versions(request.visitor, before, after, language)
    except NoSuchVersion:
        return None
    told = sorted(dict.fromkeys(sentences(compared.comparison, language)), key=lambda change: not change.material)
    return News(before, after, tuple(told[:_SHOWN]), max(0, len(told) - _SHOWN))
