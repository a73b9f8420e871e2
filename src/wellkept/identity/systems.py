"""The visitors that are no people: feeds, and the clock."""

from __future__ import annotations

from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits

# Each sender of files that the plan has registered, by its class of party.
FEEDS = ("feed.enrolment", "feed.claims", "feed.clinical")

CLOCK = Visitor(kind=Kind.CLOCK, party="workforce.program")


def feed(party: str, *, request: str = "") -> Visitor:
    """The visitor that a registered sender is. Raises LookupError for one that is not registered."""
    if party not in FEEDS:
        msg = f"no sender is registered as {party}"
        raise LookupError(msg)
    return Visitor(kind=Kind.FEED, party=party, held=bits(["agreement"]), request=request)
