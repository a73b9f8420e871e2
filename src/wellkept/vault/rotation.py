"""Rotating the ring: a new key-encryption key, and every wrapped key wrapped anew, in small steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.db import transaction

from wellkept.exits.keys import Ring
from wellkept.vault import keys
from wellkept.vault.models import MemberKey
from wellkept.vault.routing import KEYS

_AT_ONCE = 200


def rotate(*, also: Sequence[Callable[[Ring], None]] = ()) -> Iterator[int]:
    """Wrap every member key with a new key-encryption key, then drop the old one; gives how many are done so far.

    `also` wrap anew what other floors had the ring wrap. A rotation that was cut short goes on where it was: the ring
    holds more than one key until the end. Raises `KeyMissing`.
    """
    ring = keys.confirmed_ring()
    keys.keep_generation()
    if not ring.is_rotating:
        ring.add_key()
    done = 0
    for count in _wrapped_anew(ring):
        done += count
        yield done
    for wrap_anew in also:
        wrap_anew(ring)
    # Somebody may have been made meanwhile by a process that had not yet seen the new key.
    done += sum(_wrapped_anew(ring))
    ring.drop_old_keys()
    # Copies under the old key would be of no use from here on.
    keys.keep_generation()
    keys.keep_generation()
    yield done


def _wrapped_anew(ring: Ring) -> Iterator[int]:
    rows = MemberKey.objects.using(KEYS).filter(erased_on__isnull=True).order_by("person")
    last: UUID | None = None
    while some := list((rows.filter(person__gt=last) if last else rows)[:_AT_ONCE]):
        last = some[-1].person
        old = [row for row in some if not ring.is_current(bytes(row.wrapped))]
        with transaction.atomic(using=KEYS):
            for row in old:
                former = bytes(row.wrapped)
                wrapped = ring.wrap(ring.unwrap(former, row.person.bytes), row.person.bytes)
                # Only if nobody erased it since it was read.
                MemberKey.objects.using(KEYS).filter(person=row.person, wrapped=former).update(wrapped=wrapped)
        yield len(old)
