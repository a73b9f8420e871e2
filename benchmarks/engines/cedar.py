"""Cedar, by cedarpy: one policy for each clause, parsed once. Its answers name the policies that decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import cedarpy

from benchmarks.rules import Request, Rule, plain
from wellkept.policy.rules import Source


class Engine:
    """A parsed policy set; there are no entities, since the sets are spelled out."""

    def __init__(self, source: Source) -> None:
        self.policies = cedarpy.PolicySet.from_str("\n".join(_policy(rule) for rule in plain(source)))
        self.entities = cedarpy.Entities.from_json_str("[]")

    def prepare(self, request: Request) -> Callable[[], cedarpy.AuthzResult]:
        """One call, with the request as this engine likes it best: context as JSON text."""
        asked: dict[str, Any] = {
            "principal": f'Party::"{request.party}"',
            "action": f'Action::"{request.action}"',
            "resource": f'Data::"{request.data}"',
            "context": json.dumps({"purpose": request.purpose, "held": list(request.held)}),
        }
        return partial(cedarpy.is_authorized, asked, self.policies, self.entities)

    def allowed(self, answer: cedarpy.AuthzResult) -> bool:
        """Whether the answer is yes."""
        return answer.allowed


def _policy(rule: Rule) -> str:
    """An allow is a permit; a never forbids; a limit forbids unless its conditions hold."""
    effect = "permit" if rule.effect == "allow" else "forbid"
    action = f'action == Action::"{rule.actions[0]}"' if rule.actions else "action"
    when = [] if rule.purposes is None else [f"{json.dumps(list(rule.purposes))}.contains(context.purpose)"]
    if rule.parties is not None:
        when.append("principal in " + _entities("Party", rule.parties))
    if rule.data is not None:
        when.append("resource in " + _entities("Data", rule.data))
    held = f"context.held.containsAll({json.dumps(list(rule.conditions))})"
    if rule.effect == "allow" and rule.conditions:
        when.append(held)
    unless = f" unless {{ {held} }}" if rule.effect == "limit" else ""
    asked = f" when {{ {' && '.join(when)} }}" if when else ""
    return f'@id("{rule.id}") {effect} (principal, {action}, resource){asked}{unless};'


def _entities(kind: str, names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'{kind}::"{name}"' for name in names) + "]"
