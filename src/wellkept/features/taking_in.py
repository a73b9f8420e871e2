"""What feeds bring, and what became of it, whichever kind of record it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import orjson

from wellkept.vault.fhir_kinds import SUPPORTING
from wellkept.vault.fhir_reading import Json, first
from wellkept.vault.numbers import Number

_CLAIM_TYPES = frozenset({"ExplanationOfBenefit", "Coverage"})


class Outcome(StrEnum):
    """Every record ends as one of these."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Took:
    """The outcome of one record; `reason` is one sentence without anything personal, for those in quarantine.

    `waits_as` is what a record is called that waits for its patient, `freed` those that had waited for this one and
    were taken in with it: blind indexes, which tell nothing.
    """

    outcome: Outcome
    reason: str = ""
    waits_as: str = ""
    freed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A FHIR resource as a file has it: its bytes, where it stands, and the address that a Bundle gives it."""

    resource: Json
    raw: bytes
    full_url: str = ""
    where: str = ""

    @property
    def kind(self) -> str:
        """The FHIR type."""
        return str(self.resource["resourceType"])

    @property
    def identity(self) -> str:
        """By what the sender knows it: its id, else its business identifier, else its address, else all it says."""
        own = self.resource.get("id")
        if isinstance(own, str) and own:
            return f"{self.kind}/{own}"
        business = first(self.resource.get("identifier"))
        if isinstance(business.get("value"), str):
            return f"{self.kind}?identifier={business.get('system', '')}|{business['value']}"
        return self.full_url or f"{self.kind}#{hashlib.sha256(self.raw).hexdigest()}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """What other resources of the sender may refer to it by."""
        own = self.resource.get("id")
        known = [f"{self.kind}/{own}"] if isinstance(own, str) and own else []
        return tuple(dict.fromkeys(known + ([address(self.full_url)] if self.full_url else [])))

    def in_envelope(self, sender: str) -> bytes:
        """The resource with what must be known to take it in later."""
        return orjson.dumps([sender, self.full_url]) + b"\n" + self.raw


def out_of_envelope(raw: bytes) -> tuple[str, Sent]:
    """The sender and the resource of `Sent.in_envelope`."""
    head, _, resource = raw.partition(b"\n")
    sender, full_url = orjson.loads(head)
    return sender, Sent(orjson.loads(resource), resource, full_url)


def json_bytes(said: object) -> bytes:
    """JSON in which every decimal keeps its digits, as FHIR asks. Raises TypeError for what JSON cannot say."""
    return orjson.dumps(said, default=_digits)


def _digits(value: object) -> orjson.Fragment:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError


def is_claim(kind: str) -> bool:
    """Whether a FHIR type comes from the claims system."""
    return kind in _CLAIM_TYPES


def is_supporting(kind: str) -> bool:
    """Whether a FHIR type is about nobody, but named by records."""
    return kind in SUPPORTING


def address(reference: str) -> str:
    """A sender's own address of a resource; one on the web counts by its last two parts, without a version."""
    if reference.startswith("urn:"):
        return reference
    return "/".join(reference.split("/_history/", maxsplit=1)[0].split("/")[-2:])


def reference_of(sender: str, reference: str) -> Number:
    """How the vault knows a sender's address of a patient."""
    return Number("reference", f"{sender}|{address(reference)}")
