"""Where a system sees itself: what it is registered as, what the statement in force opens to it, when its keys end."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.systems import Key, see_itself
from wellkept.policy.asks import Ask, Decision
from wellkept.policy.vocabulary import names


@require_safe
def itself(request: Asked) -> HttpResponse:
    """The system that asks, as JSON."""
    found = see_itself(request.visitor)
    system = found.registered
    return JsonResponse(
        {
            "client": system.name,
            "party": system.party,
            "proved": request.visitor.proved,
            "ends": _day(system.ends),
            "keys": [_key(key) for key in system.keys if key.is_live],
            "statement": found.version,
            "asks": [_ask(*one) for one in found.opens],
        }
    )


def _key(key: Key) -> dict[str, object]:
    return {"kind": key.kind, "sha256": key.digest, "ends": _day(key.ends)}


def _ask(verb: str, ask: Ask, decision: Decision) -> dict[str, object]:
    """One ask: open for `data`, or not open, with the conditions that fall short."""
    return {
        "verb": verb,
        "action": ask.action,
        "purpose": ask.purpose,
        "open": decision.allowed,
        "data": list(decision.leaves),
        "missing": list(names(decision.missing)),
        "clauses": list(decision.clauses),
    }


def _day(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
