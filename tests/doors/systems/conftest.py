"""A house with a statement in force, and a way to ask its systems' door."""

import pytest
from django.test import Client

from tests.machines import form, signed
from tests.people import promise


@pytest.fixture
def door(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield Door()


class Door:
    """The systems' addresses, asked as a program would."""

    def post(self, said, **also):
        return Client(raise_request_exception=False).post(
            "/systems/token",
            "&".join(f"{name}={value}" for name, value in said.items()),
            content_type="application/x-www-form-urlencoded",
            **also,
        )

    def token(self, assertion=None):
        answer = self.post(form(assertion or signed()))
        assert answer.status_code == 200, answer.content
        return answer.json()["access_token"]

    def itself(self, token="", **also):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return Client(headers=headers).get("/systems/self", **also)
