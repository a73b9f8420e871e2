"""`wellkept backup`, `restore` and `keys rotate`, as somebody at a terminal uses them."""

from datetime import UTC, date, datetime

import orjson
import pytest
from django.db import connections

from tests.houses import is_postgresql
from tests.people import SIGNED_ON
from tests.site.conftest import contents
from tests.vault.conftest import known_of
from wellkept.exits.keys import KeyMissing, Ring
from wellkept.features.claims import list_claims
from wellkept.features.erasure import erase_person
from wellkept.features.people import find_person
from wellkept.gate import Refused
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.site import serving
from wellkept.site.demonstration.many import FIRST_SERIAL
from wellkept.site.demonstration.numbers import member_number
from wellkept.vault import rotation
from wellkept.vault.models import Person, Resource
from wellkept.vault.numbers import Number


def person_of(place):
    return find_person(CLOCK, Number("member_id", member_number(FIRST_SERIAL + place)))


def claims_of(person):
    herself = Visitor(kind=Kind.MEMBER, party="person.member", person=person, held=SIGNED_ON, request="d" * 32)
    return len(tuple(list_claims(herself, person).found))


def erase(person):
    """What the clock does when nothing of hers must be kept any more."""
    erase_person(CLOCK, person, purpose="operations.hosting", today=date(2090, 1, 1))


@pytest.mark.promise("P2")
def test_a_restored_backup_does_not_bring_back_who_was_erased(lived, tmp_path):
    erased, kept = person_of(0), person_of(1)
    assert claims_of(erased) == claims_of(kept) == 2
    lived.does("backup", tmp_path / "copy")
    erase(erased)
    connections.close_all()
    assert "1 people who were erased since stay erased" in lived.does("restore", tmp_path / "copy")
    assert claims_of(kept) == 2
    assert not Person.objects.filter(id=erased).exists()
    assert not Resource.objects.filter(person_id=erased).exists()
    with pytest.raises(Refused):
        claims_of(erased)
    assert person_of(0) is None
    assert "0 violations" in lived.does("check")
    # The book that came back ends before the heads that were published since; the restore says so in it.
    lived.does("ledger", "seal")


def test_a_backup_holds_no_key_and_nothing_of_it_is_for_others(lived, tmp_path):
    lived.does("backup", tmp_path / "copy")
    found = contents(tmp_path / "copy")
    assert {"manifest.json", "manifest.sig"} < found.keys()
    ring = orjson.loads((lived.home / "keys" / "ring.json").read_bytes())
    secrets = [*ring["keys"].values(), ring["index"], ring["digest"], ring["signing"]]
    assert [name for name, content in found.items() if any(secret.encode() in content for secret in secrets)] == []
    assert [file for file in (tmp_path / "copy").rglob("*") if file.stat().st_mode & 0o077] == []
    assert "is not empty" in lived.refuses("backup", tmp_path / "copy")


def test_a_backup_does_not_lie_in_the_home_itself(terminal):
    assert "lies in the home" in terminal.refuses("backup", terminal.home / "files" / "copy")


def test_what_is_no_backup_of_this_home_is_refused_and_the_data_stay(lived, tmp_path, bare):
    lived.does("backup", tmp_path / "copy")
    bare.does("check")
    assert "another home's key ring" in bare.refuses("restore", tmp_path / "copy")
    (tmp_path / "empty").mkdir()
    assert "is no backup" in lived.refuses("restore", tmp_path / "empty")
    assert "is no backup" in lived.refuses("restore", tmp_path / "nowhere")
    (tmp_path / "copy" / "manifest.json").write_bytes(b"{}")
    assert "was changed" in lived.refuses("restore", tmp_path / "copy")
    assert claims_of(person_of(0)) == 2


def test_a_backup_with_a_changed_file_is_refused(lived, tmp_path):
    lived.does("backup", tmp_path / "copy")
    name = "data.pgdump" if is_postgresql() else "data.sqlite3"
    with (tmp_path / "copy" / name).open("ab") as file:
        file.write(b"\0")
    assert "was changed since" in lived.refuses("restore", tmp_path / "copy")


def test_nothing_is_restored_under_a_site_that_is_up(lived, tmp_path):
    lived.does("backup", tmp_path / "copy")
    with serving.held(lived.home):
        assert "a site is up already" in lived.refuses("restore", tmp_path / "copy")
    lived.does("restore", tmp_path / "copy")


def test_rotated_keys_open_what_the_former_ones_sealed(lived):
    before = (lived.home / "keys" / "ring.json").read_bytes()
    assert "keys wrapped anew" in lived.does("keys", "rotate")
    after = orjson.loads((lived.home / "keys" / "ring.json").read_bytes())
    assert after["keys"].keys().isdisjoint(orjson.loads(before)["keys"])
    lived.does("check")
    assert claims_of(person_of(0)) == 2


def test_a_rotation_that_was_cut_short_goes_on(lived, monkeypatch):
    monkeypatch.setattr(rotation, "_AT_ONCE", 1)
    steps = rotation.rotate()
    next(steps)
    steps.close()
    held = Ring(lived.home / "keys" / "ring.json")
    assert held.is_rotating
    connections.close_all()
    lived.does("check")
    lived.does("keys", "rotate")
    assert not Ring(lived.home / "keys" / "ring.json").is_rotating
    assert claims_of(person_of(0)) == 2


def test_a_ring_from_before_a_rotation_is_told(lived):
    ring = lived.home / "keys" / "ring.json"
    before = ring.read_bytes()
    lived.does("keys", "rotate")
    ring.write_bytes(before)
    with pytest.raises(KeyMissing, match="older than a rotation"):
        known_of(None, person_of(0))


def test_each_keeping_is_in_the_ledger(lived, tmp_path):
    from wellkept.ledger import reading

    lived.does("backup", tmp_path / "copy")
    lived.does("keys", "rotate")
    began = datetime(2020, 1, 1, tzinfo=UTC)
    verbs = [row.verb for row in reading.between(began, datetime(9000, 1, 1, tzinfo=UTC))]
    assert verbs.count("upkeep.backup") == 1
    assert verbs.count("upkeep.rotate_keys") == 1
