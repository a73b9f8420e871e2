"""What a child gave who turns out to be too young to give it (16 CFR 312.8, 312.10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wellkept.policy.asks import Permit
from wellkept.vault.models import ContactPoint, DependantFact, Detail, Draft, Grant, Standing
from wellkept.vault.permits import person_of
from wellkept.vault.standing import stored

_GIVEN = "person.member"
_BY_MEMBER = "member"


def too_young(
    _permit: Permit, old_enough: int, *, with_accounts: frozenset[UUID], after: int = 0, limit: int = 200
) -> tuple[tuple[UUID, ...], int]:
    """People known to be below `old_enough` (13 or 18) who gave something or have an account, and where to go on.

    0 is the end. Whose age nobody knows is not among them.
    """
    old = stored((f"of_age:{old_enough}",))
    # A known age has a birthday ahead at which something changes; an unknown one has none.
    rows = Standing.objects.filter(viewer=F("person_id"), id__gt=after, valid_until__isnull=False).order_by("id")
    some = list(rows.values_list("id", "person_id", "held")[:limit])
    young = [person for _, person, held in some if not held & old]
    gave = set(_gave(young))
    found = tuple(person for person in young if person in gave or person in with_accounts)
    return found, some[-1][0] if len(some) == limit else 0


def is_too_young(permit: Permit, old_enough: int) -> bool:
    """Whether the permit's person is still below that age, after whatever birthday came since she was found."""
    person = person_of(permit)
    held = Standing.objects.filter(person_id=person, viewer=person).values_list("held", flat=True).first()
    return held is not None and not held & stored((f"of_age:{old_enough}",))


def remove_given(permit: Permit) -> int:
    """Remove what the permit's person gave online herself, as far as the permit opens it; how many rows."""
    person = person_of(permit)
    leaves = permit.decision.leaves
    with transaction.atomic():
        gone = Detail.objects.filter(person_id=person, source=_GIVEN, category__in=leaves).delete()[0]
        if any(leaf.startswith("contact.") for leaf in leaves):
            gone += ContactPoint.objects.filter(person_id=person, source=_BY_MEMBER).delete()[0]
        if permit.opens("family.dependants"):
            gone += DependantFact.objects.filter(person_id=person).delete()[0]
        gone += Draft.objects.filter(writer=person).delete()[0]
    return gone


def guardians(permit: Permit) -> tuple[UUID, ...]:
    """Who acts for the permit's person as a parent or guardian."""
    rows = Grant.objects.filter(person_id=person_of(permit), ended=None)
    both = rows.filter(party__in=("representative.parent", "representative.guardian"))
    return tuple(both.order_by("made").values_list("viewer", flat=True))


def _gave(persons: list[UUID]) -> QuerySet[Standing, UUID]:
    details = Detail.objects.filter(person_id=OuterRef("person_id"), source=_GIVEN)
    points = ContactPoint.objects.filter(person_id=OuterRef("person_id"), source=_BY_MEMBER)
    rows = Standing.objects.filter(viewer=F("person_id"), person_id__in=persons)
    return rows.filter(Q(Exists(details)) | Q(Exists(points))).values_list("person_id", flat=True)
