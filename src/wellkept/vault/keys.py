"""The store of wrapped member keys. A key is made before the person's data, and its end is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from wellkept.exits.keys import FILE, KeyMissing, Ring, ring
from wellkept.vault.models import MemberKey, RingMark
from wellkept.vault.routing import KEYS
from wellkept.vault.rows import as_param, id_of
from wellkept.vault.sealing import new_key

PLAN = UUID(int=1)
_STORES = ("default", KEYS)
_confirmed: set[tuple[object, ...]] = set()


def ready_ring() -> Ring:
    """The ring of this home; a new one for a home that has none and has sealed nothing. Raises `KeyMissing`."""
    folder = Path(settings.WELLKEPT_HOME) / "keys"
    if not (folder / FILE).exists() and not any(_mark(store) for store in _STORES):
        Ring.make(folder)
    return confirmed_ring()


def confirmed_ring() -> Ring:
    """The ring, once it is sure that both stores were made with it. Raises `KeyMissing`, and writes nothing then."""
    opened = ring()
    known = (opened.file, opened.mark, *(str(connections[store].settings_dict["NAME"]) for store in _STORES))
    if known not in _confirmed:
        marks = {store: _mark(store) for store in _STORES}
        for store, mark in marks.items():
            if mark is not None and mark != opened.mark:
                raise KeyMissing(
                    f"The {'data' if store == 'default' else 'member keys'} here were sealed with another key ring "
                    f"than {opened.file}. Put back the ring that belongs to this home; nothing was written."
                )
        for store in (store for store, mark in marks.items() if mark is None):
            RingMark.objects.using(store).create(id=1, mark=opened.mark)
        _confirmed.add(known)
    return opened


def make_key(person: UUID) -> bytes:
    """Make and keep a person's key, before anything of hers is written. Raises `KeyMissing`."""
    key = new_key()
    wrapped = confirmed_ring().wrap(key, person.bytes)
    MemberKey.objects.using(KEYS).create(person=person, wrapped=wrapped)
    return key


def plan_key() -> bytes:
    """The key of what is the plan's own and nobody's in particular; made when it is first needed."""
    return key_of(PLAN) or make_key(PLAN)


def key_of(person: UUID) -> bytes | None:
    """A person's key; None when it was erased or never made. Raises `KeyMissing` for a wrong ring."""
    return keys_of((person,)).get(person)


def keys_of(persons: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys of those who have one. At most a few hundred persons at a time."""
    connection = connections[KEYS]
    asked = [as_param(connection, person) for person in persons]
    if not asked:
        return {}
    marks = ",".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT person, wrapped FROM vault_memberkey WHERE person IN ({marks})", asked)  # noqa: S608
        return {id_of(row[0]): unwrapped(id_of(row[0]), row[1]) for row in cursor.fetchall() if row[1]}


def unwrapped(person: UUID, wrapped: bytes) -> bytes:
    """A person's key as the store holds it. Raises `KeyMissing`."""
    return confirmed_ring().unwrap(bytes(wrapped), person.bytes)


def erase_key(person: UUID, *, on: date) -> None:
    """Overwrite the key; from here on nobody can read what it sealed, in a backup either."""
    MemberKey.objects.using(KEYS).update_or_create(person=person, defaults={"wrapped": b"", "erased_on": on})


def drop_keys(records: Iterable[UUID]) -> None:
    """Remove the keys of records that waited in quarantine; nobody needs to know that they were there."""
    MemberKey.objects.using(KEYS).filter(person__in=list(records)).delete()


def _mark(store: str) -> bytes | None:
    found = RingMark.objects.using(store).values_list("mark", flat=True).first()
    return None if found is None else bytes(found)
