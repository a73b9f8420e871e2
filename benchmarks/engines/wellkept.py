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
    """The compiled table. With `remembers` off, what was decided before is forgotten before each call."""

    def __init__(self, source: Source, *, remembers: bool = True) -> None:
        self.table = Table([source])
        self.remembers = remembers

    def prepare(self, request: Request) -> Callable[[], Decision]:
        """One call, with the ask of the verb and the facts of the request made beforehand."""
        facts = Facts(held=bits(request.held))
        ask = Ask(action=Action(request.action), data=(request.data,), purpose=request.purpose, party=request.party)
        return partial(decide, self.table, ask, facts)

    def before(self) -> None:
        """Between two calls, outside the measured time."""
        if not self.remembers:
            self.table.decisions.clear()

    def allowed(self, answer: Decision) -> bool:
        """Whether the answer is yes."""
        return answer.allowed
