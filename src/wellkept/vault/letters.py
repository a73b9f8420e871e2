"""Letters that an office of the plan has to print, since no carrier takes them: which, never what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wellkept.policy.asks import Permit
from wellkept.vault.models import Letter

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A letter: `person` None is one to an office of the plan; `until` None is one that is of use for ever."""

    id: UUID
    person: UUID | None
    made: datetime
    until: datetime | None
    printed: datetime | None
    sent: datetime | None

    def is_over(self, at: datetime) -> bool:
        """Whether what is in it has lost its use, so that it must not be sent any more."""
        return self.sent is None and self.until is not None and self.until <= at


def queue(permit: Permit, message: UUID, *, made: datetime, until: datetime | None) -> None:
    """Have a letter of the permit's person, or of an office, wait for somebody who prints it; once for each message."""
    defaults = {"person_id": permit.person, "made": made, "until": until}
    Letter.objects.get_or_create(id=message, defaults=defaults)


def waiting(_permit: Permit) -> tuple[Waiting, ...]:
    """What nobody has sent yet, the longest waiting first."""
    return tuple(_waiting(row) for row in Letter.objects.filter(sent=None).order_by("made", "id")[:_MOST])


def sent_since(_permit: Permit, *, since: datetime) -> tuple[Waiting, ...]:
    """What was sent since then, the latest first."""
    return tuple(_waiting(row) for row in Letter.objects.filter(sent__gte=since).order_by("-sent", "id")[:_MOST])


def count(_permit: Permit, *, at: datetime) -> int:
    """How many wait to be printed or sent and are of use still."""
    return Letter.objects.filter(Q(until=None) | Q(until__gt=at), sent=None).count()


def one(_permit: Permit, letter: UUID) -> Waiting | None:
    """A letter by its id."""
    row = Letter.objects.filter(id=letter).first()
    return _waiting(row) if row else None


def note_printed(permit: Permit, letter: UUID, *, at: datetime) -> None:
    """Note when a letter of the permit's was printed for the first time."""
    _own(permit, letter).filter(printed=None).update(printed=at)


def note_sent(permit: Permit, letter: UUID, *, at: datetime) -> bool:
    """Note that a printed letter of the permit's has left; whether it was still there to be sent."""
    rows = _own(permit, letter).filter(sent=None).exclude(printed=None)
    return rows.filter(Q(until=None) | Q(until__gt=at)).update(sent=at) == 1


def note_not_sent(permit: Permit, letter: UUID) -> bool:
    """Take that back; whether it was noted."""
    return _own(permit, letter).exclude(sent=None).update(sent=None) == 1


def ended(_permit: Permit, *, before: datetime) -> tuple[Waiting, ...]:
    """Letters that were sent, or lost their use, before then."""
    over = Q(sent__lt=before) | Q(sent=None, until__lt=before)
    return tuple(_waiting(row) for row in Letter.objects.filter(over).order_by("made")[:_MOST])


def remove(_permit: Permit, letter: UUID) -> None:
    """Forget that there was a letter."""
    Letter.objects.filter(id=letter).delete()


def _own(permit: Permit, letter: UUID) -> QuerySet[Letter]:
    """The letter, where it is of the permit's person, or to an office where the permit is of nobody."""
    rows = Letter.objects.filter(id=letter)
    return rows.filter(person_id=permit.person) if permit.person else rows.filter(person=None)


def _waiting(row: Letter) -> Waiting:
    return Waiting(id=row.id, person=row.person_id, made=row.made, until=row.until, printed=row.printed, sent=row.sent)
