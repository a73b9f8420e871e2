"""Fills a new home with the demonstration plan: files through the ordinary feeds, accounts, a little past."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from wellkept.doors.feeds import enrolment, fhir
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features import accounts, agreement, claims, people, representation, second_step
from wellkept.features.representation.by_enrolment import look_through
from wellkept.gate import Refused, promised
from wellkept.identity.accounts import NameTaken
from wellkept.identity.accounts import named as by_name
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits
from wellkept.site import demo_office
from wellkept.site.demonstration import SignIn, write
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.people import people_of
from wellkept.site.demonstration.sign_ins import sign_ins as sign_ins_of
from wellkept.site.home import Home
from wellkept.vault.numbers import Number

_MARK = "demonstration"  # a file of the home: it says when the demonstration was made
_BEGUN = "demonstration.begun"
_STAFF = {
    "member_services": "workforce.member_services",
    "clinician": "workforce.clinician",
    "privacy_officer": "workforce.privacy",
}
_SIGNED_ON = bits(["signed_on", "identified", "own_site", "cookies_accepted", "requested"])


def is_demonstration(home: Home) -> bool:
    """Whether this home holds the demonstration, and so its passwords may be made anew."""
    return (home.folder / _MARK).exists()


def fill(home: Home, *, today: date) -> str:
    """Load the demonstration into a home that is still empty, or where that was stopped; the accounts' password."""
    password = _password()
    (home.folder / _BEGUN).write_text(today.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        made = write(Path(folder), today=today)
        tally, pace, marks = Tally(), Pace(lambda: False), home.folder / "files" / "loads"
        enrolment.load(made.enrolment, tally, pace, marks)
        for path in made.fhir:
            fhir.Load(tally, pace, "demonstration").of(path, marks)
        _make_accounts([user for user in made.sign_ins if user.role not in demo_office.ROLES], password)
        demo_office.fill(made.sign_ins, password, today=today)
    (home.folder / _BEGUN).rename(home.folder / _MARK)
    return password


def stopped_on(home: Home) -> date | None:
    """The day of a demonstration whose filling was stopped; fill it again, which goes on where it was."""
    begun = home.folder / _BEGUN
    return date.fromisoformat(begun.read_text()) if begun.exists() else None


def sign_ins(*, today: date) -> tuple[SignIn, ...]:
    """Who can sign in."""
    return sign_ins_of({person.key: person for person in people_of(HOUSEHOLDS, today=today)})


def new_password(users: Sequence[SignIn]) -> str:
    """One new password for all demonstration accounts; no password is kept in the program or in clear in the home."""
    password = _password()
    for user in users:
        if not accounts.set_password(CLOCK, user.username, password) and user.role in _STAFF:
            # This home was filled before the demonstration had such an account.
            _make_staff_account(user, password)
    if not all(by_name(user.username) for user in users if user.role in demo_office.ROLES):
        demo_office.fill(users, password, today=datetime.now(UTC).date())
    return password


def second_steps(users: Sequence[SignIn]) -> dict[str, str]:
    """A new authenticator app for each of these who always needs a second step: user name and secret."""
    return {user.username: second_step.demonstrate(CLOCK, user.username) for user in users if user.role != "member"}


def made_on(home: Home) -> date:
    """The day that the demonstration ends at."""
    return date.fromisoformat((home.folder / _MARK).read_text().strip())


def _password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))


def _make_accounts(users: Sequence[SignIn], password: str) -> None:
    persons = {user.username: _person(user.member_number) for user in users if user.member_number}
    for user in users:
        try:
            _make_account(user, password, persons)
        except NameTaken:
            # Made before the filling was stopped, with a password that was never said.
            accounts.set_password(CLOCK, user.username, password)
    for user in users:
        for number in user.helps:
            _let_help(_person(number), persons[user.username], user.name)
    _let_parents_act()
    for person in persons.values():
        # A child too young to have her agreement collected is asked nothing.
        with suppress(Refused):
            agreement.agree(_herself(person), promised().version)


def _make_account(user: SignIn, password: str, persons: Mapping[str, UUID]) -> None:
    if user.username in persons:
        person = persons[user.username]
        accounts.make_member_account(CLOCK, person, user.username, password, language=user.language)
        return
    account = _make_staff_account(user, password)
    if user.role == "member_services":
        _look_once(account, _STAFF[user.role], persons["rosa"])


def _make_staff_account(user: SignIn, password: str) -> UUID:
    return accounts.make_staff_account(CLOCK, _STAFF[user.role], user.username, password, shown_as=user.name)


def _look_once(account: UUID, role: str, person: UUID) -> None:
    """One look by member services, so that somebody's history has more in it than her own."""
    staff = Visitor(kind=Kind.STAFF, party=role, account=account, held=_SIGNED_ON)
    claims.list_claims(staff, person, purpose="operations.service")


def _person(member_number: str) -> UUID:
    found = people.find_person(CLOCK, Number("member_id", member_number))
    if found is None:
        raise LookupError("the demonstration has a sign-in for somebody who was not loaded")
    return found


def _let_help(person: UUID, helper: UUID, called: str) -> None:
    """What the member herself would do on the page for people who help her; a minor's parents come by enrolment."""
    with suppress(representation.NotYoursToGive):
        representation.grant(_herself(person), person, helper, called=called)


def _herself(person: UUID) -> Visitor:
    return Visitor(kind=Kind.MEMBER, party="person.member", account=uuid4(), person=person, held=_SIGNED_ON)


def _let_parents_act() -> None:
    """What the clock does after enrolment files came."""
    more = True
    while more:
        _, more = look_through(CLOCK, at=datetime.now(UTC))
