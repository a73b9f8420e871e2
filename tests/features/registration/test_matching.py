"""The first step: who is old enough, and that nobody learns who is a member, by answer or by work."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.applicants import ADA, HERE, begin, create, on_record, ticket
from tests.features.test_outbox import STATEMENTS
from tests.people import promise, stranger
from wellkept.features import registration
from wellkept.features.registration import Kind, Number, NumberKind, Throttled, TooYoung
from wellkept.gate import promised, write_waiting_refusals
from wellkept.ledger.models import Entry
from wellkept.vault.models import Outgoing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OTHER = replace(ADA, number=Number("member_id", "LH00000026"), first="Ben")


@pytest.fixture
def ada(house):
    promise()
    return on_record()


@pytest.mark.promise("I1", "I2")
@pytest.mark.parametrize("version", STATEMENTS)
def test_the_enrolment_knows_a_member_by_name_number_birth_date_and_zip(ada, version):
    promise(version)
    assert begin(at=NOON) == ada


@pytest.mark.promise("I2")
def test_one_wrong_fact_leads_to_an_id_that_is_nobodys(ada):
    for said in ({"first": "Ida"}, {"zip_code": "90002"}, {"born": date(1980, 5, 4)}, {"number": OTHER.number}):
        found = begin(replace(ADA, **said), at=NOON)
        assert found != ada
        assert found.version == ada.version


@pytest.mark.promise("I1", "I2")
@pytest.mark.parametrize("version", ["model/2026-11", "caloptima/2019-07-11", "kaiser-permanente/early"])
def test_the_work_is_the_same_for_nobody_for_a_member_and_for_who_has_an_account(ada, version, monkeypatch):
    promise(version)
    registered = on_record(OTHER, email="ben@example.org")
    create(ticket(OTHER, at=NOON), at=NOON)
    hashes = count_hashes(monkeypatch)
    no_number = replace(ADA, number=Number("member_id", "LH99999999"))
    claims = {"nobody": replace(ADA, last="Nobody"), "member": ADA, "registered": OTHER}
    claims["no number"] = no_number
    # What counts tries makes a row for what was never tried: so each is tried once before.
    for _ in range(2):
        work = {name: steps(claim, n) for n, (name, claim) in enumerate(claims.items())}
    for name, did in work.items():
        for said, expected in zip(did, work["member"], strict=True):
            assert said == expected, name
    assert hashes == []
    left = Outgoing.objects.filter(made=NOON + timedelta(hours=2)).values_list("whom", "person")
    assert len(left) == 8
    assert {person for _, person in left} == {None, ada, registered}


def steps(claim, n):
    """The statements of each step, without their values; every run comes from an address of its own."""
    at, address = NOON + timedelta(hours=2), f"198.51.100.{n}"
    first, person = statements(lambda: begin(claim, at=at, address=address))
    second, _ = statements(lambda: registration.ask_code(stranger(), person, Kind.EMAIL, address=address, at=at))
    third, ticket_ = statements(lambda: registration.prove(stranger(), person, "000", address=address, at=at))
    assert ticket_ is None
    return first, second, third


def statements(does):
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        given = does()
    kinds = [[" ".join(query["sql"].split()[:3]) for query in store.captured_queries] for store in (data, keys)]
    assert kinds[0]
    return kinds, given


def count_hashes(monkeypatch):
    hashes = []
    encode = Argon2PasswordHasher.encode
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda self, *given: hashes.append(1) or encode(self, *given))
    return hashes


@pytest.mark.promise("I4")
@pytest.mark.parametrize("version", STATEMENTS)
def test_who_is_too_young_is_refused_by_a_clause_before_anybody_is_looked_for(house, version):
    promise(version)
    under = promised().old_enough
    assert under == (18 if version.startswith("caloptima") else 13)
    born = date(NOON.year - under, NOON.month, NOON.day)
    child, grown = replace(ADA, born=born + timedelta(days=1)), replace(OTHER, born=born)
    on_record(child)
    with pytest.raises(TooYoung) as told:
        begin(child, at=NOON)
    assert told.value.refused.decision.clauses
    write_waiting_refusals()
    assert Entry.objects.filter(verb="registration.create", verdict="refused").exists()
    assert not Entry.objects.filter(verb="registration.match").exists()
    on_record(grown, email="ben@example.org")
    assert ticket(grown, at=NOON)


@pytest.mark.promise("I4")
@pytest.mark.parametrize("version", STATEMENTS)
def test_a_child_who_gives_another_birth_date_is_nobody(house, version):
    promise(version)
    child = on_record(replace(ADA, born=date(2016, 1, 1)))
    assert begin(ADA, at=NOON) != child


@pytest.mark.promise("I1")
@pytest.mark.parametrize(
    ("version", "kinds"),
    [
        ("caloptima/2019-07-11", {NumberKind.MEMBER_ID, NumberKind.CIN}),
        ("healthpartners/2016-01-01", {NumberKind.MEMBER_ID}),
        ("kaiser-permanente/early", {NumberKind.MEMBER_ID}),
        ("kaiser-permanente/2021-10", {NumberKind.MEMBER_ID}),
        ("model/2026-11", set(NumberKind)),
    ],
)
def test_the_numbers_that_are_asked_for_follow_the_statement(house, version, kinds):
    promise(version)
    assert set(registration.number_kinds()) == kinds


@pytest.mark.promise("I1")
def test_a_member_is_known_by_her_medi_cal_number_too(house):
    promise("caloptima/2019-07-11")
    person = on_record(numbers=(Number("cin", "91234567A"),))
    assert begin(replace(ADA, number=Number("cin", "9123-4567 a")), at=NOON) == person


@pytest.mark.parametrize(
    ("kind", "typed", "takes"),
    [
        (NumberKind.MBI, "1EG4-TE5-MK73", True),
        (NumberKind.MBI, "1eg4 te5 mk73", True),
        (NumberKind.MBI, "1SG4-TE5-MK73", False),
        (NumberKind.MBI, "1EG4-TE5-MK7", False),
        (NumberKind.CIN, "91234567A", True),
        (NumberKind.CIN, "91234567S", False),
        (NumberKind.CIN, "81234567A", False),
        (NumberKind.MEMBER_ID, "LH 0000-0018", True),
        (NumberKind.MEMBER_ID, "LH#1", False),
        (NumberKind.MEMBER_ID, "", False),
    ],
)
def test_a_number_has_the_form_that_its_issuer_gives_it(kind, typed, takes):
    assert kind.takes(typed) is takes


@pytest.mark.promise("I2")
def test_tries_are_counted_by_person_and_by_address(ada):
    tries = promised().in_force.setting("password.tries")
    for _ in range(tries):
        begin(at=NOON)
    with pytest.raises(Throttled):
        begin(at=NOON)
    assert begin(at=NOON, address="192.0.2.2") == ada
    assert begin(at=NOON + timedelta(days=1)) == ada


@pytest.mark.promise("I2")
def test_whoever_tries_everybody_from_one_address_has_to_wait(ada):
    tries = promised().in_force.setting("password.tries")
    for n in range(tries * 10):
        begin(replace(ADA, number=Number("member_id", f"LH1{n:07}")), at=NOON)
    with pytest.raises(Throttled):
        begin(at=NOON)
    assert begin(at=NOON, address="192.0.2.2") == ada


def test_nothing_of_a_claim_is_written_down(ada, house):
    begin(replace(ADA, first="Zyxwvu", zip_code="94999"), at=NOON, address=HERE)
    kept = b"".join(path.read_bytes() for path in house.home.rglob("*") if path.is_file())
    assert b"Zyxwvu" not in kept
    assert b"94999" not in kept
