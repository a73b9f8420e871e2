"""A statement that is in force, asked cell by cell: what it opens, by which clause, and what keeps it closed."""

from dataclasses import dataclass

import pytest

from wellkept.policy.asks import Ask, Decision, Facts, Reason
from wellkept.policy.decide import decide
from wellkept.policy.rules import Clause
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import CONDITIONS, DATA, PURPOSES, Action, bits
from wellkept.policy.vocabulary.purposes import named
from wellkept.statement.citing import passage_text
from wellkept.statement.load import in_force
from wellkept.statement.model import InForce


@dataclass(frozen=True)
class Flow:
    """A cell as people say it, "share contact.email outreach.services vendor.messaging", and the clause it is about.

    `needs`: every condition that the cell must rest on; `obliges`: what the verb must then do.
    """

    clause: str
    cell: str
    needs: tuple[str, ...] = ()
    obliges: tuple[str, ...] = ()

    @property
    def ask(self) -> Ask:
        action, data, purpose, party = self.cell.split()
        return Ask(action=Action(action), data=(data,), purpose=purpose, party=party, whole=True)


def flow(rows: str, clause: str, cell: str, *, needs: str = "", obliges: str = ""):
    """A parameter that shows the promise rows; several stand apart, as in "O1 D2"."""
    shown = Flow(clause, cell, tuple(needs.split()), tuple(obliges.split()))
    return pytest.param(shown, id=f"{clause}: {cell}", marks=pytest.mark.promise(*rows.split()))


def fact(rows: str, clause: str, *rest: object):
    """A parameter for a table of other facts, with the promise rows that it shows."""
    return pytest.param(clause, *rest, id=f"{clause}: {rest[0]}", marks=pytest.mark.promise(*rows.split()))


class Told:
    """One statement with its notice, the law and the plan's limits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.inforce: InForce = in_force(name)
        self.statement = self.inforce.statement
        self.table = Table(self.inforce.sources)

    def decided(self, ask: Ask, held: int) -> Decision:
        return decide(self.table, ask, Facts(held=held))

    def ref(self, clause: str) -> str:
        return f"{self.name}#{clause}"

    def clause(self, name: str) -> Clause:
        return next(clause for clause in self.statement.source.clauses if clause.id == name)

    def words(self, clause: str, language: str = "en") -> str:
        """What the passages of a clause say."""
        return passage_text(self.inforce, self.ref(clause), language)

    def collects(self, party: str) -> frozenset[str]:
        """The leaves that the statement itself takes from a class of party, for whatever purpose but the law's own."""
        return frozenset(
            leaf
            for clause in self.statement.source.clauses
            for allow in clause.allows
            if allow.action is Action.COLLECT and any(party.startswith(each) for each in allow.parties)
            if not named_all(allow.purposes) <= REQUIRED_OF_PERSON
            for leaf in DATA.expand(allow.data)
        )

    def opens(self, shown: Flow) -> None:
        """The clause opens the cell, on exactly the conditions and with the obligations that are shown."""
        told = self.decided(shown.ask, bits(CONDITIONS))
        assert told.allowed, f"closed: {told.reason}, {told.clauses}"
        told = self.decided(shown.ask, bits(shown.needs))
        assert told.allowed, f"needs more: {told.reason}, {told.missing}"
        assert self.ref(shown.clause) in told.clauses
        assert told.needed == bits(shown.needs)
        assert set(shown.obliges) <= told.obligations
        for one in shown.needs:
            without = self.decided(shown.ask, bits(set(CONDITIONS) - {one}))
            assert not without.allowed, f"open without “{one}”"

    def narrows(self, shown: Flow) -> None:
        """The clause is a limit that the cell meets: it is cited, and nothing opens without its conditions."""
        told = self.decided(shown.ask, bits(CONDITIONS))
        assert told.allowed
        assert self.ref(shown.clause) in told.clauses
        for one in shown.needs:
            refused = self.decided(shown.ask, bits(set(CONDITIONS) - {one}))
            assert refused.reason is Reason.CONDITION
            assert self.ref(shown.clause) in refused.clauses

    def closes(self, shown: Flow) -> None:
        """The clause closes the cell, whatever holds."""
        told = self.decided(shown.ask, bits(CONDITIONS))
        assert told.reason is Reason.NEVER
        assert self.ref(shown.clause) in told.clauses

    def says_nothing_of(self, cell: str) -> None:
        """No document opens the cell, and no never is needed to keep it closed."""
        assert self.decided(Flow("", cell).ask, bits(CONDITIONS)).reason is Reason.SILENCE


def named_all(purposes: tuple[str, ...]) -> frozenset[str]:
    """The leaves that the purposes of a rule reach."""
    return frozenset[str]().union(*(named(purpose) for purpose in purposes))


REQUIRED_OF_PERSON = frozenset(PURPOSES.under("member"))
YES = True  # A setting that a statement gives as true.
