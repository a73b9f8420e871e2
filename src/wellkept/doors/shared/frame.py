"""What every page has around it: the plan's name, where one can go, the languages, the links at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from wellkept.doors.shared import theme
from wellkept.doors.shared.addresses import clock_of, home_of, sign_in_of, sign_out_of
from wellkept.doors.shared.door import OFFICES, door_of
from wellkept.doors.shared.language import ACKNOWLEDGED, chosen
from wellkept.doors.shared.places import Place, places
from wellkept.doors.shared.region import remembered as remembered_region
from wellkept.features.regions import place_of
from wellkept.gate import promised
from wellkept.gate.in_force import NothingInForce
from wellkept.identity.visitor import Kind
from wellkept.statement.model import InForce

_WARN_MINUTES = 2  # where neither the statement nor the plan says; WCAG 2.2.1 asks for 20 seconds at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything that the page frame shows. Templates have it as `frame`.

    `address` is this page's own, `page` the name it has among the addresses; `sign_in` and `sign_out` are its door's,
    `signs_in` says that this is the page to sign in on.
    `services` are those that the statement in force says are offered: what it does not offer is not linked.
    `regions`: whether one may choose a region; `region` is the place that this browser remembers, "" for none.
    `home` is where the mark leads; `at_portal`: a page of the provider portal, which has a statement of its own.
    `clock` tells how long the session has left, `ends_at` when it ends if nothing happens; `warn_minutes` before that
    somebody is asked whether she is still there.
    `languages` are the (code, name) that one may choose, none where the statement declares no cookie to remember it.
    """

    address: str
    page: str
    sign_in: str
    sign_out: str
    signs_in: bool
    profile: str
    plan: str
    logo: str
    accent_mark: str
    time_zone: str
    services: frozenset[str]
    language: str
    languages: tuple[tuple[str, str], ...]
    english_only_notice: bool
    signed_on: bool
    places: tuple[Place, ...]
    notices: int
    contacts: bool
    regions: bool
    region: str
    modelled_on: str
    home: str
    at_portal: bool
    clock: str
    clock_over: str
    idle_minutes: int
    warn_minutes: int
    shows_remaining: bool
    ends_at: datetime


def frame(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `frame`, or None where no statement is in force yet."""
    try:
        inforce = promised().in_force
    except NothingInForce:
        return {"frame": None}
    return {"frame": _made(request, inforce)}


def offers(service: str) -> bool:
    """Whether the statement in force says that the site offers a service."""
    return service in promised().in_force.statement.services


def _made(request: HttpRequest, inforce: InForce) -> Frame:
    statement, language = inforce.statement, get_language() or "en"
    visitor = getattr(request, "visitor", None)
    remembered = any(cookie.name == settings.LANGUAGE_COOKIE_NAME for cookie in statement.cookies)
    idle = _minutes(inforce, "session.idle_sign_off")
    warns = inforce.setting("statement.english_only_notice") is True and language != "en"
    return Frame(
        address=request.get_full_path(),
        page=getattr(request.resolver_match, "url_name", None) or "",
        sign_in=sign_in_of(request.path),
        sign_out=sign_out_of(request.path),
        signs_in=request.path == sign_in_of(request.path),
        profile=reverse("profile") if visitor is not None and visitor.kind is Kind.MEMBER else "",
        plan=inforce.plan.name,
        logo=inforce.plan.logo,
        accent_mark=theme.mark_of(inforce.plan.accent),
        time_zone=inforce.plan.time_zone,
        services=statement.services,
        language=language,
        languages=tuple(settings.LANGUAGES) if remembered else (),
        english_only_notice=warns and chosen(request)[1] != ACKNOWLEDGED,
        signed_on=visitor is not None and visitor.account is not None,
        places=places(request, visitor) if visitor is not None else (),
        notices=len(inforce.notices),
        contacts=bool(statement.contacts),
        regions="regions" in statement.services,
        region=place_of(region, language) if (region := remembered_region(request)) else "",
        modelled_on=statement.modelled_on.get(language) or statement.modelled_on.get("en", ""),
        home=home_of(visitor.kind) if visitor is not None and visitor.account is not None else "/",
        at_portal=door_of(request.path) is OFFICES,
        clock=clock_of(request.path),
        clock_over=f"{clock_of(request.path)}/over",
        idle_minutes=idle,
        warn_minutes=_minutes(inforce, "session.warn_before") or _WARN_MINUTES,
        shows_remaining=inforce.setting("session.shows_remaining") is True,
        ends_at=datetime.now(UTC) + timedelta(minutes=idle),
    )


def _minutes(inforce: InForce, name: str) -> int:
    value = inforce.setting(name)
    return int(value) if isinstance(value, int) else 0
