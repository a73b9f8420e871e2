"""Sending what waits: once, sealed, by the way that the statement in force opens."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.people import promise, somebody
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.exits import kept
from wellkept.exits.kept import Keeping
from wellkept.exits.messages import Message, NotTaken, Undeliverable
from wellkept.features import carrying, outbox
from wellkept.features.outbox import send_waiting
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.vault import contact_points, people
from wellkept.vault import outbox as rows
from wellkept.vault.contact_points import Kind
from wellkept.vault.models import Outgoing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATEMENTS = (
    "caloptima/2019-07-11",
    "healthpartners/2016-01-01",
    "kaiser-permanente/early",
    "kaiser-permanente/2017-09-13",
    "kaiser-permanente/2021-10",
    "model/2026-11",
)
HOME = {"lines": ["12 Fern Street"], "city": "Larkspur Bay", "state": "CA", "zip_code": "90001"}


@pytest.fixture
def ada(house):
    """A member with an e-mail address and a postal one from her enrolment."""
    promise()
    person = somebody()
    said = {
        "identity.name": {"last": "Whitlock", "first": "Ada"},
        "contact.email": [{"system": "email", "value": "ada@example.org"}],
        "contact.postal": [HOME],
    }
    people.take_in(permit_for(person), said, known_by=(), source="feed.enrolment")
    return person


@dataclass
class Company:
    """A carrier of a company, which remembers what it was given, or fails as it is told to."""

    party: str = "vendor.messaging"
    agreement_until: date | None = date(2026, 12, 31)
    fails: list[Exception] = field(default_factory=list)
    given: list[Message] = field(default_factory=list)

    def send(self, _permit, message):
        if self.fails:
            raise self.fails.pop(0)
        self.given.append(message)


@pytest.fixture
def company(monkeypatch):
    """E-mail and texts by a company, letters by the plan."""
    company = Company()
    monkeypatch.setattr(carrying, "carriers", lambda: {"email": company, "text": company, "post": Keeping("post")})
    return company


def leave(person, notice="contact_code", **more):
    words = {"code": "314159", "minutes": "10"}
    with transaction.atomic():
        return rows.leave(permit_for(person), notice=notice, words=words, **{"at": NOON, **more})


def send(at=NOON):
    return send_waiting(CLOCK, write, at=at)


def kept_for(person):
    return [(one.channel, one.message) for one in kept.kept(permit_for(person))]


def outcome(row):
    return Outgoing.objects.get(id=row).outcome


def done(verb):
    return Entry.objects.filter(verb=verb, verdict="done").count()


@pytest.mark.parametrize("version", STATEMENTS)
def test_under_every_statement_a_member_is_reached(ada, version):
    promise(version)
    row = leave(ada, requested=True)
    assert send() == 1
    [(channel, message)] = kept_for(ada)
    assert (channel, message.to, message.id) == ("email", "ada@example.org", row)
    assert "314159" in message.text
    assert "314159" in message.html
    assert outcome(row) == "sent"
    assert done("outbox.tell") == 1


@pytest.mark.parametrize(
    ("version", "requested", "way"),
    [
        ("caloptima/2019-07-11", True, "post"),
        ("caloptima/2019-07-11", False, "post"),
        ("healthpartners/2016-01-01", True, "company"),
        ("healthpartners/2016-01-01", False, "post"),
        ("kaiser-permanente/early", False, "company"),
        ("kaiser-permanente/2017-09-13", False, "company"),
        ("kaiser-permanente/2021-10", False, "company"),
        ("model/2026-11", False, "company"),
    ],
)
def test_a_company_gets_an_address_where_a_clause_lets_it_and_else_a_letter_goes(ada, company, version, requested, way):
    promise(version)
    row = leave(ada, requested=requested)
    assert send() == 1
    assert outcome(row) == "sent"
    assert [message.to for message in company.given] == (["ada@example.org"] if way == "company" else [])
    assert done("outbox.hand_to_company") == len(company.given)
    letters = ["Ada Whitlock\n12 Fern Street\nLarkspur Bay CA 90001"] if way == "post" else []
    assert [message.to for _, message in kept_for(ada)] == letters


@pytest.mark.parametrize("until", [None, date(2026, 3, 1)])
def test_a_company_without_an_agreement_in_force_gets_no_address(ada, company, until):
    company.agreement_until = until
    leave(ada)
    assert send() == 1
    assert company.given == []
    assert [channel for channel, _ in kept_for(ada)] == ["post"]
    assert carrying.open_channels(requested=True, at=NOON) == {Kind.POST}


def test_what_is_open_can_be_asked_before(ada, company):
    assert carrying.open_channels(requested=False, at=NOON) == {Kind.EMAIL, Kind.TEXT, Kind.POST}
    promise("caloptima/2019-07-11")
    assert carrying.open_channels(requested=True, at=NOON) == {Kind.POST}


def test_what_ends_soon_does_not_go_by_letter(ada, company):
    promise("caloptima/2019-07-11")
    row = leave(ada, until=NOON + HOUR)
    assert send() == 0
    assert outcome(row) == "closed"


def test_what_is_over_is_not_sent(ada):
    row = leave(ada, until=NOON + HOUR)
    assert send(NOON + HOUR) == 0
    assert outcome(row) == "overdue"
    assert kept_for(ada) == []


def test_what_left_is_not_sent_again_and_its_words_are_gone(ada):
    row = leave(ada)
    assert (send(), send(), send(NOON + 24 * HOUR)) == (1, 0, 0)
    assert bytes(Outgoing.objects.get(id=row).sealed) == b""


def test_a_rolled_back_change_tells_nobody(ada):
    with transaction.atomic():
        leave(ada)
        transaction.set_rollback(True)
    assert send() == 0


def test_a_carrier_that_does_not_take_it_is_asked_again_later_and_later(ada, company):
    company.fails = [NotTaken("busy"), NotTaken("busy")]
    leave(ada)
    assert send() == 0
    assert send(NOON + timedelta(seconds=59)) == 0
    assert len(company.fails) == 1
    assert send(NOON + timedelta(seconds=60)) == 0
    assert company.fails == []
    assert send(NOON + timedelta(seconds=179)) == 0
    assert send(NOON + timedelta(seconds=180)) == 1
    assert len(company.given) == 1


def test_an_address_that_takes_nothing_gives_way_to_a_letter(ada, company):
    company.fails = [Undeliverable()]
    row = leave(ada)
    assert send() == 1
    assert outcome(row) == "sent"
    assert [channel for channel, _ in kept_for(ada)] == ["post"]


def test_after_a_day_of_trying_a_letter_goes(ada, company):
    company.fails = [NotTaken("busy") for _ in range(12)]
    leave(ada)
    at = NOON
    for _ in range(12):
        assert send(at) == 0
        at += 4 * HOUR
    assert send(at) == 1
    assert [channel for channel, _ in kept_for(ada)] == ["post"]


def test_a_worker_that_died_is_followed_by_another_when_its_lease_ends(ada):
    row = leave(ada)
    [waiting] = rows.due(permit_for(None), at=NOON, most=9)
    assert rows.claim(permit_for(None), row, at=NOON, lease=outbox.LEASE)
    assert not rows.claim(permit_for(None), row, at=NOON, lease=outbox.LEASE)
    assert not waiting.maybe_left
    assert send() == 0
    assert send(NOON + outbox.LEASE) == 1
    assert len(kept_for(ada)) == 1


def test_a_row_that_cannot_be_sent_does_not_hold_up_the_next(ada):
    first, second = leave(ada, notice="no_such_notice"), leave(ada)
    broken = leave(ada)
    Outgoing.objects.filter(id=broken).update(sealed=b"\x01" + bytes(60))
    assert send() == 1
    assert [outcome(row) for row in (first, second, broken)] == ["unreachable", "sent", "unreachable"]


def test_what_is_stuck_or_failed_is_counted(ada, company):
    company.fails = [NotTaken("busy")]
    leave(ada)
    leave(ada, notice="no_such_notice")
    send()
    assert outbox.count_stuck(CLOCK, at=NOON + 2 * HOUR) == (1, 1)
    send(NOON + 2 * HOUR)
    assert outbox.count_stuck(CLOCK, at=NOON + 4 * HOUR) == (0, 1)
    assert outbox.remove_ended(CLOCK, at=NOON + timedelta(days=40)) == 2


def test_a_person_without_any_address_is_unreachable(house):
    promise()
    row = leave(somebody())
    assert send() == 0
    assert outcome(row) == "unreachable"


def test_a_message_goes_where_it_was_sent_to_and_in_the_language_asked(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="new@example.org", at=NOON)
    leave(ada, to=point, language="es")
    assert send() == 1
    [(_, message)] = kept_for(ada)
    assert message.to == "new@example.org"
    assert message.subject == "Su código"
    assert message.language == "es"
    assert '<html lang="es">' in message.html


def test_the_preferred_point_is_written_to(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.TEXT, value="(555) 555-0142", at=NOON)
    leave(ada)
    send()
    contact_points.verify(permit_for(ada), point, at=NOON)
    contact_points.prefer(permit_for(ada), point, at=NOON)
    leave(ada)
    send()
    assert [(channel, message.to) for channel, message in kept_for(ada)] == [
        ("email", "ada@example.org"),
        ("text", "+15555550142"),
    ]


def test_somebody_who_is_invited_is_written_to_at_the_address_given(ada):
    leave(ada, to_address=("email", "friend@example.org"))
    assert send() == 1
    [(_, message)] = kept_for(ada)
    assert message.to == "friend@example.org"
    assert Entry.objects.filter(verb="outbox.tell_invited", party="representative.invited").count() == 2


@pytest.mark.parametrize("version", STATEMENTS)
def test_an_office_is_written_to_at_its_own_address(house, version):
    promise(version)
    rows.leave_for_office(permit_for(None), notice="something_waits", office="privacy_officer", words={}, at=NOON)
    assert send() == 1
    [one] = kept.kept(permit_for(None))
    assert "@" in one.message.to or one.message.to.count("\n") > 1


def test_nobody_is_not_written_to_and_costs_the_same(ada, django_assert_num_queries):
    person, nobody = permit_for(ada), permit_for(None)
    said = {"notice": "contact_code", "words": {"code": "1"}, "at": NOON}
    with django_assert_num_queries(1):
        rows.leave(person, **said)
    with django_assert_num_queries(1):
        row = rows.leave_for_nobody(nobody, **said)
    assert send() == 1
    assert outcome(row) == "nobody"


def test_two_workers_at_once_send_each_row_once(ada):
    from tests.identity.test_one_time import at_once

    for _ in range(10):
        leave(ada)
    counts = at_once(4, lambda _: send())
    assert sum(counts) == 10
    assert len(kept_for(ada)) == 10
    assert done("outbox.tell") == 10
