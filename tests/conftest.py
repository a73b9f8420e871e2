"""What all tests share. The plugins tests.surroundings and tests.promises are named in pyproject.toml."""

import os

import pytest
from hypothesis import settings

from tests.houses import django_db_setup, house, pattern, settled  # noqa: F401

# How long an example takes says more about the machine than about the code. Where CI is set, Hypothesis has a profile
# of its own that is repeatable besides.
if "CI" not in os.environ:
    settings.register_profile("house", deadline=None)
    settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(pytestconfig):
    """Argon2 with the least memory and time: tests make hundreds of accounts, and each would cost 100 MB and more."""
    if not pytestconfig.pluginmanager.hasplugin("django"):
        yield
        return
    from django.contrib.auth.hashers import Argon2PasswordHasher

    before = Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
    yield
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = before


@pytest.fixture(scope="session", autouse=True)
def checked_once(pytestconfig):
    """A shipped statement is checked once per process against the same verbs; nearly every test puts one in force."""
    if not pytestconfig.pluginmanager.hasplugin("django"):
        yield
        return
    from wellkept.gate import in_force

    check, known = in_force.check, {}

    def checked(statement, around):
        if (id(statement), around) not in known:
            known[id(statement), around] = statement, check(statement, around)
        return known[id(statement), around][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_force, "check", checked)
        yield
