"""The store of wrapped member keys. A key is made before the person's data, and its end is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from wellkept.exits.keys import FILE, KeyMissing, Ring, ring
from wellkept.vault import key_generations
from wellkept.vault.models import MemberKey, RingMark
from wellkept.vault.routing import KEYS
from wellkept.vault.rows import as_param, id_of
from wellkept.vault.sealing import new_key

PLAN = UUID(int=1)
_STORES = ("default", KEYS)
_confirmed: set[tuple[object, ...]] = set()


def ready_ring() -> Ring:
    """The ring of this home; a new one for a home that has none and has sealed nothing. Raises `KeyMissing`."""
    folder = _folder()
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


def forget_confirmed() -> None:
    """Look at the stores' marks again; after a restore the data are others."""
    _confirmed.clear()


def make_key(person: UUID) -> bytes:
    """Make and keep a person's key, before anything of hers is written. Raises `KeyMissing`."""
    return make_keys((person,))[person]


def make_keys(persons: Iterable[UUID]) -> dict[UUID, bytes]:
    """Make and keep the keys of several. Raises `KeyMissing`."""
    made = {person: new_key() for person in persons}
    ring = confirmed_ring()
    MemberKey.objects.using(KEYS).bulk_create(
        MemberKey(person=person, wrapped=ring.wrap(key, person.bytes)) for person, key in made.items()
    )
    return made


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
    """Overwrite the key, here and in the key store's own backups; nobody can read again what it sealed."""
    connection = connections[KEYS]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    MemberKey.objects.using(KEYS).update_or_create(person=person, defaults={"wrapped": b"", "erased_on": on})
    key_generations.erase(_folder(), person, on=on)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def erased(*, after: UUID | None = None, limit: int = 500) -> tuple[UUID, ...]:
    """Persons whose keys were erased, in the order of ids."""
    rows = MemberKey.objects.using(KEYS).filter(erased_on__isnull=False).order_by("person")
    return tuple((rows.filter(person__gt=after) if after else rows).values_list("person", flat=True)[:limit])


def keep_generation() -> None:
    """Keep a copy of the key store beside it; the copy before becomes the second generation, the oldest goes."""
    rows = MemberKey.objects.using(KEYS).values_list("person", "wrapped", "erased_on")
    key_generations.keep(_folder(), ((person, bytes(wrapped), on) for person, wrapped, on in rows.iterator()))


def put_back(number: int) -> int:
    """Take keys that are missing here from a generation (1 or 2); how many. What was erased since stays erased."""
    confirmed_ring()
    missing = [
        MemberKey(person=person, wrapped=wrapped, erased_on=on)
        for person, wrapped, on in key_generations.read(_folder(), number)
        if not MemberKey.objects.using(KEYS).filter(person=person).exists()
    ]
    MemberKey.objects.using(KEYS).bulk_create(missing)
    return len(missing)


def drop_keys(records: Iterable[UUID]) -> None:
    """Remove the keys of records that waited in quarantine; nobody needs to know that they were there."""
    MemberKey.objects.using(KEYS).filter(person__in=list(records)).delete()


def _mark(store: str) -> bytes | None:
    found = RingMark.objects.using(store).values_list("mark", flat=True).first()
    return None if found is None else bytes(found)


def _folder() -> Path:
    return Path(settings.WELLKEPT_HOME) / "keys"
