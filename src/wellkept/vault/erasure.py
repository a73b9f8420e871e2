"""Erasing a person: her key first, and with it everything it sealed, wherever a copy lies; then her rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.models import (
    Agreement,
    Detail,
    Draft,
    Grant,
    Identifier,
    Person,
    Quarantined,
    RepresentationRequest,
    Resource,
    SearchValue,
    Standing,
)
from wellkept.vault.permits import person_of

_AT_ONCE = 200


def newest(permit: Permit) -> dict[str, date]:
    """For each category that is on record of the permit's person, the day that the newest of it came."""
    found: dict[str, date] = {}
    for rows in (Detail.objects, Resource.objects):
        came = rows.filter(person_id=person_of(permit)).order_by().values_list("category").annotate(Max("received"))
        for category, received in came:
            found[category] = max(received.date(), found.get(category, date.min))
    return found


def erase(permit: Permit, *, written: Callable[[], None] | None = None) -> None:
    """Erase the permit's person for good. From here on no key opens what was sealed for her, in a backup either.

    Call it outside a transaction: the key store is another database, and rows go in small steps; `written` is called
    in the transaction of the last one.
    """
    person = person_of(permit)
    keys.erase_key(person, on=datetime.now(UTC).date())
    remove_rows(person, written=written)


def remove_rows(person: UUID, *, written: Callable[[], None] | None = None) -> None:
    """Remove what is left of somebody without a key, a few hundred rows at a time."""
    digests = list(Identifier.objects.filter(person_id=person).values_list("digest", flat=True))
    waiting = list(Quarantined.objects.filter(patient__in=digests).values_list("id", flat=True))
    Quarantined.objects.filter(id__in=waiting).delete()
    keys.drop_keys(waiting)
    while some := list(Resource.objects.filter(person_id=person).values_list("id", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            SearchValue.objects.filter(resource_id__in=some).delete()
            Resource.objects.filter(id__in=some).delete()
    with transaction.atomic():
        Standing.objects.filter(Q(person_id=person) | Q(viewer=person)).delete()
        Grant.objects.filter(Q(person_id=person) | Q(viewer=person)).delete()
        Agreement.objects.filter(Q(person_id=person) | Q(behalf=person)).delete()
        Draft.objects.filter(Q(person_id=person) | Q(writer=person)).delete()
        RepresentationRequest.objects.filter(about=person).update(about=None)
        Detail.objects.filter(person_id=person).delete()
        Identifier.objects.filter(person_id=person).delete()
        Person.objects.filter(id=person).delete()
        if written is not None:
            written()


def finish_erasures() -> int:
    """Remove the rows of all whose keys were erased: after a restore, or where an erasure was cut short; how many."""
    count = 0
    last: UUID | None = None
    while some := keys.erased(after=last):
        last = some[-1]
        for person in Person.objects.filter(id__in=some).values_list("id", flat=True):
            remove_rows(person)
            count += 1
    return count


def drop_unreadable_waiting() -> int:
    """Remove records in quarantine whose keys are gone: they were taken in, or their time was over; how many."""
    count = 0
    last: UUID | None = None
    rows = Quarantined.objects.order_by("id").values_list("id", flat=True)
    while some := list((rows.filter(id__gt=last) if last else rows)[:_AT_ONCE]):
        last = some[-1]
        gone = set(some) - keys.keys_of(some).keys()
        count += Quarantined.objects.filter(id__in=gone).delete()[0]
    return count
