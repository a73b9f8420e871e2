"""The key store: made before the data, and nothing is written under a wrong or missing ring."""

import shutil
from uuid import uuid4

import pytest

from tests.vault.conftest import known_of, permit_for
from wellkept.exits.keys import FILE, KeyMissing, Ring, ring
from wellkept.vault import keys, people
from wellkept.vault.models import MemberKey, Person


def ring_file(house):
    return house.home / "keys" / FILE


def swap_ring(house, tmp_path):
    other = Ring.make(tmp_path / "elsewhere")
    shutil.copy(other.file, ring_file(house))
    ring.__globals__["_opened"].cache_clear()


def test_a_key_is_kept_wrapped_and_opens_again(house):
    person = uuid4()
    key = keys.make_key(person)
    assert keys.key_of(person) == key
    assert key not in bytes(MemberKey.objects.using("keys").get(person=person).wrapped)


def test_a_wrapped_key_moved_to_another_person_does_not_open(house):
    one, other = uuid4(), uuid4()
    keys.make_key(one)
    wrapped = MemberKey.objects.using("keys").get(person=one).wrapped
    MemberKey.objects.using("keys").create(person=other, wrapped=wrapped)
    with pytest.raises(KeyMissing):
        keys.key_of(other)


def test_without_a_key_the_person_was_never_made(house, monkeypatch):
    def refuse(*_):
        raise KeyMissing("no ring")

    monkeypatch.setattr(keys, "make_keys", refuse)
    with pytest.raises(KeyMissing):
        people.make(permit_for(None), enrolled=True)
    assert not Person.objects.exists()


@pytest.mark.promise("P2")
def test_another_homes_ring_is_refused_and_nothing_is_written(house, ada, tmp_path):
    swap_ring(house, tmp_path)
    people_before, keys_before = Person.objects.count(), MemberKey.objects.using("keys").count()
    with pytest.raises(KeyMissing, match="another key ring"):
        people.make(permit_for(None), enrolled=True)
    with pytest.raises(KeyMissing):
        known_of(None, ada)
    assert (Person.objects.count(), MemberKey.objects.using("keys").count()) == (people_before, keys_before)


def test_a_lost_ring_is_never_replaced_by_a_new_one(house, ada):
    ring_file(house).unlink()
    ring.__globals__["_opened"].cache_clear()
    with pytest.raises(KeyMissing, match=FILE):
        keys.ready_ring()
    assert not ring_file(house).exists()
    with pytest.raises(KeyMissing):
        people.make(permit_for(None), enrolled=True)
    assert Person.objects.count() == 1


def test_the_plans_own_key_is_made_once(house):
    assert keys.plan_key() == keys.plan_key()


def test_generations_give_back_lost_keys_but_no_erased_ones(house, ada):
    other = people.make(permit_for(None), enrolled=True)
    key = keys.key_of(ada)
    keys.keep_generation()
    keys.erase_key(other, on=Person.objects.get(id=other).made_on)
    MemberKey.objects.using("keys").filter(person=ada).delete()
    assert keys.put_back(1) == 1
    assert keys.key_of(ada) == key
    assert keys.key_of(other) is None
    with pytest.raises(FileNotFoundError, match="no such generation"):
        keys.put_back(2)


def test_an_erased_key_is_nowhere_in_the_key_store(house, ada):
    wrapped = bytes(MemberKey.objects.using("keys").get(person=ada).wrapped)
    keys.keep_generation()
    keys.keep_generation()
    folder = house.home / "keys"
    assert any(wrapped in file.read_bytes() for file in folder.iterdir())
    keys.erase_key(ada, on=Person.objects.get().made_on)
    assert not [file.name for file in folder.iterdir() if wrapped in file.read_bytes()]
