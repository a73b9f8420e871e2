"""Verbs: what the program can do. Each declares its ask once, and thereby registers itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

from wellkept.identity.visitor import Kind
from wellkept.policy.asks import Ask
from wellkept.policy.vocabulary import DATA, OBLIGATIONS, PARTIES, PURPOSES, Action, UnknownName
from wellkept.policy.vocabulary.parties import WORKFORCE

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = DATA.marked("public")


class Way(StrEnum):
    """Which way the data go."""

    TO_VISITOR = "to_visitor"  # to whoever asks: a use by the workforce, a share with anyone else
    IN = "in"  # from whoever asks into the house: a collect
    AWAY = "away"  # to another party than the one who asks: a share
    TRACK = "track"  # code of a party sees how somebody uses the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The ask of a verb: the data, every purpose it can serve, the obligations it fulfils.

    `to` is the class that data go to or code comes from, where that is not the visitor. `why_identified` says in
    one sentence why data that identify nobody will not do, for a verb that shares identified data under a clause
    that prefers the other (promise D7). `systems`: registered systems may ask for it; `offices`: people of providers'
    offices may. Whatever does not say so is refused to them; what is public is open to an office. `inside`: the plan's
    own people and program alone may, whatever a clause lets others do with the same data.
    """

    name: str
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    fulfils: frozenset[str]
    way: Way
    to: str
    whole: bool
    why_identified: str
    systems: bool = False
    offices: bool = False
    inside: bool = False
    asks: dict[tuple[str, str], Ask] = field(default_factory=dict, compare=False)

    @property
    def is_public(self) -> bool:
        """Whether all of the data are published, and so about nobody."""
        return DATA.expand(self.data) <= PUBLIC

    def serves(self, kind: Kind) -> bool:
        """Whether visitors of a kind may ask for it at all."""
        if self.inside:
            return kind in (Kind.STAFF, Kind.CLOCK)
        if kind is Kind.SYSTEM:
            return self.systems
        return self.offices or self.is_public or kind is not Kind.OFFICE

    def ask(self, purpose: str, party: str) -> Ask:
        """The ask for one of the declared purposes with a party. Raises ValueError for another purpose."""
        made = self.asks.get((purpose, party))
        if made is None:
            if purpose not in self.purposes:
                msg = f"the verb {self.name} does not serve {purpose}"
                raise ValueError(msg)
            made = Ask(action=self._action(party), data=self.data, purpose=purpose, party=party, whole=self.whole)
            self.asks[purpose, party] = made
        return made

    def _action(self, party: str) -> Action:
        if self.way is Way.IN:
            return Action.COLLECT
        if self.way is Way.TRACK:
            return Action.TRACK
        return Action.USE if party in WORKFORCE else Action.SHARE


class Verb(Generic[P, R]):
    """A feature function together with its ask."""

    def __init__(self, function: Callable[P, R], declared: Declared) -> None:
        update_wrapper(self, function)
        self.function = function
        self.declared = declared

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do it; the function itself asks the gate, as its first line."""
        return self.function(*args, **kwargs)


VERBS: dict[str, Declared] = {}


def verb(  # noqa: PLR0913 - one for each part of an ask
    name: str,
    *,
    data: tuple[str, ...],
    purposes: tuple[str, ...],
    fulfils: tuple[str, ...] = (),
    way: Way = Way.TO_VISITOR,
    to: str = "",
    whole: bool = False,
    why_identified: str = "",
    systems: bool = False,
    offices: bool = False,
    inside: bool = False,
) -> Callable[[Callable[P, R]], Verb[P, R]]:
    """Declare the ask of a feature function. Raises `UnknownName`, and ValueError when the name is taken."""
    DATA.expand(data)
    for purpose in purposes:
        if purpose not in PURPOSES.index:
            raise UnknownName("purpose (a leaf is needed)", purpose)
    for obligation in fulfils:
        if obligation not in OBLIGATIONS:
            raise UnknownName("obligation", obligation)
    if to:
        PARTIES.under(to)
    if name in VERBS:
        msg = f"two verbs are called {name}"
        raise ValueError(msg)
    declared = Declared(
        name=name,
        data=data,
        purposes=purposes,
        fulfils=frozenset(fulfils),
        way=way,
        to=to,
        whole=whole,
        why_identified=why_identified,
        systems=systems,
        offices=offices,
        inside=inside,
    )
    VERBS[name] = declared
    return lambda function: Verb(function, declared)
