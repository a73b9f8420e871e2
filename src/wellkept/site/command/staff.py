"""`wellkept staff code NAME`: the second step of one of the demonstration's staff, so that anybody can look."""

from __future__ import annotations

import argparse

from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept staff`."""
    does = parser.add_subparsers(dest="does", metavar="WHAT", required=True)
    code = does.add_parser("code", help="the code that a member of the demonstration's staff types now")
    code.add_argument("name", help="the user name")


def run(arguments: argparse.Namespace) -> int:
    """Do one of them."""
    from wellkept.site.preparing import prepare

    here = prepare()
    from wellkept.features import second_step
    from wellkept.identity.systems import CLOCK
    from wellkept.site import demo_home

    if not demo_home.is_demonstration(here):
        complain("Only a demonstration tells its staff's codes. Elsewhere each has an authenticator app of their own.")
        return 1
    code = second_step.demonstrated_code(CLOCK, arguments.name)
    if not code:
        complain(f"Nobody of the demonstration's staff is called {arguments.name}; `wellkept run` makes their codes.")
        return 1
    say(code)
    return 0
