"""The visitors that are no people: feeds, the clock, and registered systems."""

from __future__ import annotations

from uuid import UUID

from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits

# Each sender of files that the plan has registered, by its class of party.
FEEDS = ("feed.enrolment", "feed.claims", "feed.clinical")

# The classes of party whose systems may be registered: senders, companies that work for the plan, providers. No person
# is a system, so a practitioner is not among them; nor is who is told no more than a message.
SYSTEMS = frozenset(FEEDS) | {
    *("provider.office", "provider.facility", "provider.pharmacy"),
    *("vendor.operations", "vendor.service", "vendor.payments", "vendor.audit", "vendor.cloud"),
    "vendor.pharmacy_benefits",
}

CLOCK = Visitor(kind=Kind.CLOCK, party="workforce.program")


def feed(party: str, *, request: str = "") -> Visitor:
    """The visitor that a registered sender is. Raises LookupError for one that is not registered."""
    if party not in FEEDS:
        msg = f"no sender is registered as {party}"
        raise LookupError(msg)
    return Visitor(kind=Kind.FEED, party=party, held=bits(["agreement"]), request=request)


def system(client: UUID, party: str, *, proved: str, request: str = "") -> Visitor:
    """The visitor that a registered system is; only systems of a party with a written agreement are registered."""
    held = bits(["agreement", "identified"])
    return Visitor(kind=Kind.SYSTEM, party=party, account=client, held=held, request=request, proved=proved)
