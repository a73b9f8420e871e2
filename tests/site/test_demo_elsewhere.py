"""Accounts of the demonstration are served in the demonstration and nowhere else."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.offices import HARBOR, PASSWORD, SIGNED
from tests.people import promise, somebody
from tests.vault.conftest import permit_for
from wellkept.features.office_people import join_office
from wellkept.features.offices import add_office
from wellkept.identity.accounts import make_account
from wellkept.identity.systems import CLOCK
from wellkept.site.demo_elsewhere import DemonstrationElsewhere, count_elsewhere, refuse_elsewhere
from wellkept.site.demo_home import sign_ins
from wellkept.site.home import Home
from wellkept.vault import people
from wellkept.vault.numbers import Number

pytestmark = pytest.mark.promise("I9")


@pytest.fixture
def home(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield Home(Path(house.home))


def a_member_of_the_demonstration():
    return next(one for one in sign_ins(today=date(2026, 11, 20)) if one.member_number)


def account(name, **more):
    make_account(name, "seven violet herons", at=datetime.now(UTC), **more)


def test_an_account_of_the_demonstration_is_not_served_elsewhere(home):
    user = a_member_of_the_demonstration()
    number = [Number("member_id", user.member_number)]
    account(user.username, person=people.make(permit_for(None), enrolled=True, known_by=number))
    with pytest.raises(DemonstrationElsewhere, match="1 accounts of the demonstration"):
        refuse_elsewhere(home)
    (home.folder / "demonstration").write_text("2026-11-20")
    refuse_elsewhere(home)


@pytest.mark.parametrize("user", [one for one in sign_ins(today=date(2026, 11, 20)) if not one.member_number])
def test_nor_is_one_of_its_staff(home, user):
    account(user.username, role="workforce.member_services", shown_as=user.name)
    with pytest.raises(DemonstrationElsewhere):
        refuse_elsewhere(home)


def test_nor_is_one_of_the_people_of_its_office(home):
    _, secret = add_office(
        CLOCK, "Harbor Family Medicine", HARBOR, address="", agreement=SIGNED, keeper="Juniper Ashgrove"
    )
    join_office(CLOCK, secret, "juniper", PASSWORD)
    with pytest.raises(DemonstrationElsewhere):
        refuse_elsewhere(home)


def test_a_real_member_may_have_the_same_user_name(home):
    account(a_member_of_the_demonstration().username, person=somebody())
    account("dana", role="workforce.billing", shown_as="Dana Whitcombe")
    assert count_elsewhere(home) == 0
