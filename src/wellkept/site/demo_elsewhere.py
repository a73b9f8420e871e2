"""Accounts of the demonstration, whose password is said at the terminal, are served in the demonstration alone."""

from __future__ import annotations

from datetime import UTC, datetime

from wellkept.features.people import find_person
from wellkept.identity import accounts
from wellkept.identity.systems import CLOCK
from wellkept.site import demo_home
from wellkept.site.demonstration import SignIn
from wellkept.site.home import Home
from wellkept.vault.numbers import Number


class DemonstrationElsewhere(RuntimeError):
    """A home that is no demonstration has accounts of it."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} accounts of the demonstration are in this home, which is no demonstration, so nothing is served. "
            "Use a home of your own (WELLKEPT_HOME, WELLKEPT_DATABASE) for real members."
        )


def refuse_elsewhere(home: Home) -> None:
    """Raise `DemonstrationElsewhere` where accounts of the demonstration are in a home that is not marked as it."""
    found = count_elsewhere(home)
    if found:
        raise DemonstrationElsewhere(found)


def count_elsewhere(home: Home) -> int:
    """How many accounts of the demonstration are in a home that is not marked as it."""
    if demo_home.is_demonstration(home) or demo_home.stopped_on(home) is not None:
        return 0
    return sum(map(_is_here, demo_home.sign_ins(today=datetime.now(UTC).date())))


def _is_here(user: SignIn) -> bool:
    """Whether the account is the demonstration's: not the user name alone, which a real member may have too."""
    account = accounts.named(user.username)
    if account is None:
        return False
    if user.member_number:
        person = find_person(CLOCK, Number("member_id", user.member_number))
        return person is not None and account.person == person
    return accounts.shown_as(account.id) == user.name
