"""`wellkept client add|list|revoke`: which systems of other parties may connect, and by which certificate or key."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from wellkept.identity.systems import SYSTEMS
from wellkept.site.command.speech import complain, say

_SHOWN = 16  # characters of a digest: enough to tell two apart, and to revoke one by


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept client`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="a new system, or another certificate or key of one that is there")
    add.add_argument("name", help="what the system calls itself: its client id")
    add.add_argument("--party", default="", choices=sorted(SYSTEMS), help="whose it is; needed for a new one")
    add.add_argument("--certificate", type=Path, metavar="FILE", help="its certificate, for mutual TLS")
    add.add_argument("--keys", type=Path, metavar="FILE", help="its public keys, for signed tokens: JWK Set or PEM")
    add.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="its last day, such as 2027-12-31 (UTC)")
    revoke = verbs.add_parser("revoke", help="let a system, or one key of it, in no more; at once")
    revoke.add_argument("name")
    revoke.add_argument("--key", default="", metavar="SHA256", help="only the key whose digest begins so")
    verbs.add_parser("list", help="every system: whose it is, by what it proves itself, when that ends")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from wellkept.site.preparing import prepare

    prepare()
    match arguments.verb:
        case "add":
            return _add(arguments)
        case "revoke":
            return _revoke(arguments.name, arguments.key)
    return _list()


def _add(arguments: argparse.Namespace) -> int:
    from wellkept.features.systems import CannotRegister, Unfit, register_system
    from wellkept.identity.systems import CLOCK

    certificate, keys = (path.read_bytes() if path else b"" for path in (arguments.certificate, arguments.keys))
    day = arguments.until
    until = datetime.combine(day, time(), UTC) + timedelta(days=1) if day else None
    try:
        register_system(CLOCK, arguments.name, arguments.party, certificate=certificate, keys=keys, until=until)
    except (CannotRegister, Unfit) as problem:
        complain(f"Nothing was changed: {problem}.")
        return 1
    say(f"{arguments.name} may connect. What it may do follows from its party and the statement in force:")
    say("it sees that itself at /systems/self.")
    return 0


def _revoke(name: str, digest: str) -> int:
    from wellkept.features.systems import revoke_system
    from wellkept.identity.systems import CLOCK

    if not revoke_system(CLOCK, name, digest=digest):
        complain("No live system has this name, or no one key of it a digest that begins so.")
        return 1
    say("Revoked; its tokens are over.")
    return 0


def _list() -> int:
    from wellkept.features.systems import list_systems
    from wellkept.identity.systems import CLOCK

    for one in list_systems(CLOCK):
        ends = f"ends {one.ends:%Y-%m-%d}" if one.ends else ""
        say(f"{one.name:<24} {one.party:<24} {'live' if one.is_live else 'ended':<6} {ends}".rstrip())
        for key in one.keys:
            state = "" if key.is_live else "  ended"
            ends = f"  ends {key.ends:%Y-%m-%d}" if key.ends else ""
            say(f"  {key.kind:<12} {key.digest[:_SHOWN]}{ends}{state}")
    return 0
