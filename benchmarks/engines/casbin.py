"""pycasbin: one policy line for each clause, deny overrides. The answer is one boolean.

A cell of a policy line is text, and a matcher compares text; sets and conditions need functions of one's own, which
are registered as its manual says and look the set up by the name in the cell. Its quick enforcer picks lines by
equal values and cannot be used for sets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from casbin import Enforcer, Model

from benchmarks.rules import Request, Rule, plain
from wellkept.policy.rules import Source

_MODEL = """
[request_definition]
r = action, data, purpose, party, held
[policy_definition]
p = id, action, data, purpose, party, needed, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = among(r.action, p.action) && among(r.data, p.data) && among(r.purpose, p.purpose) && among(r.party, p.party) \
&& counts(r.held, p.needed)
"""
_ANY = "*"


class Engine:
    """An enforcer with the rules in memory."""

    def __init__(self, source: Source) -> None:
        model = Model()
        model.load_model_from_text(_MODEL)
        self.enforcer = Enforcer(model)
        self.enforcer.clear_policy()
        self.sets: dict[str, frozenset[str]] = {}
        self.needed: dict[str, tuple[Rule, frozenset[str]]] = {}
        self.enforcer.add_function("among", self._among)
        self.enforcer.add_function("counts", self._counts)
        self.enforcer.add_policies([self._line(rule) for rule in plain(source)])

    def prepare(self, request: Request) -> Callable[[], bool]:
        """One call."""
        asked = request.action, request.data, request.purpose, request.party, frozenset(request.held)
        return partial(self.enforcer.enforce, *asked)

    def allowed(self, answer: bool) -> bool:  # noqa: FBT001
        """Whether the answer is yes."""
        return answer is True

    def _line(self, rule: Rule) -> list[str]:
        slots = []
        for slot, names in enumerate((rule.actions, rule.data, rule.purposes, rule.parties)):
            named = _ANY if names is None else f"{rule.id}.{slot}"
            self.sets[named] = frozenset(names or ())
            slots.append(named)
        self.needed[rule.id] = rule, frozenset(rule.conditions)
        return [rule.id, *slots, rule.id, "allow" if rule.effect == "allow" else "deny"]

    def _among(self, value: str, named: str) -> bool:
        return named == _ANY or value in self.sets[named]

    def _counts(self, held: frozenset[str], named: str) -> bool:
        rule, needed = self.needed[named]
        if rule.effect == "allow":
            return needed <= held
        return rule.effect == "never" or not needed <= held
