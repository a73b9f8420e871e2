"""The kinds of door that one signs in at. Each has a session and a cookie of its own, and neither opens another."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wellkept.identity.visitor import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One way in, for visitors of one kind.

    `root` begins its addresses, `prefix` their names; `home` is the name of the address where one is then at home.
    At a door that is `always_two_steps` a password alone never opens a session, and no browser is trusted.
    """

    kind: Kind
    root: str
    prefix: str
    cookie: str
    home: str
    heading: Promise
    always_two_steps: bool

    @property
    def path(self) -> str:
        """The path that its cookie is sent to, "/" or "/staff"."""
        return f"/{self.root}".rstrip("/") or "/"

    def at(self, name: str) -> str:
        """The address of one of its pages, such as "sign-in"."""
        return reverse(f"{self.prefix}{name}")


MEMBERS = Door(
    kind=Kind.MEMBER,
    root="",
    prefix="",
    cookie=str(settings.SESSION_COOKIE_NAME),
    home="home",
    heading=gettext_lazy("Sign in"),
    always_two_steps=False,
)
STAFF = Door(
    kind=Kind.STAFF,
    root="staff/",
    prefix="staff-",
    cookie="wk_staff_session",
    home="home",
    heading=gettext_lazy("Staff sign-in"),
    always_two_steps=True,
)
OFFICES = Door(
    kind=Kind.OFFICE,
    root="provider-portal/",
    prefix="office-",
    cookie="wk_office_session",
    home="home",
    heading=gettext_lazy("Provider portal: sign in"),
    always_two_steps=True,
)
DOORS = (STAFF, OFFICES, MEMBERS)


def door_of(path: str) -> Door:
    """The door that an address belongs to; the public pages are the members'."""
    return next((door for door in DOORS if door.root and f"{path}/".startswith(f"/{door.root}")), MEMBERS)


def door_for(kind: Kind) -> Door:
    """The door of a kind of visitor; a stranger's is the members'."""
    return next((door for door in DOORS if door.kind is kind), MEMBERS)
