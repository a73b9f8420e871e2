"""The contacts of the statement in force by what the matter is, and the office that helps where pages cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.shared.visitors import Asked
from wellkept.features.contacts import read_contacts

_WAYS: dict[str, str | Promise] = {
    "telephone": gettext_lazy("Telephone"),
    "toll_free": gettext_lazy("Toll-free telephone"),
    "local": gettext_lazy("Local telephone"),
    "tty": gettext_lazy("TTY, if you do not hear or speak well"),
    "post": gettext_lazy("By mail"),
    "email": gettext_lazy("Email"),
    "web": gettext_lazy("By message on this site"),
    "fax": gettext_lazy("Fax"),
    "": gettext_lazy("How to reach it"),
}
# Whom a key begins with, and the matter that one goes there with; in the order of the page.
_MATTERS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "customer_service",
        gettext_lazy("Your coverage, a claim or a bill"),
        gettext_lazy("Ask Customer Service. Have your member card at hand."),
    ),
    (
        "",
        gettext_lazy("Your information and our privacy statement"),
        gettext_lazy("Ask what we keep about you, correct it, complain, or tell us that something looks wrong."),
    ),
    (
        "privacy_officer",
        gettext_lazy("Your privacy rights"),
        gettext_lazy("The Privacy Officer answers for how we keep to the statement."),
    ),
    (
        "web_manager",
        gettext_lazy("Something on this website does not work"),
        gettext_lazy("Tell the people who look after the website."),
    ),
    (
        "dispute",
        gettext_lazy("We could not settle it with you"),
        gettext_lazy("This service is not part of us, and it is free for you."),
    ),
)
_REGION = "region_"
_NUMBER = re.compile(r"\+?[\d().\s-]{3,}")
_STREET = re.compile(r", (?=(?:\d+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|P\.O\.)\b)")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PAGE = re.compile(r"https?://\S+")
_SHORT = 3  # digits of a relay number such as 711
_IS_POST = frozenset({"post"})


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the plan. `link` is what one can press, "" where there is nothing to press."""

    words: str
    lines: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What one may want, and the ways to reach whoever answers for it."""

    heading: str
    about: str
    contacts: tuple[Contact, ...]


def office(request: Asked) -> Matter | None:
    """Who helps where the pages cannot: the first office that the statement names."""
    return next(iter(matters(read_contacts(request.visitor))), None)


def matters(named: Mapping[str, str]) -> tuple[Matter, ...]:
    """The contacts by what the matter is, each once; a key that nobody foresaw is for questions of all kinds."""
    found: dict[str, list[Contact]] = {whom: [] for whom, _, _ in _MATTERS}
    for key, value in named.items():
        if not key.startswith(_REGION):
            whom = next((whom for whom in found if whom and (key == whom or key.startswith(f"{whom}_"))), "")
            found[whom].append(_contact(key.removeprefix(whom).removeprefix("_"), value))
    return tuple(
        Matter(str(heading), str(about), tuple(found[whom])) for whom, heading, about in _MATTERS if found[whom]
    )


def _contact(way: str, value: str) -> Contact:
    link = link_of(value)
    if not way:
        way = "telephone" if link.startswith("tel:") else "post" if _STREET.search(value) else ""
    words = str(_WAYS[way]) if way in _WAYS else gettext("By other ways: %(way)s") % {"way": way.replace("_", " ")}
    return Contact(words, tuple(value.split(", ", 2)) if way in _IS_POST else (value,), link)


def link_of(value: str) -> str:
    if _MAIL.fullmatch(value):
        return f"mailto:{value}"
    if _PAGE.fullmatch(value):
        return value
    if _NUMBER.fullmatch(value) and len(digits := re.sub(r"\D", "", value)) >= _SHORT:
        return f"tel:{digits}"
    return ""
