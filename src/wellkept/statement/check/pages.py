"""Cookies and hosts against the clauses: a page may store and reach only what some clause lets it."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.folding import folded
from wellkept.statement.model import Cookie, Host, InForce

_WEB = (Action.TRACK, Action.COLLECT)


def check_pages(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001
    """Parties without a class, hosts that no track clause allows, cookies that hold what no clause lets them."""
    table = Table(inforce.sources)
    for host in inforce.statement.hosts:
        yield from _host(table, host)
    for cookie in inforce.statement.cookies:
        yield from _cookie(table, cookie)


def _classless(what: str, one: Cookie | Host) -> Finding | None:
    if one.party in PARTIES and one.party != "*":
        return None
    told = f"{what} “{one.name}” has no class of party: say one of the vocabulary's (own, network.analytics …)"
    return error(one.place, "party", told if not one.party else f"{told}, not “{one.party}”")


def _host(table: Table, host: Host) -> Iterator[Finding]:
    if missing := _classless("the host", host):
        yield missing
        return
    open_to = any(
        table.row((Action.TRACK, leaf, purpose, party)).alternatives
        for party in PARTIES.under(host.party)
        for _, data in table.groups()[1]
        for leaf in data[:1]
        for _, purposes in table.groups()[2]
        for purpose in purposes[:1]
    )
    if not open_to:
        yield error(
            host.place, "host", f"pages may not reach “{host.name}”: no clause allows track with “{host.party}”"
        )


def _cookie(table: Table, cookie: Cookie) -> Iterator[Finding]:
    if missing := _classless("the cookie", cookie):
        yield missing
        return
    parties = PARTIES.under(cookie.party)
    for purpose in (leaf for name in cookie.purposes for leaf in PURPOSES.under(name)):
        closed = {
            leaf: table.row((Action.TRACK, leaf, purpose, parties[0])).nevers
            for leaf in DATA.expand(cookie.holds) & PERSONAL
            if not any(table.row((act, leaf, purpose, party)).alternatives for act in _WEB for party in parties)
        }
        if closed:
            nevers = sorted({ref for refs in closed.values() for ref in refs})
            because = f"{', '.join(nevers)} closes it" if nevers else "no clause allows it"
            names = ", ".join(folded(DATA, frozenset(closed)))
            yield error(
                cookie.place, "cookie", f"the cookie “{cookie.name}” may not hold {names} for {purpose}: {because}"
            )
