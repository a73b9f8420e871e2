"""An invitee who is no member: one account by one link, whole or not at all, with the grant."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connections

from tests.days import today
from tests.features.test_outbox import STATEMENTS
from tests.people import grown_up, member, promise, stranger
from tests.vault.conftest import permit_for
from wellkept.features import agreement, joining
from wellkept.features.joining import LinkOver, NameTaken, Newcomer, OtherVersion, join, look_by_link
from wellkept.features.registration import Throttled, TooYoung
from wellkept.features.representation import end, who_helps_me, whom_i_help
from wellkept.features.representation.invitations import USE, Offer, invite, take_back
from wellkept.features.sign_in import limit
from wellkept.gate import promised
from wellkept.identity import one_time
from wellkept.identity.accounts import opened_by, visitor_of
from wellkept.identity.models import Account
from wellkept.ledger.models import Entry
from wellkept.vault import contact_points, people
from wellkept.vault.models import Agreement, ContactPoint, Detail, Grant, MemberKey, Outgoing, Person, Standing

HERE = "192.0.2.7"
OFFER = Offer(
    called="My daughter",
    address="noor@example.org",
    reason="",
    data=("claims",),
    acts=False,
    begins=today(),
    ends=today() + timedelta(days=30),
)


def newcomer(**more) -> Newcomer:
    noor = Newcomer(
        first="Noor",
        last="Haddad",
        born=date(1985, 7, 1),
        user_name="noor.h",
        password="a lantern over four doors",
        language="es",
        agreed=promised().version,
    )
    return replace(noor, **more)


@pytest.fixture
def rosa(house):
    promise()
    return grown_up()


def link(person):
    """A living link of an invitation, and the invitation."""
    made = invite(member(person), OFFER)
    return one_time.make(USE, made, at=datetime.now(UTC), lasts=timedelta(days=1)), made


def left_behind():
    """Everything that a half-made account would be made of."""
    tables = (Account, Person, Detail, ContactPoint, Grant, Agreement, Standing, Outgoing)
    return [table.objects.count() for table in tables] + [
        MemberKey.objects.using("keys").filter(erased_on=None).count()
    ]


@pytest.mark.promise("I5", "S5")
@pytest.mark.parametrize("version", STATEMENTS)
def test_who_is_no_member_makes_an_account_by_the_link_and_helps(rosa, version):
    promise(version)
    secret, _ = link(rosa)
    shown = look_by_link(stranger(), secret)
    assert shown.invited.offer.called == "My daughter"
    assert join(stranger(), secret, newcomer(), address=HERE) is None
    account = opened_by("noor.h", "a lantern over four doors")
    noor = visitor_of(account, request="f" * 32)
    assert account.language == "es"
    assert whom_i_help(noor) == ((rosa, "representative.invited"),)
    assert agreement.how_it_stands(noor).missing == ()
    profile = people.profile(permit_for(account.person))
    assert (profile.full_name, profile.enrolled, profile.birth_date) == ("Noor Haddad", False, date(1985, 7, 1))
    point = contact_points.preferred(permit_for(account.person))
    assert (point.value, point.usable) == ("noor@example.org", True)
    [helper] = who_helps_me(member(rosa))
    assert (helper.terms.called, helper.terms.data, helper.terms.acts) == ("Noor Haddad", ("claims",), False)
    asked = Entry.objects.filter(verb__startswith="joining.", verdict="allowed", visitor="stranger")
    assert set(asked.values_list("party", flat=True)) == {"representative.invited"}
    assert set(Entry.objects.filter(verb="joining.join").values_list("verdict", flat=True)) == {"allowed", "done"}


@pytest.mark.promise("I5")
def test_fifty_at_once_make_one_account_and_leave_nothing_else(rosa, monkeypatch):
    secret, _ = link(rosa)
    monkeypatch.setattr(joining, "count", lambda *_: None)  # what limits tries is not what is tried here
    before = left_behind()

    def one(number):
        try:
            join(stranger(), secret, newcomer(user_name=f"noor.{number}"), address=HERE)
        except LinkOver:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(50))) == 1
    after = left_behind()
    added = [now - then for now, then in zip(after, before, strict=True)]
    #        account, person, name + birth date + languages, address, grant, agreements, herself + Rosa, message, key
    assert added == [1, 1, 3, 1, 1, 2, 2, 1, 1]


@pytest.mark.promise("I5")
@pytest.mark.parametrize("how", ["never made", "used", "taken back", "over"])
def test_a_dead_link_opens_nothing_and_leaves_nothing(rosa, how):
    secret, made = link(rosa)
    if how == "never made":
        secret = "x" * 43
    elif how == "used":
        join(stranger(), secret, newcomer(), address=HERE)
    elif how == "taken back":
        take_back(member(rosa), made)
    else:
        one_time.make(USE, made, at=datetime.now(UTC) - timedelta(days=20), lasts=timedelta(days=14))
    before = left_behind()
    assert look_by_link(stranger(), secret) is None
    with pytest.raises(LinkOver):
        join(stranger(), secret, newcomer(user_name="noor.2"), address=HERE)
    assert left_behind() == before


@pytest.mark.promise("I9")
@pytest.mark.parametrize(("version", "age"), [("model/2026-11", 13), ("caloptima/2019-07-11", 18)])
def test_who_is_too_young_has_no_account_and_the_link_stays_good(rosa, version, age):
    promise(version)
    secret, _ = link(rosa)
    born = today().replace(year=today().year - age, day=1) + timedelta(days=40)
    before = left_behind()
    with pytest.raises(TooYoung):
        join(stranger(), secret, newcomer(born=born), address=HERE)
    assert left_behind() == before
    assert joining.leads_on(secret)


@pytest.mark.promise("I9")
def test_who_is_old_enough_by_the_day_elsewhere_is_too_young_on_the_plans_own_evening(rosa):
    evening = (datetime.now(UTC) + timedelta(days=1)).replace(hour=4, minute=30)
    with time_machine.travel(evening, tick=False):
        secret, _ = link(rosa)
        of_age = promised().old_enough
        assert promised().day_of(evening) == evening.date() - timedelta(days=1)
        with pytest.raises(TooYoung):
            join(stranger(), secret, newcomer(born=evening.replace(year=evening.year - of_age).date()), address=HERE)


def test_what_is_wrong_leaves_the_link_and_nothing_else(rosa):
    secret, _ = link(rosa)
    other, _ = link(rosa)
    join(stranger(), other, newcomer(), address=HERE)
    before = left_behind()
    assert join(stranger(), secret, newcomer(user_name="noor.2", password="short"), address=HERE)
    for wrong, raised in ((newcomer(), NameTaken), (newcomer(user_name="n.3", agreed="model/2026-05"), OtherVersion)):
        with pytest.raises(raised):
            join(stranger(), secret, wrong, address=HERE)
    assert left_behind() == before
    assert joining.leads_on(secret)


def test_a_name_taken_in_the_last_moment_leaves_nothing(rosa, monkeypatch):
    secret, _ = link(rosa)
    other, _ = link(rosa)
    join(stranger(), other, newcomer(), address=HERE)
    before = left_behind()
    monkeypatch.setattr(joining.accounts, "named", lambda _: None)  # as if the other came between
    with pytest.raises(NameTaken):
        join(stranger(), secret, newcomer(), address=HERE)
    assert left_behind() == before
    assert joining.leads_on(secret)


def test_who_tries_too_often_waits(rosa):
    secret, _ = link(rosa)
    for _ in range(limit().tries):
        join(stranger(), secret, newcomer(password="short"), address=HERE)
    with pytest.raises(Throttled):
        join(stranger(), secret, newcomer(), address=HERE)


@pytest.mark.promise("I5")
def test_after_the_end_her_account_helps_nobody(rosa):
    secret, _ = link(rosa)
    join(stranger(), secret, newcomer(), address=HERE)
    noor = visitor_of(opened_by("noor.h", "a lantern over four doors"), request="f" * 32)
    end(member(rosa), who_helps_me(member(rosa))[0].id)
    assert whom_i_help(noor) == ()
