"""What a carrier is given, and how it says that it did not take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address. `id` is the same at every attempt, so that two of it are known as one.

    `to` is an e-mail address, a number as +15555550100, or the lines of a postal address with the name first.
    """

    id: UUID
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    language: str = "en"


class NotTaken(Exception):
    """The carrier did not take it now; it may later. `maybe_taken`: the line broke before it could say so."""

    def __init__(self, why: str, *, maybe_taken: bool = False) -> None:
        super().__init__(why)
        self.maybe_taken = maybe_taken


class Undeliverable(Exception):
    """The carrier will never take this message for this address."""


class NotPermitted(ValueError):
    """The permit does not cover giving this to a carrier."""


class Carrier(Protocol):
    """A way out. `party` is the class of the company that carries it, "" where the plan does so itself.

    `agreement_until` is the last day of the company's written agreement, None where none is known.
    """

    @property
    def party(self) -> str:
        """The class of the company, "" for the plan itself."""

    @property
    def agreement_until(self) -> date | None:
        """The last day of its agreement."""

    def send(self, permit: Permit, message: Message) -> None:
        """Take a message. Raises `NotTaken`, `Undeliverable`, and `NotPermitted` for a permit that is for less."""


def must_share(permit: Permit) -> None:
    """Refuse a permit that is not for giving something away. Raises `NotPermitted`."""
    if permit.ask.action is not Action.SHARE and permit.person is not None:
        raise NotPermitted("this permit is not for giving somebody's data to a carrier")
