"""The profile on one page: what the plan knows, what one may change, and what is not asked for here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.member.profile import languages, telling
from wellkept.doors.shared.templatetags.words import capital
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features import contact_details as contacts
from wellkept.features import profile as verbs
from wellkept.features.names import read_name
from wellkept.features.profile import Channel
from wellkept.gate import Refused
from wellkept.policy.vocabulary import DATA, PURPOSES

WAYS: dict[Channel, str | Promise] = {
    Channel.EMAIL: gettext_lazy("E-mail"),
    Channel.TEXT: gettext_lazy("Text messages"),
    Channel.VOICE: gettext_lazy("Calls"),
    Channel.POST: gettext_lazy("Mail"),
}
# What each verb asks for, as the vocabulary calls it.
_ASKS = {
    "profile.tell_name": "identity.preferred_name",
    "profile.tell_languages": "profile.languages",
    "profile.tell_needs": "profile.accessibility",
    "profile.tell_messages": "profile.message_kinds",
}
_SAID = ("saved", "undone", "added", "verified", "preferred", "removed")


@dataclass(frozen=True, slots=True)
class Reached:
    """A way to reach the person, in words; `hers` whether she gave it, so that it can be taken away."""

    point: contacts.Point
    way: str
    lines: tuple[str, ...]
    hers: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kinds of message that come by one channel."""

    way: str
    kinds: tuple[str, ...]


@page(posts=True)
def overview(request: Asked, person: UUID | None) -> Sheet | HttpResponse:
    """The profile; putting back what was just changed, and what one does with a contact."""
    found = verbs.read_profile(request.visitor, person)
    if request.method == "POST" and person is not None:
        return _changed(request, person)
    may = verbs.may_tell(request.visitor, person)
    known = found.found
    closed = [leaf for name, leaf in _ASKS.items() if name not in may]
    said = {
        "known": known,
        "open": frozenset(found.because.data),
        "written": languages.named(languages.written(known.languages)),
        "spoken": languages.named(languages.spoken(known.languages)),
        "wanted": wanted_words(known.messages),
        "may": may,
        "not_asked": [capital(DATA[leaf].label(_language())) for leaf in closed],
        "undo": telling.can_undo(request, person),
        **_contacts(request, person),
        **{name: bool(request.GET.get(name)) for name in _SAID},
    }
    if HELPING in request.session:
        said["whose"] = read_name(request.visitor, person)
    return Sheet("member/profile/overview.html", said, found)


def wanted_words(messages: object) -> list[Wanted]:
    """What is wanted by each channel, in words; what the statement's choices start with where nobody said."""
    said = messages if isinstance(messages, dict) else None
    starts = verbs.starts_wanted()
    found = []
    for channel, kinds in verbs.kinds_of_message().items():
        wanted = starts[channel] if said is None else said.get(str(channel), ())
        words = tuple(capital(PURPOSES[kind].label(_language())) for kind in kinds if kind in wanted)
        found.append(Wanted(str(WAYS[channel]), words))
    return found


def _contacts(request: Asked, person: UUID | None) -> dict[str, object]:
    """How the person is reached; None where that is not open to who helps."""
    try:
        points = contacts.list_contacts(request.visitor, person) if person is not None else ()
    except Refused:
        return {"contacts": None, "may_change_contacts": False, "ways": ()}
    may = contacts.may_change(request.visitor, person)
    kinds = contacts.channels(request.visitor, at=datetime.now(UTC)) if may else ()
    return {
        "contacts": [_reached(point) for point in points],
        "may_change_contacts": may,
        "ways": [(str(kind), WAYS[kind]) for kind in kinds],
    }


def _reached(point: contacts.Point) -> Reached:
    hers = point.source == "member"
    waits = not point.usable and point.kind is not Channel.VOICE
    return Reached(point, str(WAYS[point.kind]), tuple(point.value.splitlines()), hers, waits)


def _changed(request: Asked, person: UUID) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "undo":
        return redirect("/profile?undone=1" if telling.undo(request, person) else "/profile")
    try:
        point = UUID(request.POST.get("point", ""))
        return redirect(_with_contact(request, person, do, point))
    except (ValueError, contacts.NotHers, contacts.OnlyHerself):
        return redirect("/profile")


def _with_contact(request: Asked, person: UUID, do: str, point: UUID) -> str:
    if do == "prefer":
        contacts.prefer_contact(request.visitor, person, point)
        return "/profile?preferred=1#contacts"
    if do == "remove":
        contacts.remove_contact(request.visitor, person, point)
        return "/profile?removed=1#contacts"
    return "/profile"


def _language() -> str:
    return get_language() or "en"
