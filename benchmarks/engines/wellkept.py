"""Our own: `decide`, with the clauses that decided and the conditions that were missing in every answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.rules import Request
from wellkept.policy.asks import Ask, Decision, Facts
from wellkept.policy.decide import decide
from wellkept.policy.rules import Source
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import Action, bits


class Engine:
    """The compiled table, which remembers what it has decided until it is told to forget."""

    def __init__(self, source: Source) -> None:
        self.table = Table([source])

    def prepare(self, request: Request) -> Callable[[], Decision]:
        """One call, with the ask of the verb and the facts of the request made beforehand."""
        facts = Facts(held=bits(request.held))
        ask = Ask(action=Action(request.action), data=(request.data,), purpose=request.purpose, party=request.party)
        return partial(decide, self.table, ask, facts)

    def forget(self) -> None:
        """What `wellkept-forgetful` does between two calls, outside the measured time."""
        self.table.decisions.clear()

    def allowed(self, answer: Decision) -> bool:
        """Whether the answer is yes."""
        return answer.allowed
