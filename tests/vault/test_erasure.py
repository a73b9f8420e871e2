"""Erasure ends everything that a key sealed; a backup made before brings nobody back. Rotation loses nobody."""

import orjson
import pytest

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming
from wellkept.exits.keys import KeyMissing, ring
from wellkept.vault import backup, claims, erasure, keys, people, quarantine, resources, rotation
from wellkept.vault.backup import BackupUnusable
from wellkept.vault.models import Detail, Identifier, MemberKey, Person, Quarantined, Resource, SearchValue, Standing
from wellkept.vault.numbers import Number
from wellkept.vault.quarantine import Held, Reason
from wellkept.vault.sealing import NoKey

NUMBER = Number("member_id", "W0001")
STAFF = permit_for(None, "quarantine")
OF_PEOPLE = (Detail, Identifier, Person, Resource, SearchValue, Standing)


@pytest.fixture
def kept(house):
    """Two members, each with a claim."""
    found = []
    for number in ("W0001", "W0002"):
        person = people.make(permit_for(None), enrolled=True)
        permit = permit_for(person)
        people.take_in(
            permit,
            {"identity.name": {"last": "Larkspur"}},
            known_by=[Number("member_id", number)],
            source="feed.claims",
        )
        resources.take_in(permit, incoming(claim()))
        found.append(person)
    return found


def rows():
    return {model.__name__: model.objects.count() for model in OF_PEOPLE}


def test_an_erased_person_is_unreadable_at_once_and_gone(kept):
    ada, other = kept
    permit = permit_for(ada)
    before = rows()
    erasure.erase(permit)
    assert rows() == {name: count // 2 for name, count in before.items()}
    with pytest.raises(NoKey):
        claims.listed(permit_for(ada))
    assert people.identify(permit_for(None), [NUMBER]) == ()
    assert len(claims.listed(permit_for(other))) == 1


def test_what_waited_for_the_erased_goes_too(kept):
    raw = orjson.dumps(condition())
    quarantine.put(
        STAFF, Held(raw=raw, source="feed.clinical", kind="Condition", reason=Reason.TWO_CANDIDATES, about=NUMBER)
    )
    waiting = Quarantined.objects.get().id
    erasure.erase(permit_for(kept[0]))
    assert not Quarantined.objects.exists()
    assert keys.key_of(waiting) is None


def test_an_erasure_cut_short_is_finished_later(kept):
    keys.erase_key(kept[0], on=Person.objects.first().made_on)
    assert Person.objects.count() == 2
    assert erasure.finish_erasures() == 1
    assert list(Person.objects.values_list("id", flat=True)) == [kept[1]]
    assert erasure.finish_erasures() == 0


@pytest.mark.promise("P2")
def test_a_backup_restored_after_an_erasure_does_not_bring_the_member_back(kept, tmp_path):
    ada, other = kept
    folder = backup.backup(tmp_path / "backup")
    before = permit_for(ada)
    erasure.erase(before)
    assert backup.restore(folder) == 1
    assert not Person.objects.filter(id=ada).exists()
    assert not Resource.objects.filter(person_id=ada).exists()
    assert people.identify(permit_for(None), [NUMBER]) == ()
    with pytest.raises(NoKey):
        claims.listed(permit_for(ada))
    assert len(claims.listed(permit_for(other))) == 1


def test_a_record_taken_in_since_the_backup_does_not_wait_again(kept, tmp_path):
    quarantine.put(STAFF, Held(raw=b"{}", source="feed.claims", kind="Claim", reason=Reason.INCOMPLETE))
    quarantine.put(STAFF, Held(raw=b"[]", source="feed.claims", kind="Claim", reason=Reason.INCOMPLETE))
    folder = backup.backup(tmp_path / "backup")
    released = quarantine.listed(STAFF).rows[0].id
    quarantine.release(STAFF, [released])
    backup.restore(folder)
    assert len(quarantine.listed(STAFF)) == 1
    assert quarantine.listed(STAFF).rows[0].id != released


def test_a_restore_brings_back_what_was_lost(kept, tmp_path):
    folder = backup.backup(tmp_path / "backup")
    Resource.objects.all().delete()
    assert backup.restore(folder) == 0
    assert len(claims.listed(permit_for(kept[0]))) == 1


@pytest.mark.promise("P2")
def test_a_backup_holds_no_key(house, kept, tmp_path):
    folder = backup.backup(tmp_path / "backup")
    secret = [bytes(wrapped) for wrapped in MemberKey.objects.using("keys").values_list("wrapped", flat=True)]
    secret += [text.encode() for text in orjson.loads(ring().file.read_bytes())["keys"].values()]
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(key in content for key in secret), file.name
            assert b"memberkey" not in content or file.suffix == ".sqlite3", file.name
    assert not {file.name for file in folder.rglob("*")} & {"ring.json", "members.sqlite3", "secret_key"}


def test_a_backup_never_writes_into_a_folder_in_use(house, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "data").write_bytes(b"")
    with pytest.raises(BackupUnusable, match="not empty"):
        backup.backup(tmp_path / "old")


@pytest.mark.parametrize("part", ["manifest.json", "manifest.sig", "data"])
def test_a_changed_backup_is_refused_before_anything_is_touched(kept, tmp_path, part):
    folder = backup.backup(tmp_path / "backup")
    file = next(file for file in folder.iterdir() if file.name.startswith(part))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupUnusable):
        backup.restore(folder)
    assert len(claims.listed(permit_for(kept[0]))) == 1


def test_what_is_no_backup_is_refused(house, tmp_path):
    with pytest.raises(BackupUnusable, match="no backup"):
        backup.restore(tmp_path)


def test_after_a_rotation_everything_opens_and_the_old_key_is_gone(kept):
    old = orjson.loads(ring().file.read_bytes())["current"]
    seen = []
    assert list(rotation.rotate(also=[seen.append]))[-1] == 2
    assert seen == [ring()]
    content = orjson.loads(ring().file.read_bytes())
    assert old not in content["keys"]
    assert all(ring().is_current(bytes(row.wrapped)) for row in MemberKey.objects.using("keys").all())
    assert len(claims.listed(permit_for(kept[0]))) == 1
    MemberKey.objects.using("keys").all().delete()
    assert keys.put_back(2) == 2
    assert len(claims.listed(permit_for(kept[1]))) == 1


def test_a_rotation_cut_short_goes_on_where_it_was(kept, monkeypatch):
    monkeypatch.setattr(rotation, "_AT_ONCE", 1)
    steps = rotation.rotate()
    assert next(steps) == 1
    steps.close()
    assert ring().is_rotating
    current = orjson.loads(ring().file.read_bytes())["current"]
    assert len(claims.listed(permit_for(kept[0]))) == len(claims.listed(permit_for(kept[1]))) == 1
    assert list(rotation.rotate())[-1] == 1
    assert orjson.loads(ring().file.read_bytes())["current"] == current
    assert not ring().is_rotating


def test_a_rotation_leaves_the_erased_erased(kept):
    erasure.erase(permit_for(kept[0]))
    list(rotation.rotate())
    assert keys.key_of(kept[0]) is None


def test_a_rotation_needs_the_right_ring(kept):
    ring().file.write_bytes(b"{}")
    ring.__globals__["_opened"].cache_clear()
    with pytest.raises(KeyMissing):
        list(rotation.rotate())
