"""How long: everything collected has an end, no sooner than the law allows and no later than the statement says."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.policy.rules import Allow
from wellkept.policy.vocabulary import DATA, Action
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.folding import folded
from wellkept.statement.keeps import Kept, keeps
from wellkept.statement.model import Cookie, InForce
from wellkept.statement.said import said


def check_keeping(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001
    """Data collected without a keep; keeps against the law's shortest and the statement's longest."""
    kept = keeps(inforce)
    yield from _endless(inforce, kept)
    longest = [one for one in kept if one.keep.at_most is not None]
    shortest = [one for one in kept if one.keep.at_least is not None]
    for most in longest:
        yield from _too_short(most, shortest)
    for cookie in inforce.statement.cookies:
        yield from _outlives(cookie, longest)


def _endless(inforce: InForce, kept: tuple[Kept, ...]) -> Iterator[Finding]:
    """Only an `at_most` ends anything: the law's `at_least` alone keeps for ever."""
    ended = frozenset[str]().union(*(one.leaves for one in kept if one.keep.at_most is not None))
    told: set[str] = set()
    for rule in said(inforce):
        if not isinstance(rule.rule, Allow) or rule.rule.action is not Action.COLLECT:
            continue
        endless = (rule.reached[1] & PERSONAL) - ended - told
        if endless:
            told |= endless
            names = ", ".join(folded(DATA, endless))
            alone = f"“{rule.clause.id}” collects {names}, and no clause keeps it: add a [[clause.keep]]"
            yield error(rule.place, "keep", f'{alone} (at_most = "0 days" says never stored)')


def _too_short(most: Kept, shortest: list[Kept]) -> Iterator[Finding]:
    for least in shortest:
        shared = most.leaves & least.leaves
        if shared and (most.keep.at_most or 0) < (least.keep.at_least or 0):
            names = ", ".join(folded(DATA, shared))
            told = f"{names}: kept at most {most.keep.at_most} days"
            asked = f"{least.ref} asks for at least {least.keep.at_least} days"
            yield error(most.place, "keep", f"{told}, but {asked}")


def _outlives(cookie: Cookie, longest: list[Kept]) -> Iterator[Finding]:
    held = DATA.expand(cookie.holds)
    for most in longest:
        shared = held & most.leaves
        if shared and cookie.life > (most.keep.at_most or 0):
            names = ", ".join(folded(DATA, shared))
            told = f"the cookie “{cookie.name}” lives {cookie.life} days"
            ends = f"{most.ref} keeps {names} at most {most.keep.at_most} days"
            yield error(cookie.place, "keep", f"{told}, but {ends}")
