"""`wellkept outgoing list` and `show`: what a demonstration would have sent."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.exits.kept import Kept

_SHORT = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept outgoing`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="the messages that were kept, oldest first").set_defaults(run=_list)
    show = verbs.add_parser("show", help="one message; “last” is the newest")
    show.add_argument("id", metavar="ID", help="the first letters of its id, or “last”")
    show.set_defaults(run=_show)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, in a demonstration alone: a plan's messages are not the command line's to read."""
    from wellkept.site.demo_home import is_demonstration
    from wellkept.site.preparing import prepare

    if not is_demonstration(prepare()):
        complain("This home is no demonstration: its messages are for the people they are written to.")
        return 1
    answer: int = arguments.run(arguments)
    return answer


def _list(_: argparse.Namespace) -> int:
    found = sorted(_kept(), key=lambda one: one.at)
    for one in found:
        to = one.message.to.splitlines()[0]
        state = f" ({_state(one)})" if one.channel == "post" else ""
        name, subject = one.message.id.hex[:_SHORT], one.message.subject
        say(f"{name}  {one.at:%Y-%m-%d %H:%M}  {one.channel:<5}  {to}  {subject}{state}")
    if not found:
        say("Nothing was kept yet. What the site would send appears here within seconds.")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    found = sorted(_kept(), key=lambda one: one.at)
    wanted = arguments.id.replace("-", "").lower()
    chosen = found[-1:] if wanted == "last" else [one for one in found if one.message.id.hex.startswith(wanted)]
    if len(chosen) != 1:
        complain(f"{len(chosen)} messages begin with “{arguments.id}”; `wellkept outgoing list` shows them.")
        return 1
    [one] = chosen
    say(f"{one.channel} to {', '.join(one.message.to.splitlines())}, {one.at:%Y-%m-%d %H:%M} UTC")
    say(one.message.subject)
    say()
    say(one.message.text)
    return 0


def _state(one: Kept) -> str:
    """How a letter stands at the desk of the office that prints it."""
    from wellkept.features.letters import state_of
    from wellkept.identity.systems import CLOCK

    found = state_of(CLOCK, one.message.id)
    if found is None:
        return "not at the office's desk"
    if found.sent:
        return "sent"
    if found.is_over(datetime.now(UTC)):
        return "over"
    return "printed" if found.printed else "waits to be printed"


def _kept() -> Iterator[Kept]:
    from wellkept.features import kept_messages
    from wellkept.identity.systems import CLOCK

    for person in kept_messages.whose():
        if person is None:
            yield from kept_messages.read_kept_for_offices(CLOCK)
        else:
            yield from kept_messages.read_kept(CLOCK, person)
