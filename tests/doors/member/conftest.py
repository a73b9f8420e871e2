"""A site with a household in it, and browsers without the browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.doors.member.household import Household, look_as_staff, move_in
from wellkept import gate

MODEL = "model/2026-11"


class Site:
    """The member's door of a house, and what a test does with it."""

    def __init__(self) -> None:
        self.household: Household | None = None
        self.put_in_force(MODEL)
        self.household = move_in()

    def put_in_force(self, statement: str) -> None:
        """Everybody who lives here already agrees to it at once."""
        gate.put_in_force(statement, at=datetime.now(UTC), told="nobody, this is a test")
        if self.household is not None:
            self.household.agree()

    def look_as_staff(self, name: str) -> None:
        look_as_staff(self.household, getattr(self.household, name).person)

    def signed_in(self, name: str, *, language: str = "en") -> Client:
        """A browser in which somebody is signed in, without what the sign-in page itself would do."""
        client = Client(headers={"Accept-Language": language})
        client.force_login(getattr(self.household, name))
        return client

    def helping(self, name: str, whom: str) -> Client:
        """The same, helping somebody."""
        client = self.signed_in(name)
        answer = client.post("/helping", {"person": str(getattr(self.household, whom).person)})
        assert answer.status_code == 302
        return client


def page(client: Client, address: str) -> str:
    """The text of a page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.content.decode()


@pytest.fixture
def site(settled, tmp_path, django_db_blocker):
    """A site under the statement of the demonstration plan, with its household."""
    with django_db_blocker.unblock(), settled(tmp_path / "home") as site:
        yield site
