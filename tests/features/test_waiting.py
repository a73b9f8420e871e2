"""What waits for each role, in numbers: what a role may not act on is not even counted for it."""

from datetime import UTC, datetime

import pytest

from tests.applicants import on_record
from tests.features.representation.test_documents import ask, home  # noqa: F401
from tests.features.test_letters import asked
from tests.people import staff
from wellkept.features.emergencies import declare_emergency
from wellkept.features.waiting import count_waiting
from wellkept.identity import accounts

ROLES = {
    "workforce.privacy": {"representation": 1, "letters": 1, "accounts": 1, "emergencies": 1},
    "workforce.member_services": {"representation": 1, "letters": 1},
    "workforce.billing": {},
    "workforce.support": {},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_told_of_what_it_may_act_on(home, role):  # noqa: F811
    ask(home)
    on_record(email="")
    asked(at=datetime.now(UTC))
    accounts.lock(home.elena.id)
    declare_emergency(staff("workforce.clinician"), home.rosa.person, "She lies unconscious at the clinic")
    assert count_waiting(staff(role)) == ROLES[role]
