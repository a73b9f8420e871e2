"""Homes for tests are each their own, and what a test commits or rolls back stays out of the others."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.vault.conftest import permit_for
from wellkept.exits.keys import ring
from wellkept.vault import people
from wellkept.vault.models import MemberKey, Person


@pytest.mark.parametrize("turn", [1, 2])
def test_a_house_is_new_for_each_test(house, turn):
    assert not Person.objects.exists()
    people.make(permit_for(None), enrolled=True)


def test_settings_environment_and_databases_point_to_the_house(house):
    assert settings.WELLKEPT_HOME == os.environ["WELLKEPT_HOME"] == str(house.home)
    assert Path(ring().file).is_relative_to(house.home)
    assert connections["default"].settings_dict["NAME"] == house.data
    assert not connections["default"].in_atomic_block


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_rolled_back_leaves_nothing(turn):
    assert not Person.objects.exists()
    assert not MemberKey.objects.exists()
    people.make(permit_for(None), enrolled=True)
    assert connections["default"].in_atomic_block
