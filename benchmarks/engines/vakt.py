"""vakt, in memory: one policy for each clause, all of those that fit must allow. The answer is one boolean.

Its context is a conjunction, so a limit with two conditions is two policies that deny, one for each that fails.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from vakt import Guard, Inquiry, MemoryStorage, Policy, PolicyAllow, PolicyDeny, RulesChecker
from vakt.rules import Any as Whatever
from vakt.rules import Eq, In

from benchmarks.rules import HELD, Request, Rule, plain
from wellkept.policy.rules import Source

logging.disable(logging.WARNING)  # it tells of each decision otherwise


class Engine:
    """A guard over policies in memory."""

    def __init__(self, source: Source) -> None:
        storage = MemoryStorage()
        for rule in plain(source):
            for policy in _policies(rule):
                storage.add(policy)
        self.guard = Guard(storage, RulesChecker())

    def prepare(self, request: Request) -> Callable[[], bool]:
        """One call; every condition is named in the context, since an absent one fits nothing."""
        context = {"purpose": request.purpose, **{name: name in request.held for name in HELD}}
        inquiry = Inquiry(action=request.action, resource=request.data, subject=request.party, context=context)
        return partial(self.guard.is_allowed, inquiry)

    def allowed(self, answer: bool) -> bool:  # noqa: FBT001
        """Whether the answer is yes."""
        return answer is True


def _policies(rule: Rule) -> Iterator[Policy]:
    if rule.effect == "allow":
        yield _policy(PolicyAllow, rule, rule.id, dict.fromkeys(rule.conditions, Eq(val=True)))
    elif rule.effect == "never":
        yield _policy(PolicyDeny, rule, rule.id, {})
    else:
        for name in rule.conditions:
            yield _policy(PolicyDeny, rule, f"{rule.id}.{name}", {name: Eq(val=False)})


def _policy(kind: type[Policy], rule: Rule, uid: str, held: dict[str, Any]) -> Policy:
    return kind(
        uid,
        actions=[_among(rule.actions)],
        resources=[_among(rule.data)],
        subjects=[_among(rule.parties)],
        context={"purpose": _among(rule.purposes), **held},
    )


def _among(names: tuple[str, ...] | None) -> Whatever | In:
    return Whatever() if names is None else In(*names)
