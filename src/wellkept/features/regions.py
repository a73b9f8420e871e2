"""The regions of the plan: which there are, which plan answers for each, and the choice that a browser remembers.

A choice is kept in the cookie that the statement declares for it, and nowhere else: the site never learns whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wellkept.gate import Way, admit, admit_once, foresee, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import PURPOSES, bits
from wellkept.statement.model import Cookie

COOKIE = "wk_region"
_DELIVER = "site.deliver"
_CONTACT = "region_"
_REMEMBERED_FOR = ("site.remember", "site.customise")
_PERMISSION = bits(["opted_in:remember", "opted_in:customise"])
_ASKED = bits(["requested"])
_NUMBER_AT_END = re.compile(r",?\s*(\+?\d[\d().\s-]{8,}\d)\.?$")
_STREET = re.compile(r", (?=(?:\d+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|P\.O\.)\b)")


class NoSuchRegion(LookupError):
    """The plan has no region of this name."""


class NotHere(Exception):
    """The region has a site of its own: this one cannot be switched to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region: where it is, and of the plan that answers for it its name, street and telephone, "" where unsaid.

    `is_here` is false where this site cannot be switched to it.
    """

    id: str
    place: str
    plan: str = ""
    street: str = ""
    telephone: str = ""
    is_here: bool = True


@verb("regions.list", data=("site",), purposes=(_DELIVER,))
def list_regions(visitor: Visitor, language: str) -> tuple[Region, ...]:
    """The regions by place; none where the statement in force offers no choice of region. Raises `Refused`."""
    admit_once(visitor, list_regions, purpose=_DELIVER)
    now = promised().in_force
    if "regions" not in now.statement.services:
        return ()
    contacts = {key.removeprefix(_CONTACT): said for key, said in now.statement.contacts.items() if _names_region(key)}
    elsewhere = {region.id for region in now.plan.regions if not region.is_here}
    found = []
    for id_ in contacts or [region.id for region in now.plan.regions]:
        region = Region(id=id_, place=place_of(id_, language), is_here=id_ not in elsewhere)
        found.append(_plan_of(region, contacts[id_]) if id_ in contacts else region)
    return tuple(sorted(found, key=lambda region: region.place))


@verb("regions.remember", data=("profile.region",), purposes=_REMEMBERED_FOR, way=Way.TRACK, to="own")
def remember_region(visitor: Visitor, region: str, *, permitted: bool) -> Cookie:
    """The cookie in which this browser may keep the region. `permitted`: the visitor agreed to that just now.

    Raises `Refused`, `NoSuchRegion` and `NotHere`.
    """
    known = {one.id: one for one in list_regions(visitor, "en")}
    if region not in known:
        raise NoSuchRegion
    if not known[region].is_here:
        raise NotHere
    cookie, purpose = _declared()
    if cookie is None:
        raise NoSuchRegion
    admit(_who_asks(visitor, permitted=permitted), remember_region, purpose=purpose)
    return cookie


def needs_permission(visitor: Visitor) -> bool:
    """Whether a region may be remembered only of who permits it."""
    cookie, purpose = _declared()
    ((_, decision),) = foresee(_who_asks(visitor, permitted=False), ((remember_region, purpose),), of=None)
    return cookie is not None and not decision.allowed


def is_choosable(region: str) -> bool:
    """Whether a remembered name still is a region that can be chosen."""
    now = promised().in_force
    if "regions" not in now.statement.services or _declared()[0] is None:
        return False
    elsewhere = {one.id for one in now.plan.regions if not one.is_here}
    contacts = {key.removeprefix(_CONTACT) for key in now.statement.contacts if _names_region(key)}
    return region in (contacts or {one.id for one in now.plan.regions}) - elsewhere


def place_of(region: str, language: str) -> str:
    """What a region is called in a language."""
    names = next((one.names for one in promised().in_force.plan.regions if one.id == region), {})
    return names.get(language) or names.get("en") or region.replace("_", " ").title()


def _names_region(key: str) -> bool:
    return key.startswith(_CONTACT)


def _declared() -> tuple[Cookie | None, str]:
    """The cookie that the statement declares for the region, and the purpose that it serves."""
    cookie = next((one for one in promised().in_force.statement.cookies if one.name == COOKIE), None)
    serves = PURPOSES.expand(cookie.purposes) if cookie else frozenset[str]()
    return cookie, next((purpose for purpose in _REMEMBERED_FOR if purpose in serves), _REMEMBERED_FOR[0])


def _who_asks(visitor: Visitor, *, permitted: bool) -> Visitor:
    """The visitor with what pressing the button shows; permission is for this browser and this once."""
    return replace(visitor, held=visitor.held | _ASKED | (_PERMISSION if permitted else 0))


def _plan_of(region: Region, said: str) -> Region:
    """The region with what the statement's contact says of its plan: its name, its street, its telephone."""
    number = _NUMBER_AT_END.search(said)
    parts = _STREET.split(said[: number.start()] if number else said, maxsplit=1)
    street = parts[1] if len(parts) > 1 else ""
    return replace(region, plan=parts[0], street=street, telephone=number[1] if number else "")
