"""Drafts of long forms: what was written and not sent is kept, sealed, until its writer comes back (I3).

A draft is an early part of its form, so that to keep one is the ask of sending that form: the same data for the same
purpose of the same person. Which forms have drafts, and which of their fields, is the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.features import contact_details, dependants, emergencies, profile
from wellkept.features.emergencies import EMERGENCY
from wellkept.features.representation import documents, invitations, review
from wellkept.gate import Verb, admit, admit_once, done, foresee, promised, verb
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import DATA
from wellkept.vault import drafts
from wellkept.vault.drafts import Gone, Kept, Newer, Said, TooBig
from wellkept.vault.lists import NotThere

__all__ = ["FORMS", "Gone", "Kept", "LongForm", "Newer", "NotThere", "Spot", "TooBig", "remove_of", "remove_over"]

_HOSTING = "operations.hosting"
_HELD = ("identity", "contact", "family", "profile")
_MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a form is filled in: the member whom one helps there (None for nobody), and the form's step."""

    helped: UUID | None
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A form that keeps drafts.

    `fields` are those that a draft holds, `many` those among them with several values; all others, such as files, are
    left out. `whose` gives the person that the form is about. `most` is the longest keeping in days.
    """

    name: str
    fields: tuple[str, ...]
    many: frozenset[str] = frozenset()
    whose: Callable[[Visitor, Spot], UUID | None]
    may: Callable[[Visitor, UUID | None], bool] = lambda _visitor, _of: True
    purpose: Callable[[Visitor], str]
    asking: Callable[[Visitor], Visitor] = lambda visitor: visitor
    of_staff: bool = False
    has_files: bool = False
    most: int = _MOST_DAYS

    def row(self, visitor: Visitor, spot: Spot) -> UUID:
        """The id of the visitor's draft of this form in a spot. Raises `NotThere` for who is not signed on."""
        if visitor.account is None or (visitor.kind is Kind.STAFF) is not self.of_staff:
            raise NotThere
        return drafts.row_of(account=visitor.account, person=self.whose(visitor, spot), form=self.name, step=spot.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongForm(Shape):
    """A form with its two verbs: `keep` raises `Refused`, `NotThere`, `Newer`, `Gone`, `TooBig`; `read` `Refused`."""

    keep: Verb[[Visitor, Spot, Said, int], Kept]
    read: Verb[[Visitor, Spot], dict[str, list[str]] | None]

    @property
    def days(self) -> int:
        """How many days a draft of it stays; 0 where none is kept."""
        return _lasts(self, self.keep).days

    def is_kept(self, visitor: Visitor, spot: Spot) -> bool:
        """Whether a draft of this form could be kept here; nothing is written down."""
        if visitor.account is None or not self.days:
            return False
        of = self.whose(visitor, spot)
        ((_, decision),) = foresee(self.asking(visitor), [(self.keep, self.purpose(visitor))], of=of)
        return decision.allowed and self.may(visitor, of)

    def find(self, visitor: Visitor, spot: Spot) -> Kept | None:
        """Whether there is a draft, without a word of it."""
        return find(CLOCK, self.row(visitor, spot))

    def remove(self, visitor: Visitor, spot: Spot) -> bool:
        """Remove the draft: the form was sent, or its writer threw the draft away; whether there was one."""
        return remove(CLOCK, self.row(visitor, spot))


@verb("draft.find", data=_HELD, purposes=(_HOSTING,))
def find(visitor: Visitor, row: UUID) -> Kept | None:
    """Whether a draft is kept; the program asks it of itself. Raises `Refused`."""
    return drafts.find(admit_once(visitor, find, purpose=_HOSTING), row, at=datetime.now(UTC))


@verb("draft.remove", data=_HELD, purposes=(_HOSTING,))
def remove(visitor: Visitor, row: UUID) -> bool:
    """Remove one draft; whether there was one. Raises `Refused`."""
    return drafts.remove(admit_once(visitor, remove, purpose=_HOSTING), row)


@verb("draft.remove_of_account", data=_HELD, purposes=(_HOSTING,))
def remove_of(visitor: Visitor, account: UUID) -> int:
    """Remove the drafts of an account that is closed; how many. Raises `Refused`."""
    return drafts.remove_of(admit_once(visitor, remove_of, purpose=_HOSTING), account)


@verb("draft.remove_over", data=_HELD, purposes=(_HOSTING,))
def remove_over(visitor: Visitor, *, at: datetime) -> int:
    """Remove the drafts that were kept as long as is promised; how many. Raises `Refused`."""
    return drafts.remove_over(admit_once(visitor, remove_over, purpose=_HOSTING), at=at)


def _keeping(shape: Shape, sends: Verb[Any, Any]) -> Verb[[Visitor, Spot, Said, int], Kept]:
    """The verb that keeps a draft. Its second entry is written when a draft begins: later ones change no fact of it."""
    told = sends.declared

    @verb(
        f"draft.keep_{shape.name}",
        data=told.data,
        purposes=told.purposes,
        fulfils=tuple(sorted(told.fulfils)),
        way=told.way,
        whole=told.whole,
    )
    def keep(visitor: Visitor, spot: Spot, said: Said, seen: int) -> Kept:
        of = shape.whose(visitor, spot)
        permit = admit(shape.asking(visitor), keep, of=of, purpose=shape.purpose(visitor))
        row, lasts = shape.row(visitor, spot), _lasts(shape, keep)
        if visitor.account is None or not lasts or not shape.may(visitor, of):
            raise NotThere
        with transaction.atomic():
            kept = drafts.put(
                permit,
                {name: said.get(name, ()) for name in shape.fields},
                row=row,
                owner=drafts.Owner(account=visitor.account, writer=visitor.person),
                form=shape.name,
                seen=seen,
                at=datetime.now(UTC),
                lasts=lasts,
            )
            if not seen:
                done(permit, keep)
        return kept

    return keep


def _reading(shape: Shape, sends: Verb[Any, Any]) -> Verb[[Visitor, Spot], dict[str, list[str]] | None]:
    """The verb that shows a draft to its writer: to the staff as they use data, to a member as her own."""
    told = sends.declared
    purposes = told.purposes if shape.of_staff else ("member.access",)

    @verb(f"draft.read_{shape.name}", data=told.data, purposes=purposes, fulfils=tuple(sorted(told.fulfils)))
    def read(visitor: Visitor, spot: Spot) -> dict[str, list[str]] | None:
        purpose = shape.purpose(visitor) if shape.of_staff else purposes[0]
        permit = admit(shape.asking(visitor), read, of=shape.whose(visitor, spot), purpose=purpose)
        found = drafts.read(permit, shape.row(visitor, spot), at=datetime.now(UTC))
        return None if found is None else {name: found[1].get(name, []) for name in shape.fields}

    return read


def _lasts(shape: Shape, keep: Verb[Any, Any]) -> timedelta:
    """How long a draft stays: the plan's setting, and never longer than what it holds may be kept; 0 for not at all."""
    now = promised()
    said = now.in_force.setting("retention.drafts")
    limits = [now.kept_at_most(leaf) for leaf in DATA.expand(keep.declared.data)]
    days = [shape.most, *([said] if isinstance(said, int) else []), *(one for one in limits if one is not None)]
    return timedelta(days=min(days))


def _form(name: str, sends: Verb[Any, Any], fields: tuple[str, ...], **more: Any) -> LongForm:  # noqa: ANN401
    shape = Shape(name=name, fields=fields, **({"purpose": lambda _visitor: sends.declared.purposes[0]} | more))
    parts = {part: getattr(shape, part) for part in Shape.__dataclass_fields__}
    return LongForm(**parts, keep=_keeping(shape, sends), read=_reading(shape, sends))


def _own(visitor: Visitor, _spot: Spot) -> UUID | None:
    return visitor.person


def _helped(visitor: Visitor, spot: Spot) -> UUID | None:
    return spot.helped or visitor.person


def _asker(visitor: Visitor, spot: Spot) -> UUID | None:
    try:
        found = review.asker_of(visitor, UUID(spot.step))
    except ValueError:
        raise NotThere from None
    if found is None:
        raise NotThere
    return found


def _declaring(visitor: Visitor) -> Visitor:
    return replace(visitor, held=visitor.held | EMERGENCY)


_OF_A_DEPENDANT = ("about", "words", "need")
FORMS: dict[str, LongForm] = {
    form.name: form
    for form in (
        _form("papers", documents.ask, ("party", "name", "born", "number", "reason"), whose=_own, has_files=True),
        _form(
            "invitation",
            invitations.invite,
            ("called", "address", "kinds", "acts", "begins", "ends", "reason"),
            many=frozenset({"kinds"}),
            whose=_own,
        ),
        _form("name", profile.tell_name, ("first", "said"), whose=_helped),
        _form("languages", profile.tell_languages, ("written", "spoken"), whose=_helped),
        _form("needs", profile.tell_needs, ("needs",), many=frozenset({"needs"}), whose=_helped),
        _form(
            "messages",
            profile.tell_messages,
            ("email", "text", "voice"),
            many=frozenset({"email", "text", "voice"}),
            whose=_helped,
        ),
        _form("contact", contact_details.add_contact, ("value",), whose=_helped, may=contact_details.may_change),
        _form("dependant", dependants.give, _OF_A_DEPENDANT, whose=_helped),
        _form("dependant_correction", dependants.correct, _OF_A_DEPENDANT, whose=_helped),
        _form(
            "decline",
            review.decline,
            ("reason",),
            whose=_asker,
            purpose=review.purpose_of,
            of_staff=True,
        ),
        # Only the reason: whom it is about is typed anew. It is about nobody on record yet, so the plan's key seals it.
        _form(
            "emergency",
            emergencies.declare_emergency,
            ("reason",),
            whose=lambda _visitor, _spot: None,
            asking=_declaring,
            of_staff=True,
            most=1,
        ),
    )
}
