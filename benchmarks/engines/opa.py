"""OPA's language Rego, by the regorus engine in process (opa-eval). The answer is one boolean, without a reason.

One Rego rule for each clause. The sets lie in `data`, where a member is looked up and not searched for; that was
faster than set literals in the rules.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from opa_eval import OpaEval

from benchmarks.rules import Request, Rule, plain
from wellkept.policy.rules import Source

_SLOTS = (("data", "data"), ("purpose", "purposes"), ("party", "parties"))


class Engine:
    """Rego rules and their sets, compiled once."""

    def __init__(self, source: Source) -> None:
        rules = plain(source)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "rules.rego")
            file.write_text(_rego(rules), encoding="utf-8")
            self.evaluator = OpaEval(str(file), data_json=json.dumps(_sets(rules)), query="data.wellkept.allow")

    def prepare(self, request: Request) -> Callable[[], bool]:
        """One call, with the input as JSON text, which is all that this engine takes."""
        held = dict.fromkeys(request.held, True)
        document = {"action": request.action, "data": request.data, "purpose": request.purpose, "party": request.party}
        return partial(self.evaluator.evaluate_parsed, json.dumps({**document, "held": held}))

    def allowed(self, answer: bool) -> bool:  # noqa: FBT001
        """Whether the answer is yes."""
        return answer is True


def _sets(rules: list[Rule]) -> dict[str, dict[str, dict[str, dict[str, bool]]]]:
    return {
        "sets": {
            rule.id: {slot: dict.fromkeys(names, True) for slot, field in _SLOTS if (names := getattr(rule, field))}
            for rule in rules
        }
    }


def _rego(rules: list[Rule]) -> str:
    head = "package wellkept\n\nimport rego.v1\n\ndefault allow := false\n\nallow if {\n  opened\n  not closed\n}\n"
    none = "\nopened if false\n\nclosed if false\n"
    return head + none + "".join(_rule(rule) for rule in rules)


def _rule(rule: Rule) -> str:
    covers = [f"input.action == {json.dumps(rule.actions[0])}"] if rule.actions else []
    covers += [
        f'data.sets["{rule.id}"].{slot}[input.{slot}]' for slot, field in _SLOTS if getattr(rule, field) is not None
    ]
    if rule.effect == "allow":
        needed = [f"input.held[{json.dumps(name)}]" for name in rule.conditions]
        return _body("opened", covers + needed)
    if rule.effect == "never":
        return _body("closed", covers)
    return "".join(_body("closed", [*covers, f"not input.held[{json.dumps(name)}]"]) for name in rule.conditions)


def _body(head: str, lines: list[str]) -> str:
    return f"\n{head} if {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"
