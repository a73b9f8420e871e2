"""Inviting, joining, changing and ending on the pages; one clear page for every dead link."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client

from tests.days import today
from tests.doors.member.conftest import page
from wellkept.features.representation import NotYoursToGive, invitations
from wellkept.features.representation.grants import longest, who_helps_me, whom_i_help
from wellkept.features.representation.invitations import Offer, accept, invite
from wellkept.gate import admit, verb
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.vault import outbox
from wellkept.vault.models import Grant, Invitation, Outgoing

FORM = {
    "called": "Avery from next door", "address": "avery@example.org", "kinds": ["claims"], "acts": "",
    "begins": today().isoformat(), "ends": (today() + timedelta(days=30)).isoformat(), "reason": "My eyes are tired",
}  # fmt: skip
SENDS = verb("test.outbox", data=("family.representation",), purposes=("member.rights",))(lambda _visitor: None)


def offer(**more):
    said = {"called": "Avery", "address": "avery@example.org", "reason": "", "data": ("claims",), "acts": False}
    return Offer(**{**said, "begins": today(), "ends": today() + timedelta(days=30), **more})


def link(person):
    """Where the link in the mail that waits leads whoever has an account."""
    row = Outgoing.objects.filter(person_id=person, whom="address").order_by("-made").first()
    return (
        outbox.content(admit(CLOCK, SENDS, of=person, purpose="member.rights"), row.id)
        .words["path"]
        .replace("/join/", "/helping/join/")
    )


@pytest.fixture
def invited(site):
    rosa = site.household.visitor("rosa")
    invite(rosa, offer())
    return link(rosa.person)


@pytest.mark.promise("I5")
def test_a_member_invites_and_the_invitee_accepts_and_sees_what_was_named(site):
    rosa = site.household.rosa.person
    client = site.signed_in("rosa")
    assert client.post("/helping/invite", FORM)["Location"] == "/helping?invited=1"
    assert "Avery from next door" in page(client, "/helping")
    guest, where = site.signed_in("avery"), link(rosa)
    text = page(guest, where)
    assert "Rosa Delgado asks for your help" in text
    assert "My eyes are tired" in text
    assert whom_i_help(site.household.visitor("avery")) == ()
    assert guest.post(where, {"answer": "yes"})["Location"] == "/helping?accepted=1"
    site.household.agree()
    guest.post("/helping", {"person": str(rosa)})
    assert "You are helping <strong>Rosa Delgado</strong>" in page(guest, "/claims")
    assert guest.get("/record").status_code == 403
    text = page(client, "/helping")
    assert "Avery Finch" in text
    assert "may look only" in text
    assert Outgoing.objects.filter(person_id=rosa, whom="person").count() == 1


@pytest.mark.promise("I5")
def test_a_link_is_refused_to_a_stranger_and_waits_for_the_sign_in(site, invited):
    answer = Client().get(invited)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("how", ["used", "taken back", "over", "declined", "never made", "one's own"])
def test_every_dead_link_gives_one_page_and_no_name(site, invited, how):
    guest, where = site.signed_in("avery"), invited
    if how == "used":
        guest.post(where, {"answer": "yes"})
    elif how == "declined":
        guest.post(where, {"answer": "no"})
    elif how == "taken back":
        which = Invitation.objects.get().id
        answer = site.signed_in("rosa").post("/helping", {"do": "take_back", "invitation": str(which)})
        assert answer["Location"] == "/helping?taken_back=1"
    elif how == "over":
        Invitation.objects.update(open_until=datetime.now(UTC))
    elif how == "one's own":
        guest = site.signed_in("rosa")
    else:
        where = "/helping/join/" + "x" * 43
    for answer in (guest.get(where), guest.post(where, {"answer": "yes"})):
        assert answer.status_code == 410
        assert "This link opens nothing any more" in answer.content.decode()
        assert "asks for your help" not in answer.content.decode()


@pytest.mark.promise("I5")
def test_of_many_who_accept_at_once_one_does(site, invited):
    avery, elena = site.household.visitor("avery"), site.household.visitor("elena")
    secret = invited.rpartition("/")[2]

    def answer(visitor):
        try:
            return accept(visitor, secret, name="x")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(answer, [avery, elena] * 8))
    assert sum(one is not None for one in done) == 1
    assert Grant.objects.filter(basis="invited").count() == 1


def test_a_form_says_what_is_wrong_beside_each_field(site):
    client = site.signed_in("rosa")
    wrong = {**FORM, "address": "nobody", "kinds": [], "ends": "2999-01-01", "called": ""}
    answer = client.post("/helping/invite", wrong)
    assert answer.status_code == 422
    text = answer.content.decode()
    for said in ("An e-mail address looks like", "Choose at least one", f"at most {longest()} days", "Give the name"):
        assert text.count(said) == 2, said
    assert not Invitation.objects.exists()


def test_a_teen_invites_nobody_and_is_told_where_help_is(site):
    answer = site.signed_in("maya").post("/helping/invite", FORM)
    assert answer.status_code == 422
    assert "Only an adult can let somebody in here" in answer.content.decode()
    with pytest.raises(NotYoursToGive):
        invite(site.household.visitor("maya"), offer())


def test_nobody_is_flooded_with_invitations(site):
    rosa = site.household.visitor("rosa")
    for _ in range(10):
        invite(rosa, offer())
    with pytest.raises(invitations.TooMany):
        invite(rosa, offer())


@pytest.mark.promise("I5", "R10")
def test_both_sides_read_what_was_done_and_either_ends_it(site, invited):
    guest, rosa = site.signed_in("avery"), site.signed_in("rosa")
    guest.post(invited, {"answer": "yes"})
    site.household.agree()
    whom = str(site.household.rosa.person)
    guest.post("/helping", {"person": whom})
    page(guest, "/claims")
    which = who_helps_me(site.household.visitor("rosa"))[0].id
    assert "a person you invited opened your claims" in page(rosa, f"/helping/did/{which}")
    assert "you opened" in page(guest, f"/helping/did/{which}")
    assert site.signed_in("elena").get(f"/helping/did/{which}").status_code == 404
    assert rosa.post("/helping", {"do": "end", "grant": str(which)})["Location"] == "/helping?stopped=1"
    assert guest.get("/claims")["Location"] == "/helping?ended=1"
    assert whom_i_help(site.household.visitor("avery")) == ()


def test_a_helper_leaves_and_the_banner_is_gone(site, invited):
    guest = site.signed_in("avery")
    guest.post(invited, {"answer": "yes"})
    site.household.agree()
    whom = str(site.household.rosa.person)
    guest.post("/helping", {"person": whom})
    assert guest.post("/helping", {"do": "leave", "person": whom})["Location"] == "/helping?stopped=1"
    assert "You are helping" not in page(guest, "/claims")
    assert Entry.objects.filter(verb="representation.carry_out_leaving", verdict="done").count() == 1


def test_a_member_changes_what_a_helper_may_see(site, invited):
    guest, rosa = site.signed_in("avery"), site.signed_in("rosa")
    guest.post(invited, {"answer": "yes"})
    site.household.agree()
    which = who_helps_me(site.household.visitor("rosa"))[0].id
    assert "checked" in page(rosa, f"/helping/change/{which}")
    said = {"kinds": ["coverage"], "acts": "1", "ends": (today() + timedelta(days=3)).isoformat()}
    assert rosa.post(f"/helping/change/{which}", said)["Location"] == "/helping?changed=1"
    guest.post("/helping", {"person": str(site.household.rosa.person)})
    assert guest.get("/claims").status_code == 403
    assert site.signed_in("elena").post(f"/helping/change/{which}", said).status_code == 404
