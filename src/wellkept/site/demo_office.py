"""The demonstration's provider office: registered, with people who sign in, and one patient whom they looked at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from wellkept.features import accounts as made
from wellkept.features import offices, roster
from wellkept.features.office_people import invite_person, join_office
from wellkept.gate import Refused
from wellkept.identity import accounts
from wellkept.identity.accounts import visitor_of
from wellkept.identity.systems import CLOCK
from wellkept.site.demonstration import SignIn
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.people import people_of
from wellkept.site.demonstration.providers import ORGANIZATIONS

ROLES = frozenset({"office_administrator", "office_staff"})
_OFFICE, _PATIENT = ORGANIZATIONS["manzanita"], "delgado-rosa.rosa"


def fill(users: Sequence[SignIn], password: str, *, today: date) -> None:
    """Make the office and its accounts, or what of them a filling that was stopped did not make."""
    keeper, clerk = (next(user for user in users if user.role == role) for role in sorted(ROLES))
    if not made.set_password(CLOCK, keeper.username, password):
        join_office(CLOCK, _link_for(keeper.name, today), keeper.username, password)
    account = accounts.named(keeper.username)
    if account is None:
        raise LookupError("the demonstration's office has nobody who keeps its accounts")
    visitor = visitor_of(account, request="")
    if not made.set_password(CLOCK, clerk.username, password):
        _, link = invite_person(visitor, clerk.name, administers=False)
        join_office(CLOCK, link, clerk.username, password)
    person = next(one for one in people_of(HOUSEHOLDS, today=today) if one.key == _PATIENT)
    # A statement without a portal may open nothing to an office.
    with suppress(Refused):
        roster.add_patient(visitor, person.number, person.birth, reason=roster.ELIGIBILITY, address="")
        for line in roster.list_patients(visitor).rows:
            roster.read_patient_coverage(visitor, line.patient.id)


def _link_for(keeper: str, today: date) -> str:
    agreement = offices.Agreement(version="2026", signed_by=keeper, signed=today.replace(month=1, day=1), ends=None)
    try:
        place = _OFFICE.address
        _, link = offices.add_office(
            CLOCK, _OFFICE.name, _OFFICE.npi, address=f"{place.line}, {place.city}", agreement=agreement, keeper=keeper
        )
    except offices.NpiTaken:
        found = next(one for one in offices.list_offices(CLOCK) if one.npi == _OFFICE.npi and one.ended is None)
        return offices.invite_keeper(CLOCK, found.id, keeper)
    return link
