"""How to reach the plan: the contacts of the statement in force, and no others (promise S6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.contacts import read_contacts

_WORDS = {
    "telephone": gettext_lazy("Telephone"),
    "toll_free": gettext_lazy("Toll-free telephone"),
    "local": gettext_lazy("Local telephone"),
    "tty": gettext_lazy("TTY"),
    "post": gettext_lazy("By mail"),
    "email": gettext_lazy("Email"),
    "web": gettext_lazy("By message on this site"),
    "web_manager": gettext_lazy("Web manager"),
    "customer_service": gettext_lazy("Customer Service"),
    "privacy_officer": gettext_lazy("Privacy Officer"),
    "dispute": gettext_lazy("Outside help with a complaint"),
    "fax": gettext_lazy("Fax"),
}
_DETAILS = {
    "telephone": gettext_lazy("telephone"),
    "toll_free": gettext_lazy("toll-free"),
    "local": gettext_lazy("local"),
    "tty": gettext_lazy("TTY"),
    "post": gettext_lazy("by mail"),
    "email": gettext_lazy("email"),
}
_REGION = "region_"
_NUMBER = re.compile(r"\+?[\d().\s-]{3,}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PAGE = re.compile(r"https?://\S+")
_SHORT = 3  # digits of a relay number such as 711


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the plan. `link` is what one can press, "" where there is nothing to press."""

    words: str
    value: str
    link: str


@require_safe
def contact(request: Asked) -> HttpResponse:
    """The contacts."""
    named = read_contacts(request.visitor)
    shown = {
        "contacts": [Contact(words_of(key), value, _link(value)) for key, value in named.items() if not _regional(key)],
        "regions": [Contact(_place(key), value, "") for key, value in named.items() if _regional(key)],
    }
    return render(request, "public/contact.html", shown)


def _regional(key: str) -> bool:
    return key.startswith(_REGION)


def _place(key: str) -> str:
    """The name of a region as its key has it: "region_mid_atlantic" is Mid Atlantic."""
    return key.removeprefix(_REGION).replace("_", " ").title()


def words_of(key: str) -> str:
    """The words for a contact's key; a key nobody foresaw is read as words."""
    if key in _WORDS:
        return str(_WORDS[key])
    known = next((name for name in sorted(_WORDS, key=len, reverse=True) if key.startswith(f"{name}_")), "")
    if not known:
        return key.replace("_", " ").capitalize()
    rest = key.removeprefix(f"{known}_")
    detail = _DETAILS.get(rest, rest.replace("_", " "))
    return gettext("%(contact)s (%(detail)s)") % {"contact": _WORDS[known], "detail": detail}


def _link(value: str) -> str:
    if _MAIL.fullmatch(value):
        return f"mailto:{value}"
    if _PAGE.fullmatch(value):
        return value
    if _NUMBER.fullmatch(value) and len(digits := re.sub(r"\D", "", value)) >= _SHORT:
        return f"tel:{digits}"
    return ""
