"""The book's state in words and as JSON, for the `wellkept ledger` command."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import orjson

from wellkept.exits.keys import ring
from wellkept.ledger import reading, seals
from wellkept.ledger.entry import moment
from wellkept.ledger.findings import Verdict
from wellkept.ledger.signed import SignedHead

_PRETTY = orjson.OPT_INDENT_2


def verdict_lines(verdict: Verdict, now: datetime) -> list[str]:
    """What `verify` found, the worst first."""
    lines = []
    first = verdict.first
    if first is not None:
        named = "" if first.entry is None else f" (id {first.entry})"
        lines.append(f"{first.kind}: {first.says}{named}")
        lines.append(f"{verdict.sealed} entries before it are as they were sealed; nothing after it was looked at")
    else:
        lines.append(f"sound: {verdict.sealed} sealed entries are as they were written and signed")
        lines.append(_tail(verdict, now))
    return lines + [f"note: {note}" for note in verdict.notes]


def head_lines(head: SignedHead | None) -> list[str]:
    """The newest head, and the key that it can be checked with."""
    key = f"public key: {ring().public_key().hex()}"
    if head is None:
        return ["nothing is sealed yet", key]
    return [
        f"size: {head.size}",
        f"through entry: {head.through}",
        f"root: {head.root.hex()}",
        f"signed at: {moment(head.at):%Y-%m-%d %H:%M:%S} UTC",
        f"signature: {head.signature.hex()}",
        key,
    ]


def proof_of(entry: UUID) -> bytes:
    """An entry and its proof as JSON for somebody else to check. Raises `NotSealed`."""
    content = reading.canonical_of(entry)
    if content is None:
        raise seals.NotSealed(entry)
    proof = seals.proof(entry)
    return orjson.dumps({"entry": orjson.loads(content), "proof": orjson.loads(proof.dump())}, option=_PRETTY)


def _tail(verdict: Verdict, now: datetime) -> str:
    if verdict.tail_since is None:
        return "no entry waits to be sealed"
    age = max(0, round((now - verdict.tail_since).total_seconds()))
    return (
        f"{verdict.tail} entries wait to be sealed, the oldest for {age} seconds: they carry their digests, and "
        "stand where those who wrote them say, outside the database"
    )
