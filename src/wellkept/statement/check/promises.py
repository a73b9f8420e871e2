"""What clauses lean on: choices that a rule heeds, flows behind offered services."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.policy.rules import Allow, Limit, Rank
from wellkept.policy.vocabulary import PURPOSES
from wellkept.statement.check.finding import Finding, Surroundings, error, warning
from wellkept.statement.model import Choice, InForce
from wellkept.statement.said import Said, place_of, said

# The purposes of which at least one must be open for a service to be more than a link.
SERVED_BY: dict[str, tuple[str, ...]] = {
    "account": ("service.account",),
    "profile": ("service.account", "member.correct"),
    "record": ("member.access",),
    "claims": ("member.access",),
    "coverage": ("service.benefits", "member.access"),
    "eligibility": ("payment.eligibility",),
    "plan_services": ("service.benefits",),
    "messages": ("service.messages",),
    "messages_staff": ("service.messages",),
    "chat": ("service.chat",),
    "comments": ("service.questions",),
    "appointments": ("service.appointments",),
    "refills": ("service.refills",),
    "prior_authorisation": ("payment.authorisation", "service.provider"),
    "bills": ("payment.bills", "service.payments"),
    "payments": ("service.payments",),
    "payments_visitor": ("service.payments",),
    "apply": ("service.application",),
    "quote": ("service.quote",),
    "find_care": ("service.find_care",),
    "directions": ("service.directions",),
    "directions_inside": ("service.directions",),
    "visit_notices": ("service.visit_notices",),
    "network": ("service.network",),
    "id_card": ("service.card",),
    "assessment": ("service.assessment",),
    "surveys": ("research", "operations.quality", "outreach.surveys"),
    "health_surveys": ("service.assessment", "outreach.surveys", "operations.quality"),
    "grievances": ("service.grievance",),
    "programmes": ("service.programme",),
    "subscriptions": ("outreach.newsletters",),
    "news": ("outreach.services", "outreach.promotion"),
    "social": ("social", "outreach.social"),
    "app_data": ("member.app",),
    "provider_portal": ("service.provider", "treatment.care"),
    "history": ("member.trail",),
}


def check_promises(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """Choices and services of the statement."""
    rules = said(inforce)
    yield from _choices(inforce, rules)
    yield from _services(inforce, rules)


def _choices(inforce: InForce, rules: tuple[Said, ...]) -> Iterator[Finding]:
    declared = {choice.id for choice in inforce.statement.choices}
    for choice in inforce.statement.choices:
        heard = [rule for rule in rules if _heeds(rule, choice.id)]
        if not heard:
            message = (
                f'no limit uses the choice “{choice.id}”: add when = ["not_opted_out:{choice.id}"] to one, or drop it'
            )
            yield error(choice.place, "choice", message)
            continue
        yield from _uncovered(choice, heard)
    for rule in rules:
        if rule.rank is Rank.STATEMENT:
            for name in _choices_in(rule) - declared:
                yield error(
                    rule.place, "choice", f'the choice “{name}” is not declared: add a [[choice]] with id = "{name}"'
                )


def _uncovered(choice: Choice, heard: list[Said]) -> Iterator[Finding]:
    covers = PURPOSES.expand(choice.covers) - PURPOSES.expand(choice.excepts)
    reached = frozenset[str]().union(*(rule.reached[2] for rule in heard))
    if missed := sorted(covers - reached):
        yield warning(
            choice.place, "choice", f"the choice “{choice.id}” covers what no limit heeds it for: {', '.join(missed)}"
        )


def _choices_in(rule: Said) -> set[str]:
    conditions = rule.rule.conditions if isinstance(rule.rule, (Allow, Limit)) else ()
    return {name.partition(":")[2] for name in conditions if name.startswith(("opted_in:", "not_opted_out:"))}


def _heeds(rule: Said, choice: str) -> bool:
    return choice in _choices_in(rule)


def _services(inforce: InForce, rules: tuple[Said, ...]) -> Iterator[Finding]:
    allows = [rule for rule in rules if isinstance(rule.rule, Allow)]
    opened = frozenset[str]().union(*(rule.reached[2] for rule in allows))
    for service in sorted(inforce.statement.services):
        wanted = PURPOSES.expand(SERVED_BY.get(service, ()))
        if wanted and not wanted & opened:
            place = place_of(inforce.statement, f"services.{service}", f"service:{service}", "services")
            purposes = ", ".join(SERVED_BY[service])
            yield warning(
                place, "service", f"the service “{service}” is offered, but no clause allows anything for {purposes}"
            )
