"""Decisions in words: whole sentences in both languages, and the words that decided."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tests.people import stranger
from wellkept.gate import Refused, telling, told_words
from wellkept.gate.in_force import Promised, compiled
from wellkept.ledger.reading import Row
from wellkept.policy.asks import Ask, Decision, Facts, Reason
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action, bits
from wellkept.statement.citing import cited

MODEL = "model/2026-11"


@pytest.fixture(autouse=True)
def in_force(monkeypatch):
    """The model statement, without a book that says so."""
    now: Promised = compiled(MODEL)
    monkeypatch.setattr(told_words, "promised", lambda: now)
    return now.in_force


def decided(action: Action, data: tuple[str, ...], purpose: str, party: str, *, held: tuple[str, ...] = ()):
    ask = Ask(action=action, data=data, purpose=purpose, party=party)
    return ask, decide(compiled(MODEL).table, ask, Facts(held=bits(held)))


def row(decision: Decision, ask: Ask, **said) -> Row:
    usual = Row(
        number=1,
        id=uuid4(),
        at=datetime(2026, 3, 3, 18, 0, tzinfo=UTC),
        verb="claims.list",
        visitor=f"member:{UUID(int=7)}",
        party=ask.party,
        role="",
        subject=b"s" * 16,
        action=ask.action,
        data=decision.leaves or decision.closed,
        purpose=ask.purpose,
        clauses=decision.clauses,
        verdict="allowed" if decision.allowed else "refused",
        reason=decision.reason,
        version=MODEL,
        conditions=(),
        missing=(),
        request="",
        of=None,
        count=1,
    )
    return replace(usual, **said)


def own_claims() -> Row:
    ask, decision = decided(Action.SHARE, ("claims",), "member.access", "person.member")
    assert decision.allowed
    return row(decision, ask)


def staff_look(**said) -> Row:
    ask, decision = decided(Action.USE, ("claims",), "operations.service", "workforce.member_services")
    assert decision.allowed
    return row(decision, ask, visitor=f"staff:{UUID(int=9)}", **said)


@pytest.mark.promise("R10")
def test_a_member_reads_what_she_did_herself_as_you():
    told = telling.entry(own_claims(), "en", herself=True)
    assert told.sentence == "On March 3, 2026 you opened your claims."
    assert telling.entry(own_claims(), "es", herself=True).sentence == (
        "El 3 de marzo de 2026 usted abrió sus reclamaciones."
    )


@pytest.mark.promise("R10")
def test_a_look_by_staff_names_who_and_why_and_quotes_the_words_that_allow_it(in_force):
    entry = staff_look()
    told = telling.entry(entry, "en", who="Dana Ortiz")
    assert told.sentence == (
        "On March 3, 2026 Dana Ortiz (member services staff) opened your claims, for customer service."
    )
    assert told.allowed
    assert told.because.endswith("allows this:")
    first = told.citations[0]
    assert first.ref in entry.clauses
    assert first.quote == cited(in_force, first.ref, "en").text
    assert first.quote in told.text


def test_without_a_name_staff_are_told_by_their_class():
    assert "member services staff opened your claims" in telling.entry(staff_look(), "en").sentence
    assert "personal de servicios para miembros abrió sus reclamaciones" in telling.entry(staff_look(), "es").sentence


def test_the_day_is_the_plans_own():
    late = staff_look(at=datetime(2026, 3, 4, 5, 0, tzinfo=UTC))
    assert telling.entry(late, "en").sentence.startswith("On March 3, 2026 ")


def test_the_statement_is_cited_before_the_notice_and_the_law():
    entry = staff_look(clauses=("us#own-access", *staff_look().clauses, "model/2026-11#account"))
    kinds = [citation.kind for citation in telling.entry(entry, "en").citations]
    order = ["statement", "notice", "law", "plan"]
    assert kinds == sorted(kinds, key=order.index)
    assert kinds[0] == "statement"


def test_the_clause_nearest_to_what_was_opened_is_quoted_first():
    entry = row(*reversed(decided(Action.COLLECT, ("account.sign_ins",), "site.security", "person.member")))
    both = replace(entry, clauses=("model/2026-11#web-log", "model/2026-11#account"))
    assert telling.entry(both, "en").citations[0].ref == "model/2026-11#account"


def test_no_passage_is_quoted_twice():
    entry = staff_look(clauses=("model/2026-11#account", "model/2026-11#account"))
    assert len(telling.entry(entry, "en").citations) == 1


def test_leaves_of_one_kind_are_told_as_their_kind():
    assert told_words.kinds(DATA.under("claims"), "en") == ["your claims"]
    assert told_words.kinds(DATA.under("claims")[:1], "en") == ["your medical claims"]
    assert told_words.kinds(DATA.leaves, "en") == ["everything we know about you"]


@pytest.mark.parametrize(
    ("name", "english", "spanish"),
    [
        ("identity", "the facts about who you are", "sus datos sobre quién es usted"),
        ("claims", "your claims", "sus reclamaciones"),
        ("identity.name", "your full name", "su nombre completo"),
        ("family.representation", "who may act for you", "quién puede actuar por usted"),
        ("trail", "the record of what was done with your data", "su registro de lo hecho con sus datos"),
        ("social.following", "your following of our social pages", "su seguimiento de nuestras redes"),
        ("derived", "data that identify nobody", "datos que no identifican a nadie"),
    ],
)
def test_each_kind_is_told_as_the_readers_own(name, english, spanish):
    assert told_words.kinds(DATA.under(name), "en") == [english]
    assert told_words.kinds(DATA.under(name), "es") == [spanish]


def test_many_kinds_are_counted():
    many = [f"kind {number}" for number in range(7)]
    assert told_words.some(many, "en") == "kind 0, kind 1, kind 2 and 4 other kinds of information"
    assert told_words.some(many[:4], "en") == "kind 0, kind 1, kind 2 and kind 3"


def refused(action: Action, data: tuple[str, ...], purpose: str, party: str) -> Refused:
    ask, decision = decided(action, data, purpose, party)
    assert not decision.allowed
    return Refused(stranger(), ask, decision, version=MODEL, entry=uuid4())


@pytest.mark.promise("D1")
def test_a_refusal_by_a_never_quotes_the_words_that_forbid_it(in_force):
    no = refused(Action.SHARE, ("claims",), "sale.sell", "buyer")
    told = telling.refusal(no, "en")
    assert told.sentence == "You asked for claims, for selling data."
    assert told.because == "Our statement forbids this:"
    assert told.citations[0].quote == cited(in_force, no.decision.clauses[0], "en").text
    assert not told.allowed


def test_staff_who_are_refused_by_the_plans_own_limits_are_told_so_without_a_quote():
    told = telling.refusal(refused(Action.USE, ("claims",), "operations.service", "workforce.web"), "en")
    assert told.because == "Our own limits for staff forbid this."
    assert told.citations == ()
    assert told.sentence == "You asked for claims, for customer service."


def test_whose_data_they_are_is_said_only_to_the_one_they_are_of():
    assert (
        "your claims" in telling.refusal(refused(Action.USE, ("claims",), "sale.sell", "person.member"), "en").sentence
    )
    other = telling.refusal(refused(Action.SHARE, ("claims",), "member.access", "representative.invited"), "en")
    assert "your" not in other.sentence.partition(", for")[0]


@pytest.mark.promise("D1")
def test_a_refusal_by_silence_says_that_silence_is_no_permission():
    no = refused(Action.SHARE, ("claims",), "service.find_care", "employer")
    told = telling.refusal(no, "en")
    assert no.decision.reason is Reason.SILENCE
    assert told.citations == ()
    assert told.because.startswith("No words of our statement")


def test_a_refusal_for_want_of_a_condition_names_the_condition():
    ask, decision = decided(Action.COLLECT, ("communication.chat",), "service.chat", "person.member")
    told = telling.refusal(Refused(stranger(), ask, decision, version=MODEL, entry=uuid4()), "en")
    assert decision.reason is Reason.CONDITION
    assert told.because == "It is allowed only under a condition that is not met:"
    assert "the person agreed beforehand" in told.missing


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_has_words(reason, language):
    ask, decision = decided(Action.SHARE, ("claims",), "sale.sell", "buyer")
    told = telling.refusal(
        Refused(stranger(), ask, replace(decision, reason=reason), version=MODEL, entry=uuid4()), language
    )
    assert told.because


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", ["allowed", "refused", "done"])
@pytest.mark.parametrize("action", list(Action))
def test_every_kind_of_entry_is_a_whole_sentence(action, verdict, language):
    for party in ("person.member", "workforce.billing", "feed.claims", "vendor.messaging", "representative.invited"):
        for visitor in (f"member:{UUID(int=7)}", f"staff:{UUID(int=9)}", "feed.claims", "clock", "stranger"):
            for herself in (True, False):
                ask = Ask(action=action, data=("claims",), purpose="operations.service", party=party)
                decision = Decision(
                    leaves=ask.leaves, closed=(), clauses=(), obligations=frozenset(), needed=0, missing=0,
                    reason=Reason.ALLOWED if verdict != "refused" else Reason.SILENCE,
                )  # fmt: skip
                entry = row(decision, ask, verdict=verdict, visitor=visitor, count=3)
                told = telling.entry(entry, language, herself=herself)
                assert told.sentence.startswith("On " if language == "en" else "El ")
                assert told.sentence.endswith(".")
                assert "%" not in told.sentence
                assert "  " not in told.sentence
                assert ("3 times" if language == "en" else "3 veces") in told.sentence


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_the_vocabulary_can_stand_in_a_sentence(language):
    for name in DATA:
        assert told_words.kinds(DATA.under(name), language)
    assert all(told_words.purpose(name, language) for name in PURPOSES.leaves)
    assert all(PARTIES[name].label(language) for name in PARTIES)


def test_a_version_that_is_no_longer_shipped_is_told_without_quotes():
    told = telling.entry(staff_look(version="model/1999-01"), "en")
    assert told.citations == ()
    assert "Its words are no longer kept here." in told.because
    assert told.text.startswith(told.sentence)


def test_a_clause_that_the_version_does_not_have_is_left_out():
    told = telling.entry(staff_look(clauses=("model/2026-11#no-such-clause", "elsewhere#x")), "en")
    assert told.citations == ()


def test_telling_leaves_the_language_of_the_request_alone():
    from django.utils import translation

    with translation.override("en"):
        telling.entry(own_claims(), "es", herself=True)
        assert translation.get_language() == "en"
