"""An ask, the facts it meets, and the decision it gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, SENSITIVE, Action, Tree, UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What somebody wants to do: one action on some data for one purpose with one class of party.

    `data` are nodes of the tree, decided leaf by leaf; purpose and party are leaves. `whole` refuses the ask
    unless every leaf is open. Raises `UnknownName`.
    """

    action: Action
    data: tuple[str, ...]
    purpose: str
    party: str
    whole: bool = False
    leaves: tuple[str, ...] = ()
    hashed: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Spell out the leaves and the hash once, since an ask is made once and decided often."""
        _must_be_leaf(PURPOSES, self.purpose)
        _must_be_leaf(PARTIES, self.party)
        wanted = DATA.expand(self.data)
        object.__setattr__(self, "leaves", tuple(leaf for leaf in DATA.leaves if leaf in wanted))
        object.__setattr__(self, "hashed", hash((self.action, self.data, self.purpose, self.party, self.whole)))

    def __hash__(self) -> int:
        """Equal asks have equal hashes."""
        return self.hashed


def _must_be_leaf(tree: Tree, name: str) -> None:
    if name not in tree.index:
        raise UnknownName(f"{tree.kind} (a leaf is needed)", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A set of leaves in each dimension: what a grant, a role, an app or a restriction reaches."""

    data: frozenset[str]
    purposes: frozenset[str]
    parties: frozenset[str]

    def covers(self, leaf: str, purpose: str, party: str) -> bool:
        """Whether this cell, of whatever action, lies inside."""
        return leaf in self.data and purpose in self.purposes and party in self.parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known when an ask is decided.

    `held`: conditions that hold, as bits. `within`: every one must cover the cell (a grant, an app's scopes, a
    role). `restricted`: what the member asked to be restricted; it closes restrictable purposes.
    """

    held: int = 0
    within: tuple[Scope, ...] = ()
    restricted: tuple[Scope, ...] = ()


class Reason(StrEnum):
    """Why a decision is what it is."""

    ALLOWED = "allowed"
    NEVER = "never"
    SILENCE = "silence"
    CONDITION = "condition"
    SCOPE = "scope"
    RESTRICTION = "restriction"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer to an ask.

    `leaves` are the open ones, in the vocabulary's order; none open is a refusal. `clauses` are the deciding ones
    as "source#id": of an opening the allows and the limits met, of a refusal the nevers, or the clauses whose
    conditions fell short. `needed` are the conditions that the opening rests on, as bits; `missing` those that a
    refusal lacked.
    """

    leaves: tuple[str, ...]
    closed: tuple[str, ...]
    clauses: tuple[str, ...]
    obligations: frozenset[str]
    needed: int
    missing: int
    reason: Reason

    @property
    def allowed(self) -> bool:
        """Whether at least one leaf is open."""
        return bool(self.leaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What the gate gives for an ask that was allowed and written down; the vault's filter. Only the gate makes one.

    It lives for one request or one step of a job and is never stored. `person` is whose data it opens, None where
    they are nobody's. `entry` is the number of its ledger entry; `since` and `until` bound the period of the data.
    `on` is the plan's own day on which it was given: ages and grants are reckoned by it.
    `last`: when anybody but the visitor saw something of the person before, and of which class of party that was.
    """

    ask: Ask
    decision: Decision
    visitor: str
    person: UUID | None
    entry: UUID
    version: str
    on: date
    since: date | None = None
    until: date | None = None
    key: bytes | None = field(default=None, repr=False)
    subject: bytes | None = field(default=None, repr=False)
    last: tuple[datetime, str] | None = None

    def opens(self, leaf: str) -> bool:
        """Whether this permit opens the leaf."""
        return leaf in self.decision.leaves

    @property
    def closed_labels(self) -> int:
        """The sensitive labels that stay closed, one bit each, in the order of `SENSITIVE`."""
        return closed_labels(self.decision.leaves)


def closed_labels(leaves: tuple[str, ...]) -> int:
    """One bit for each sensitive label that is not among `leaves`."""
    return sum(1 << place for place, label in enumerate(SENSITIVE) if label not in leaves)


def label_bits(labels: frozenset[str]) -> int:
    """The bits of sensitive labels, as a record carries them. Raises ValueError for another name."""
    return sum(1 << SENSITIVE.index(label) for label in labels)
