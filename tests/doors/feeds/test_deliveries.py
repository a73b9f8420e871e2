"""A registered system delivers a file: taken sealed, loaded as any file is, told of by counts alone."""

import re
from io import BytesIO
from uuid import uuid4

import orjson
import pytest
from django.test import Client

from tests.doors.feeds.loads import MBI, bundle, condition, owner, patient, records_of
from tests.doors.feeds.writing_834 import Member, file_of
from tests.doors.systems.conftest import Door
from tests.machines import ec_key, public_pem, register, signed
from wellkept.doors.feeds import delivered
from wellkept.features import deliveries as verbs
from wellkept.features.systems import revoke_system
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.site.home import Home
from wellkept.vault.models import Delivery, DeliveryPiece, MemberKey, Person

pytestmark = pytest.mark.promise("I7")
X12, JSON = "application/edi-x12", "application/fhir+json"


class Sender:
    """One registered system, with a token."""

    def __init__(self, name, party):
        key = ec_key(name)
        self.id = register(name, party, keys=public_pem(key))
        token = Door().token(signed(key, name=name))
        self.client = Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)

    def send(self, content, kind=X12, **also):
        return self.client.post("/systems/deliveries", content, content_type=kind, **also)

    def told(self, answer):
        return self.client.get(answer.json()["delivery"]).json()


@pytest.fixture
def door(loads, django_db_blocker):
    """The house of `loads`, and the worker that loads what was delivered to it."""
    from wellkept.site.deliveries import load_deliveries  # its queue opens a file in the home

    with django_db_blocker.unblock():
        loads.work_off = lambda: load_deliveries(Home(loads.home))
        yield loads


def enrolments(*members):
    return file_of(*(members or (Member(),))).getvalue()


def test_an_enrolment_file_is_taken_loaded_and_told_of(door):
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())
    assert answer.status_code == 202
    assert answer["Location"] == answer.json()["delivery"]
    assert sender.told(answer)["state"] == "waiting"
    assert Person.objects.count() == 0
    assert door.work_off() == 1
    told = sender.told(answer)
    assert (told["state"], told["read"], told["loaded"], told["quarantined"]) == ("done", 1, 1, 0)
    assert Person.objects.count() == 1
    again = sender.send(enrolments())
    door.work_off()
    assert (sender.told(again)["loaded"], sender.told(again)["unchanged"]) == (0, 1)
    written = Entry.objects.filter(verb="enrolment.take_in", verdict="done")
    assert {entry.visitor for entry in written} == {f"system:{sender.id}"}


def test_it_is_the_same_way_in_as_that_of_the_command(door):
    door.enrolment(enrolments())
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())
    door.work_off()
    assert (sender.told(answer)["loaded"], sender.told(answer)["unchanged"]) == (0, 1)


def test_records_go_in_as_well(door):
    sender = Sender("clinical-system", "feed.clinical")
    answer = sender.send(orjson.dumps(bundle(condition(), patient(mbi=MBI))), JSON)
    door.work_off()
    assert (sender.told(answer)["state"], sender.told(answer)["loaded"]) == ("done", 2)
    assert records_of(owner("mbi", MBI)) == 1


def test_what_waits_is_sealed_and_what_is_done_is_gone(door):
    sender = Sender("enrolment-system", "feed.enrolment")
    content = enrolments()
    sender.send(content)
    piece = DeliveryPiece.objects.get()
    assert content[:40] not in bytes(piece.sealed)
    row = Delivery.objects.get()
    assert MemberKey.objects.using("keys").filter(person=row.id).exists()
    door.work_off()
    assert DeliveryPiece.objects.count() == 0
    assert not MemberKey.objects.using("keys").filter(person=row.id).exists()
    assert not list((door.home / "files").rglob("*834*"))


def test_nothing_personal_is_in_any_answer(door):
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())
    door.work_off()
    said = answer.content.decode() + str(sender.told(answer))
    content = enrolments().decode()
    words = set(re.findall(r"[A-Z][A-Z0-9]{4,}", content))
    assert words
    assert not [word for word in words if word in said]


def test_only_its_own_system_reads_what_became_of_a_delivery(door):
    sender, other = Sender("enrolment-system", "feed.enrolment"), Sender("another-one", "feed.enrolment")
    place = sender.send(enrolments()).json()["delivery"]
    assert other.client.get(place).status_code == 404
    assert Client().get(place).status_code == 401
    assert sender.client.get(f"/systems/deliveries/{uuid4()}").status_code == 404
    assert sender.client.get(place).status_code == 200


def test_what_cannot_be_read_is_said_without_a_word_of_it(door):
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(b"Rivera, Ana, born 1948-03-02")
    door.work_off()
    told = sender.told(answer)
    assert told["state"] == "unreadable"
    assert "Rivera" not in str(told)
    assert "/proc" not in str(told)
    assert DeliveryPiece.objects.count() == 0


