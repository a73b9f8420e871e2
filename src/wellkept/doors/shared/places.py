"""Where somebody who is signed on can go: what the statement offers a member, what it opens to a role of the staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wellkept.features.account_help import open_desk
from wellkept.features.comparing import count_reached
from wellkept.features.emergencies import list_openings
from wellkept.features.letters import list_letters
from wellkept.features.member_file import purposes_of
from wellkept.features.offices import list_offices
from wellkept.features.quarantine import count_waiting
from wellkept.features.quarantine import purpose_of as purpose_of_quarantine
from wellkept.features.representation.review import list_waiting
from wellkept.features.representation.review import purpose_of as purpose_of_requests
from wellkept.features.roles import read_role
from wellkept.features.security import read_workers
from wellkept.gate import Verb, foresee, promised
from wellkept.identity.visitor import Kind, Visitor

# Where a member can go: the service that must be offered, the address's name, the words. At most seven.
PLACES = (
    ("", "home", gettext_lazy("Home")),
    ("record", "record", gettext_lazy("Health record")),
    ("messages", "messages", gettext_lazy("Messages")),
    ("appointments", "appointments", gettext_lazy("Appointments")),
    ("refills", "pharmacy", gettext_lazy("Pharmacy")),
    ("coverage", "coverage", gettext_lazy("Coverage")),
    ("claims", "claims", gettext_lazy("Claims")),
    ("bills", "bills", gettext_lazy("Bills")),
    ("find_care", "find-care", gettext_lazy("Find care")),
    ("", "history", gettext_lazy("What was done with my information")),
    ("", "security", gettext_lazy("Security")),
)


# Where the people of a provider's office can go, and who keeps its accounts beside.
OFFICE_PLACES = (("office-home", gettext_lazy("Your office")), ("office-patients", gettext_lazy("Patients")))
KEEPER_PLACES = (
    *OFFICE_PLACES,
    ("office-people", gettext_lazy("People of your office")),
    ("office-trail", gettext_lazy("What your office did")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the row of places."""

    words: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class StaffPlace:
    """A page of the staff: the address's name, the words, what it is for, and whether it would open to a visitor."""

    name: str
    words: str | Promise
    about: str | Promise
    opens: Callable[[Visitor], bool]


def _by(verb: Verb[Any, Any], purpose: str | Callable[[Visitor], str]) -> Callable[[Visitor], bool]:
    """Whether the verb that a page begins with would be admitted; nothing is written down."""

    def opens(visitor: Visitor) -> bool:
        asked = purpose if isinstance(purpose, str) else purpose(visitor)
        ((_, decision),) = foresee(visitor, [(verb, asked)], of=None)
        return decision.allowed

    return opens


STAFF_PLACES = (
    StaffPlace(
        "staff-people",
        gettext_lazy("Members"),
        gettext_lazy("Find a member and open the record, for a purpose that you name. The member sees it."),
        lambda visitor: bool(purposes_of(visitor)),
    ),
    StaffPlace(
        "staff-quarantine",
        gettext_lazy("Records that wait"),
        gettext_lazy("Records from files that could not be taken in, and why. Tell the sender what to put right."),
        _by(count_waiting, purpose_of_quarantine),
    ),
    StaffPlace(
        "staff-representation",
        gettext_lazy("Requests to act for a member"),
        gettext_lazy("Read the papers of whoever asks to act for a member by law, and say yes or no."),
        _by(list_waiting, purpose_of_requests),
    ),
    StaffPlace(
        "staff-letters",
        gettext_lazy("Letters to print"),
        gettext_lazy("Print the letters that no print room takes, and put them in the mail."),
        _by(list_letters, purpose_of_requests),
    ),
    StaffPlace(
        "staff-reach",
        gettext_lazy("Whom a change reaches"),
        gettext_lazy("See what another version of the statement would change, and for how many members."),
        _by(count_reached, "operations.audit"),
    ),
    StaffPlace(
        "staff-accounts",
        gettext_lazy("Members' accounts"),
        gettext_lazy("Lock an account that somebody else may use, and let its owner back in."),
        _by(open_desk, "site.security"),
    ),
    StaffPlace(
        "staff-emergencies",
        gettext_lazy("Emergency openings"),
        gettext_lazy("Look into each record that was opened in an emergency: who, when and why."),
        _by(list_openings, "site.security"),
    ),
    StaffPlace(
        "staff-offices",
        gettext_lazy("Providers' offices"),
        gettext_lazy("See which offices of providers may sign in, and end it for one."),
        _by(list_offices, "site.security"),
    ),
    StaffPlace(
        "staff-roles",
        gettext_lazy("Roles"),
        gettext_lazy("Read what each role may use, and by which clause."),
        _by(read_role, "site.security"),
    ),
    StaffPlace(
        "staff-security",
        gettext_lazy("Security"),
        gettext_lazy("Change your password and second step, and see where you are signed in."),
        _by(read_workers, "site.security"),
    ),
)


def has_page(service: str) -> bool:
    """Whether some door has a page for a service yet."""
    return any(_address(name) for wanted, name, _ in PLACES if wanted == service)


def open_places(visitor: Visitor) -> tuple[StaffPlace, ...]:
    """The pages that the statement in force opens to one of the staff, by the role."""
    # What a role may open differs neither by who has it nor from one request to the next.
    return _open_places(promised().version, replace(visitor, account=None, request=""))


def places(request: HttpRequest, visitor: Visitor) -> tuple[Place, ...]:
    """The row of places of whoever is signed on."""
    found = ((name, _address(name), words) for name, words in _rows(visitor))
    return tuple(
        Place(str(words), address, _is_here(request.path, name, address)) for name, address, words in found if address
    )


def _rows(visitor: Visitor) -> Iterable[tuple[str, str | Promise]]:
    if visitor.kind is Kind.STAFF:
        return (("staff-home", gettext_lazy("Start")), *((one.name, one.words) for one in open_places(visitor)))
    if visitor.kind is Kind.OFFICE:
        return KEEPER_PLACES if visitor.party == "provider.office_administrator" else OFFICE_PLACES
    if visitor.kind is Kind.MEMBER:
        offered = promised().in_force.statement.services
        return ((name, words) for service, name, words in PLACES if not service or service in offered)
    return ()


@lru_cache(maxsize=64)
def _open_places(_version: str, visitor: Visitor) -> tuple[StaffPlace, ...]:
    return tuple(place for place in STAFF_PLACES if place.opens(visitor))


def _is_here(path: str, name: str, address: str) -> bool:
    """A page below a place belongs to it; below the home of a door are all its pages."""
    return path == address or (not name.endswith("home") and path.startswith(f"{address}/"))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
