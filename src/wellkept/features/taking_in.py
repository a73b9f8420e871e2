"""What feeds bring, and what became of it, whichever kind of record it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import orjson

from wellkept.vault.fhir_kinds import SUPPORTING
from wellkept.vault.fhir_reading import Json
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

    `freed` counts records that had waited for this one and were taken in with it.
    """

    outcome: Outcome
    reason: str = ""
    freed: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A FHIR resource as a file has it, its bytes, and by what the sender knows it ("Observation/7")."""

    resource: Json
    raw: bytes
    identity: str

    def in_envelope(self, sender: str) -> bytes:
        """The resource with what must be known to take it in later."""
        return orjson.dumps({"sender": sender, "identity": self.identity, "resource": self.resource}, default=float)


def out_of_envelope(raw: bytes) -> tuple[str, Sent]:
    """The sender and the resource of `Sent.in_envelope`."""
    held = orjson.loads(raw)
    return held["sender"], Sent(held["resource"], orjson.dumps(held["resource"]), held["identity"])


def no_rest() -> None:
    """What a load does between two changes when nobody else waits."""


def is_claim(kind: str) -> bool:
    """Whether a FHIR type comes from the claims system."""
    return kind in _CLAIM_TYPES


def is_supporting(kind: str) -> bool:
    """Whether a FHIR type is about nobody, but named by records."""
    return kind in SUPPORTING


def reference_of(sender: str, reference: str) -> Number:
    """How the vault knows a sender's own address of a patient; an absolute one counts by its last two parts."""
    if not reference.startswith("urn:"):
        current = reference.split("/_history/", maxsplit=1)[0]
        reference = "/".join(current.split("/")[-2:])
    return Number("reference", f"{sender}|{reference}")