def test_a_system_delivers_what_its_party_may_and_nothing_else(door):
    vendor = Sender("vendor-system", "vendor.cloud")
    for refused in (vendor.send(enrolments()), vendor.send(b"{}", JSON)):
        assert (refused.status_code, refused.json()["error"]) == (403, "refused")
    enrolment = Sender("enrolment-system", "feed.enrolment")
    answer = enrolment.send(orjson.dumps(bundle(condition(), patient(mbi=MBI))), JSON)
    door.work_off()
    assert enrolment.told(answer)["state"] == "refused"
    assert Person.objects.count() == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""])
def test_what_is_neither_x12_nor_fhir_is_not_taken(door, kind):
    answer = Sender("enrolment-system", "feed.enrolment").send(b"x", kind)
    assert (answer.status_code, Delivery.objects.count()) == (415, 0)


def test_what_is_empty_too_large_or_cut_off_leaves_nothing(door, monkeypatch):
    sender = Sender("enrolment-system", "feed.enrolment")
    assert sender.send(b"", CONTENT_TYPE=X12).status_code == 411
    assert sender.send(b"x", CONTENT_LENGTH=str(verbs.MOST_BYTES + 1)).status_code == 413
    monkeypatch.setattr(verbs, "MOST_BYTES", 100_000)
    monkeypatch.setattr(verbs, "_PIECE", 1_000)
    assert sender.send(b"x" * 100_001).status_code == 413
    cut_off = {"CONTENT_LENGTH": "9000", "wsgi.input": BytesIO(b"x" * 5_000)}
    assert sender.send(b"x", **cut_off).status_code == 400
    assert Delivery.objects.count() == DeliveryPiece.objects.count() == 0


def test_many_pieces_are_one_file_again(door, monkeypatch):
    monkeypatch.setattr(verbs, "_PIECE", 7)
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())
    assert DeliveryPiece.objects.count() > 20
    door.work_off()
    assert sender.told(answer)["loaded"] == 1


def test_whoever_sends_on_and_on_waits_until_something_was_loaded(door):
    sender = Sender("enrolment-system", "feed.enrolment")
    answers = [sender.send(b"x").status_code for _ in range(21)]
    assert answers == [202] * 20 + [429]
    door.work_off()
    assert sender.send(b"x").status_code == 202


def test_a_killed_load_is_done_again_and_one_that_kills_does_not_stop_the_others(door, monkeypatch):
    sender = Sender("enrolment-system", "feed.enrolment")
    deadly, good = sender.send(enrolments()), sender.send(enrolments(Member()))
    load, tries = delivered.enrolment.load, []

    def dies(*given, **also):
        tries.append(1)
        load(*given, **also)
        raise KeyboardInterrupt

    monkeypatch.setattr(delivered.enrolment, "load", dies)
    with pytest.raises(KeyboardInterrupt):
        door.work_off()
    assert Person.objects.count() == 1
    monkeypatch.setattr(delivered.enrolment, "load", load)
    assert door.work_off() == 2
    for answer in (deadly, good):
        assert sender.told(answer)["state"] == "done"
    assert Person.objects.count() == 1


def test_what_fails_five_times_is_given_up_and_says_so(door, monkeypatch):
    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())

    def dies(*given, **also):
        raise KeyboardInterrupt

    monkeypatch.setattr(delivered.enrolment, "load", dies)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            door.work_off()
    assert door.work_off() == 1
    assert sender.told(answer)["state"] == "failed"


def test_nothing_is_loaded_of_a_system_that_was_revoked_meanwhile(door):
    ended, other = Sender("enrolment-system", "feed.enrolment"), Sender("another-one", "feed.enrolment")
    ended.send(enrolments())
    good = other.send(enrolments(Member()))
    assert revoke_system(CLOCK, "enrolment-system")
    assert door.work_off() == 2
    assert Delivery.objects.get(client=ended.id).state == "refused"
    assert DeliveryPiece.objects.count() == 0
    assert other.told(good)["state"] == "done"
    written = Entry.objects.filter(verb="enrolment.take_in", verdict="done")
    assert {entry.visitor for entry in written} == {f"system:{other.id}"}


def test_beside_another_load_a_delivery_waits(door):
    from wellkept.site.loads import alone

    sender = Sender("enrolment-system", "feed.enrolment")
    answer = sender.send(enrolments())
    with alone(Home(door.home)):
        assert door.work_off() == 0
    assert sender.told(answer)["state"] == "waiting"


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_stranger_and_another_way_of_asking_get_nothing(door, method):
    assert getattr(Client(), method)("/systems/deliveries").status_code == 401
    sender = Sender("enrolment-system", "feed.enrolment")
    assert getattr(sender.client, method)("/systems/deliveries").status_code == 405
