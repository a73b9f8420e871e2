"""`wellkept ledger`: verify, seal, prove and show the book of decisions."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from wellkept.exits.keys import KeyMissing
from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept ledger`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("verify", help="look through the whole book; name the first bad entry").set_defaults(run=_verify)
    verbs.add_parser("seal", help="seal what is not sealed yet").set_defaults(run=_seal)
    head = verbs.add_parser("head", help="the newest signed head and the public key")
    head.add_argument("--publish", action="store_true", help="write heads that are missing outside the database")
    head.set_defaults(run=_head)
    proof = verbs.add_parser("proof", help="an entry and the proof that it stands in the book, as JSON")
    wanted = proof.add_mutually_exclusive_group(required=True)
    wanted.add_argument("entry", nargs="?", type=UUID, metavar="ENTRY", help="the id of the entry")
    wanted.add_argument("--check", type=Path, metavar="FILE", help="check a proof that was given before")
    proof.add_argument("--key", metavar="HEX", help="the public key to check with; this home's own if left out")
    proof.set_defaults(run=_proof)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; a book that cannot be opened is told in one line."""
    if arguments.verb == "proof" and arguments.check and arguments.key:
        return _check(arguments.check, arguments.key)
    from wellkept.site.preparing import prepare

    try:
        prepare()
        answer: int = arguments.run(arguments)
    except KeyMissing as problem:
        complain(str(problem))
        return 1
    return answer


def _verify(_: argparse.Namespace) -> int:
    from django.db import connection

    from wellkept.ledger import triggers
    from wellkept.ledger.telling import verdict_lines
    from wellkept.ledger.verify import verify

    verdict = verify(_progress if sys.stderr.isatty() else None)
    for line in verdict_lines(verdict, datetime.now(UTC)):
        say(line)
    gone = triggers.missing(connection)
    if gone:
        complain(f"triggers are missing or changed, so that rows could be: {', '.join(gone)}")
    return 0 if verdict.sound and not gone else 1


def _progress(number: int, last: int) -> None:
    sys.stderr.write(f"\r{number} of {last}\r")
    sys.stderr.flush()


def _seal(_: argparse.Namespace) -> int:
    from wellkept.ledger import seals

    try:
        say(f"sealed {seals.seal(datetime.now(UTC))} entries")
    except seals.BookCut as problem:
        complain(str(problem))
        return 1
    return 0


def _head(arguments: argparse.Namespace) -> int:
    from wellkept.ledger import seals
    from wellkept.ledger.telling import head_lines

    if arguments.publish:
        say(f"wrote {seals.publish()} heads outside")
    for line in head_lines(seals.head()):
        say(line)
    return 0


def _proof(arguments: argparse.Namespace) -> int:
    from wellkept.exits.keys import ring
    from wellkept.ledger import seals, telling

    if arguments.check:
        return _check(arguments.check, ring().public_key().hex())
    try:
        say(telling.proof_of(arguments.entry).decode())
    except seals.NotSealed as problem:
        complain(str(problem))
        return 1
    return 0


def _check(file: Path, key: str) -> int:
    from wellkept.ledger import proof

    try:
        holds = proof.holds(file.read_bytes(), bytes.fromhex(key))
    except OSError as problem:
        complain(f"{file} cannot be read: {problem.strerror}")
        return 1
    except ValueError as problem:
        complain(f"{file}: {problem}")
        return 1
    if not holds:
        complain(f"{file}: the proof does not hold")
        return 1
    say(f"{file}: the proof holds")
    return 0
