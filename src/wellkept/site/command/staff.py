"""`wellkept staff add|link|disable|list`: who of the plan's own people may sign in; `code` in a demonstration."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.site.home import Home

_ROLES = sorted(party.removeprefix("workforce.") for party in WORKFORCE if party != "workforce.program")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept staff`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="a new account, and the link by which its owner chooses the password")
    add.add_argument("user_name")
    add.add_argument("--role", required=True, choices=_ROLES)
    add.add_argument("--shown-as", required=True, metavar="NAME", help="how members see whoever has the account")
    link = verbs.add_parser("link", help="a new link: for who has lost password or second step, or whose link is over")
    link.add_argument("user_name")
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
        case "link":
            return _link(arguments.user_name)
        case "disable":
            return _disable(arguments.user_name)
        case "code":
            return _code(here, arguments.user_name)
    return _list()


def _add(arguments: argparse.Namespace) -> int:
    from wellkept.features.staff_accounts import NameTaken, add_staff
    from wellkept.identity.systems import CLOCK

    try:
        add_staff(CLOCK, f"workforce.{arguments.role}", arguments.user_name, shown_as=arguments.shown_as)
    except NameTaken:
        complain("Another account has this user name; choose another one.")
        return 1
    say(f"Made: {arguments.shown_as}, {arguments.role}.")
    return _link(arguments.user_name)


def _link(user_name: str) -> int:
    from django.conf import settings
    from django.urls import reverse

    from wellkept.features.set_up_links import LASTS, make_link
    from wellkept.identity.systems import CLOCK

    link = make_link(CLOCK, user_name)
    if not link:
        complain("No open account of the staff has this user name.")
        return 1
    say("Give this link to its owner, and to nobody else. It works once, and lets her choose the password:")
    say(f"{settings.WELLKEPT_ADDRESS}{reverse('staff-set-up-link', args=[link])}")
    say(f"It ends in {LASTS.total_seconds() / 3600:.0f} hours; `wellkept staff link` makes another.")
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
