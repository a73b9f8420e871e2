"""A site with a statement in force, and a visitor's browser without the browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.vault.conftest import permit_for
from wellkept import gate
from wellkept.identity.accounts import make_account
from wellkept.vault import people

PASSWORD = "larkspur in bloom"


class Site:
    """The public door of a house, and what a test does with it."""

    def __init__(self, statement: str) -> None:
        self.client = Client()
        self.put_in_force(statement)

    def put_in_force(self, statement: str) -> None:
        gate.put_in_force(statement, at=datetime.now(UTC), told="")

    def get(self, address: str, *, language: str = "en", **asked):
        return self.client.get(address, headers={"Accept-Language": language}, **asked)

    def page(self, address: str, *, language: str = "en") -> str:
        answer = self.get(address, language=language)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content.decode()

    def account(self, user_name: str = "rosa"):
        """A member's account; of the member nothing is known yet."""
        person = people.make(permit_for(None), enrolled=True)
        return make_account(user_name, PASSWORD, at=datetime.now(UTC), person=person)


@pytest.fixture
def open_site(house, django_db_blocker):
    """Opens a site under a statement: `open_site("model/2026-11")`."""
    with django_db_blocker.unblock():
        yield Site


@pytest.fixture
def site(open_site):
    """A site under the statement that the demonstration plan has."""
    return open_site("model/2026-11")
