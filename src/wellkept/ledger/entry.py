"""What an entry holds, and its one form as bytes. Names from closed lists and ids only: no value, no free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias
from uuid import UUID

import orjson

from wellkept.policy.vocabulary import ACTIONS, DATA, PARTIES, PURPOSES, names

_FORMAT = 1
_SUBJECT = 16
_MOST = 2**31 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_DOTTED = re.compile(r"(?=.{1,60}\Z)[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_VERB = re.compile(r"(?=.{1,80}\Z)[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_VISITOR = re.compile(r"[a-z][a-z_.]{0,59}(:[A-Za-z0-9._-]{1,36})?")
_CLAUSE = re.compile(r"(?=.{3,160}\Z)[A-Za-z0-9_./-]+#[A-Za-z0-9_.-]+")
_VERSION = re.compile(r"(?=.{3,100}\Z)[a-z0-9-]+/[A-Za-z0-9.-]+")
_REQUEST = re.compile(r"[A-Za-z0-9._-]{0,64}")
_VERDICTS = frozenset(("allowed", "refused", "done"))

Columns: TypeAlias = tuple[
    str, int, str, str, str, str, bytes | None, str, str, str, str, str, str, str, str, str, str, str | None, int
]

# The fields of the model in the order of `Columns`; `uuid` is the column "id".
FIELDS = (
    "uuid",
    "at",
    "verb",
    "visitor",
    "party",
    "role",
    "subject",
    "action",
    "data",
    "purpose",
    "clauses",
    "verdict",
    "reason",
    "version",
    "conditions",
    "missing",
    "request",
    "of",
    "count",
)


class NotForTheBook(ValueError):
    """A field holds what the book must not. The message names the field, never what it held."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"the ledger takes no such {field}: it holds names of the vocabulary, clauses and ids, never free text"
        )
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision, before it has a number.

    `at` is aware. `visitor` is a kind and an id ("member:UUID", "clock"). `subject` is 16 bytes that die with the
    member's key, None where the data are nobody's. `data` are the open leaves, of a refusal the asked ones.
    `conditions` and `missing` are bits of the policy. `of` is the entry that a "done" belongs to; `count` the number
    of refusals folded into this one.
    """

    id: UUID
    at: datetime
    verb: str
    visitor: str
    party: str
    role: str = ""
    subject: bytes | None
    action: str
    data: tuple[str, ...]
    purpose: str
    clauses: tuple[str, ...]
    verdict: str
    reason: str
    version: str
    conditions: int = 0
    missing: int = 0
    request: str = ""
    of: UUID | None = None
    count: int = 1


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC. Raises `NotForTheBook` for a moment without a time zone."""
    if moment.tzinfo is None:
        raise NotForTheBook("at")
    return (moment - _EPOCH) // _MICROSECOND


def moment(since_epoch: int) -> datetime:
    """The aware UTC datetime of some microseconds."""
    return _EPOCH + since_epoch * _MICROSECOND


def check_version(version: str) -> None:
    """Raise `NotForTheBook` unless this is a "plan/version"."""
    _must(bool(_VERSION.fullmatch(version)), "version")


def columns(entry: Entry) -> Columns:
    """The values of `FIELDS` for the database. Raises `NotForTheBook`."""
    subject = entry.subject
    if subject is not None and (type(subject) is not bytes or len(subject) != _SUBJECT):
        raise NotForTheBook("subject")
    if not _VISITOR.fullmatch(entry.visitor):
        raise NotForTheBook("visitor")
    if not _REQUEST.fullmatch(entry.request):
        raise NotForTheBook("request")
    if type(entry.count) is not int or not 0 < entry.count <= _MOST:
        raise NotForTheBook("count")
    kind = _kind(entry.verb, entry.role, entry.verdict, str(entry.reason), entry.version)
    asked = _asked(str(entry.action), entry.purpose, entry.party)
    return (
        entry.id.hex,
        microseconds(entry.at),
        kind[0],
        entry.visitor,
        asked[2],
        kind[1],
        subject,
        asked[0],
        _leaves(entry.data),
        asked[1],
        _clauses(entry.clauses),
        kind[2],
        kind[3],
        kind[4],
        _conditions(entry.conditions),
        _conditions(entry.missing),
        entry.request,
        None if entry.of is None else entry.of.hex,
        entry.count,
    )


def canonical(values: Columns) -> bytes:
    """The one form of an entry as bytes: a JSON array of the format, then the columns; bytes and ids as hex digits."""
    subject = values[6]
    return orjson.dumps((_FORMAT, *values[:6], None if subject is None else subject.hex(), *values[7:]))


@lru_cache(maxsize=4096)
def _kind(verb: str, role: str, verdict: str, reason: str, version: str) -> tuple[str, str, str, str, str]:
    _must(bool(_VERB.fullmatch(verb)), "verb")
    _must(not role or bool(_DOTTED.fullmatch(role)), "role")
    _must(verdict in _VERDICTS, "verdict")
    _must(len(reason) <= 20 and bool(_DOTTED.fullmatch(reason)), "reason")  # noqa: PLR2004
    check_version(version)
    return verb, role, verdict, reason, version


@lru_cache(maxsize=4096)
def _asked(action: str, purpose: str, party: str) -> tuple[str, str, str]:
    _must(action in ACTIONS, "action")
    _must(purpose in PURPOSES.index, "purpose")
    _must(party in PARTIES.index, "party")
    return action, purpose, party


@lru_cache(maxsize=4096)
def _leaves(data: tuple[str, ...]) -> str:
    _must(all(leaf in DATA.index for leaf in data), "data")
    return orjson.dumps(data).decode()


@lru_cache(maxsize=4096)
def _clauses(refs: tuple[str, ...]) -> str:
    _must(all(_CLAUSE.fullmatch(ref) for ref in refs), "clauses")
    return orjson.dumps(refs).decode()


@lru_cache(maxsize=4096)
def _conditions(held: int) -> str:
    # By name: the bit of a condition is its place in today's vocabulary, and the book outlives it.
    _must(type(held) is int and held >= 0, "conditions")
    return orjson.dumps(names(held)).decode()


def _must(holds: bool, field: str) -> None:  # noqa: FBT001
    if not holds:
        raise NotForTheBook(field)
