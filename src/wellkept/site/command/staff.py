"""`wellkept staff add|disable|list`: who of the plan's own people may sign in; `code` in a demonstration."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.site.home import Home

_ROLES = sorted(party.removeprefix("workforce.") for party in WORKFORCE if party != "workforce.program")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept staff`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="a new account; the password is asked for, or read from standard input")
    add.add_argument("user_name")
    add.add_argument("--role", required=True, choices=_ROLES)
    add.add_argument("--shown-as", required=True, metavar="NAME", help="how members see whoever has the account")
    disable = verbs.add_parser("disable", help="close an account and end its sessions at once")
    disable.add_argument("user_name")
    code = verbs.add_parser("code", help="the code that a member of the demonstration's staff types now")
    code.add_argument("user_name")
    verbs.add_parser("list", help="every account: role, name, whether it is open")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from wellkept.site.preparing import prepare

    here = prepare()
    match arguments.verb:
        case "add":
            return _add(arguments)
        case "disable":
            return _disable(arguments.user_name)
        case "code":
            return _code(here, arguments.user_name)
    return _list()


def _add(arguments: argparse.Namespace) -> int:
    from wellkept.features.staff_accounts import BadPassword, NameTaken, add_staff
    from wellkept.identity.systems import CLOCK

    password = _password()
    if password is None:
        complain("The two passwords differ; nothing was made.")
        return 1
    role = f"workforce.{arguments.role}"
    try:
        add_staff(CLOCK, role, arguments.user_name, password, shown_as=arguments.shown_as)
    except NameTaken:
        complain("Another account has this user name; choose another one.")
        return 1
    except BadPassword as problem:
        complain(f"No account was made: {problem}.")
        return 1
    say(f"Made: {arguments.shown_as}, {arguments.role}. A second step is asked for at sign-in, at /staff/sign-in.")
    return 0


def _disable(user_name: str) -> int:
    from wellkept.features.staff_accounts import disable_staff
    from wellkept.identity.systems import CLOCK

    if not disable_staff(CLOCK, user_name):
        complain("No account of the staff has this user name.")
        return 1
    say("Disabled; its sessions are over.")
    return 0


def _list() -> int:
    from wellkept.features.staff_accounts import list_staff
    from wellkept.identity.systems import CLOCK

    for one in list_staff(CLOCK):
        state = "open" if one.is_open else "disabled"
        say(f"{one.role.removeprefix('workforce.'):<16} {state:<9} {one.made:%Y-%m-%d}  {one.shown_as}")
    return 0


def _code(here: Home, user_name: str) -> int:
    from wellkept.features import second_step
    from wellkept.identity.systems import CLOCK
    from wellkept.site import demo_home

    if not demo_home.is_demonstration(here):
        complain("Only a demonstration tells its staff's codes. Elsewhere each has an authenticator app of their own.")
        return 1
    code = second_step.demonstrated_code(CLOCK, user_name)
    if not code:
        complain(f"Nobody of the demonstration's staff is called {user_name}; `wellkept run` makes their codes.")
        return 1
    say(code)
    return 0


def _password() -> str | None:
    """What is typed twice at a terminal, or one line of standard input; None where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass.getpass("Password: ")
    return typed if getpass.getpass("Once more: ") == typed else None
