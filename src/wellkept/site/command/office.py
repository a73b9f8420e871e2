"""`wellkept office add|link|end|list`: providers' offices that may sign in; `code` in a demonstration."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.features.offices import RegisteredOffice
    from wellkept.site.home import Home


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept office`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="register an office with the agreement on file; says the first account's link")
    add.add_argument("name")
    add.add_argument("--npi", required=True, help="its National Provider Identifier, ten digits")
    add.add_argument("--address", default="")
    add.add_argument("--agreement", required=True, type=_day, metavar="DATE", help="the day that it was signed")
    add.add_argument("--signed-by", required=True, metavar="NAME")
    add.add_argument("--version", default="1", help="which agreement it is; default 1")
    add.add_argument("--ends", type=_day, metavar="DATE", help="its last day; without one it runs on")
    add.add_argument("--keeper", required=True, metavar="NAME", help="who keeps the accounts of the office")
    link = verbs.add_parser("link", help="a link for another person who keeps an office's accounts")
    link.add_argument("npi")
    link.add_argument("--keeper", required=True, metavar="NAME")
    end = verbs.add_parser("end", help="end an office: nobody of it gets in any more")
    end.add_argument("npi")
    code = verbs.add_parser("code", help="the code that somebody of the demonstration's office types now")
    code.add_argument("user_name")
    verbs.add_parser("list", help="every office: NPI, whether its people get in, agreement, name")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from wellkept.site.preparing import prepare

    here = prepare()
    match arguments.verb:
        case "add":
            return _add(arguments)
        case "link":
            return _link(arguments.npi, arguments.keeper)
        case "end":
            return _end(arguments.npi)
        case "code":
            return _code(here, arguments.user_name)
    return _list()


def _add(arguments: argparse.Namespace) -> int:
    from wellkept.features import offices
    from wellkept.identity.systems import CLOCK

    agreement = offices.Agreement(
        version=arguments.version, signed_by=arguments.signed_by, signed=arguments.agreement, ends=arguments.ends
    )
    try:
        _, secret = offices.add_office(
            CLOCK,
            arguments.name,
            arguments.npi,
            address=arguments.address,
            agreement=agreement,
            keeper=arguments.keeper,
        )
    except offices.NpiTaken:
        complain("An office with this NPI is registered already; `wellkept office list` shows it.")
    except offices.WrongNpi:
        complain("That is no NPI: it has ten digits, and the last one checks the others.")
    except offices.WrongAgreement:
        complain("Nothing was made: an agreement was signed by somebody, not in the future, and ends after that.")
    else:
        say(f"Registered: {arguments.name}.")
        _say_link(arguments.keeper, secret)
        return 0
    return 1


def _link(npi: str, keeper: str) -> int:
    from wellkept.features import offices
    from wellkept.identity.systems import CLOCK

    found = _open_office(npi)
    if found is None:
        return 1
    _say_link(keeper, offices.invite_keeper(CLOCK, found.id, keeper))
    return 0


def _end(npi: str) -> int:
    from wellkept.features import offices
    from wellkept.identity.systems import CLOCK

    found = _open_office(npi)
    if found is None:
        return 1
    offices.end_office(CLOCK, found.id)
    say(f"Ended: {found.name}. Nobody of it gets in any more.")
    return 0


def _list() -> int:
    from wellkept.features.offices import list_offices
    from wellkept.identity.systems import CLOCK

    for one in list_offices(CLOCK):
        state = "open" if one.is_open else "ended" if one.ended else "no agreement"
        until = f" to {one.agreement.ends}" if one.agreement.ends else ""
        say(f"{one.npi}  {state:<12}  {one.agreement.version} of {one.agreement.signed}{until}  {one.name}")
    return 0


def _code(here: Home, user_name: str) -> int:
    from wellkept.features import second_step
    from wellkept.identity.systems import CLOCK
    from wellkept.site import demo_home

    if not demo_home.is_demonstration(here):
        complain("Only a demonstration tells its codes. Elsewhere each has an authenticator app of their own.")
        return 1
    code = second_step.demonstrated_code(CLOCK, user_name)
    if not code:
        complain(f"Nobody of the demonstration is called {user_name}; `wellkept run` makes their codes.")
        return 1
    say(code)
    return 0


def _open_office(npi: str) -> RegisteredOffice | None:
    from wellkept.features.offices import list_offices
    from wellkept.identity.systems import CLOCK

    wanted = "".join(npi.split())
    found = next((one for one in list_offices(CLOCK) if one.npi == wanted and one.ended is None), None)
    if found is None:
        complain("No office that is not ended has this NPI; `wellkept office list` shows them all.")
    return found


def _say_link(keeper: str, secret: str) -> None:
    from django.conf import settings
    from django.urls import reverse

    say(f"Give this link to {keeper}; it works once, for seven days, and is not shown again:")
    say(f"{settings.WELLKEPT_ADDRESS}{reverse('office-join', kwargs={'link': secret})}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is written year-month-day, not “{text}”") from None
