"""Spanish sentences of the history and of refusals: contractions, and verbs that agree with who did it."""

import re
from itertools import product
from uuid import UUID, uuid4

import pytest

from tests.gate.test_telling import MODEL, in_force, row  # noqa: F401 - a fixture for every test here
from tests.people import stranger
from wellkept.features import everything
from wellkept.gate import Refused, coded, telling
from wellkept.policy.asks import Ask, Decision, Reason
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action

# What no Spanish sentence has: an article left apart, a word said twice, a form that nobody chose.
WRONG = re.compile(r"\b(?:de|a) el\b|\b(\w+) \1\b|[{}|%]|\b(?:y|e) (?:y|e)\b|\ba a\b", re.IGNORECASE)
ONE = "dio|abrió|pidió|quiso|cambió|pudo|inició|cerró"
MANY = "dieron|abrieron|pidieron|quisieron|cambiaron|pudieron|iniciaron|cerraron"
VISITORS = (f"member:{UUID(int=7)}", f"staff:{UUID(int=9)}", "feed.claims", "clock", "stranger")


def decision(ask: Ask, *, allowed: bool) -> Decision:
    return Decision(
        leaves=ask.leaves if allowed else (), closed=() if allowed else ask.leaves, clauses=(), obligations=frozenset(),
        needed=0, missing=0, reason=Reason.ALLOWED if allowed else Reason.SILENCE,
    )  # fmt: skip


def history(ask: Ask, *, who: str = "", visitor: str = "clock", verdict: str = "allowed", **said: str) -> str:
    entry = row(decision(ask, allowed=verdict != "refused"), ask, visitor=visitor, verdict=verdict, **said)
    return telling.entry(entry, "es", who=who).sentence


def of(action: Action, party: str, data: tuple[str, ...] = ("claims",), purpose: str = "operations.service") -> Ask:
    return Ask(action=action, data=data, purpose=purpose, party=party)


def test_what_every_verb_may_do_is_told_in_sound_spanish():
    everything.load()
    for does in coded():
        for party, verdict in product(sorted(does.parties), ("allowed", "done", "refused")):
            ask = of(does.action, party, tuple(sorted(does.data)), does.purpose)
            sentence = history(ask, visitor="clock", verdict=verdict, verb=does.verb, role=party)
            assert not WRONG.search(sentence), sentence


@pytest.mark.parametrize("action", list(Action))
def test_every_party_is_told_in_sound_spanish(action):
    for party, visitor, verdict in product(PARTIES.leaves, VISITORS, ("allowed", "done", "refused")):
        sentence = history(of(action, party), visitor=visitor, verdict=verdict)
        assert not WRONG.search(sentence), sentence


def test_every_kind_of_data_and_every_purpose_is_told_in_sound_spanish():
    for leaf in DATA.leaves:
        for action in Action:
            sentence = history(of(action, "vendor.messaging", (leaf,)), verdict="done")
            assert not WRONG.search(sentence), sentence
    for purpose in PURPOSES.leaves:
        ask = of(Action.SHARE, "person.visitor", purpose=purpose)
        refused = Refused(stranger(), ask, decision(ask, allowed=False), version=MODEL, entry=uuid4())
        for sentence in (history(ask), telling.refusal(refused, "es").sentence):
            assert not WRONG.search(sentence), sentence


@pytest.mark.parametrize(
    ("party", "forms"),
    [
        ("workforce.program", MANY),
        ("workforce.analyst", MANY),
        ("workforce.web", ONE),
        ("workforce.billing", ONE),
    ],
)
@pytest.mark.parametrize("verdict", ["allowed", "done", "refused"])
def test_the_verb_agrees_with_who_did_it(party, forms, verdict):
    sentence = history(of(Action.USE, party), visitor=f"staff:{UUID(int=9)}", verdict=verdict)
    assert re.search(rf"{re.escape(PARTIES[party].es)} (?:{forms})\b", sentence), sentence


def test_a_person_is_one_whatever_her_name_or_her_role():
    sentence = history(of(Action.USE, "workforce.analyst"), who="Carlos Ríos", visitor=f"staff:{UUID(int=9)}")
    assert "Carlos Ríos (analistas) abrió sus reclamaciones" in sentence


def test_our_programs_gave_in_the_plural_and_the_claims_system_contracts():
    given = history(of(Action.COLLECT, "workforce.program"), visitor="clock", role="workforce.program")
    assert "nuestros propios programas nos dieron sus reclamaciones" in given
    received = history(of(Action.COLLECT, "feed.claims"), visitor="feed.claims")
    assert "recibimos sus reclamaciones del sistema de reclamaciones" in received
