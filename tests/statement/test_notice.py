"""The notices of privacy practices: what they open, for whom, and that their text has what 45 CFR 164.520 asks."""

import dataclasses

import pytest

from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.rules import Allow
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA, PURPOSES, Action, bits
from wellkept.policy.vocabulary.purposes import ACCOUNTABLE, RESTRICTABLE
from wellkept.statement.check import Severity, check
from wellkept.statement.load import in_force, load_notice
from wellkept.statement.text import fill

GENERIC, PATIENTS = "generic/2026-02", "patients/2026-02"
FEEDS = {
    "feed.enrolment": ("operations.enrolment", ("identity", "contact", "member", "coverage", "provider", "quarantine")),
    "feed.claims": ("payment.claims", ("claims", "coverage", "identity", "sensitive", "provider", "quarantine")),
    "feed.clinical": ("treatment.record", ("health", "care", "identity", "sensitive", "provider", "quarantine")),
}


@pytest.fixture(scope="module")
def generic():
    return Table([load_notice(GENERIC).source])


@pytest.fixture(scope="module")
def patients():
    return Table([load_notice(PATIENTS).source])


def opened(table, action, data, purpose, party, *held):
    ask = Ask(action=Action(action), data=(data,), purpose=purpose, party=party, whole=True)
    return decide(table, ask, Facts(held=bits(held)))


def shares(name):
    for clause in load_notice(name).source.clauses:
        for allow in clause.allows:
            if allow.action is Action.SHARE:
                yield clause, allow


@pytest.mark.promise("D16")
@pytest.mark.parametrize("feed", FEEDS)
def test_what_the_plan_receives_otherwise_comes_in_under_the_notice(generic, feed):
    purpose, kinds = FEEDS[feed]
    for kind in kinds:
        assert opened(generic, "collect", kind, purpose, feed).allowed, kind


def test_nothing_comes_in_from_information_vendors(generic):
    for leaf in DATA.leaves:
        for purpose in PURPOSES.leaves:
            assert not generic.row((Action.COLLECT, leaf, purpose, "source.vendors")).alternatives


def test_staff_of_one_desk_do_not_get_what_another_needs(generic):
    assert opened(generic, "use", "claims", "operations.service", "workforce.member_services").allowed
    assert not opened(generic, "use", "health.results", "operations.service", "workforce.member_services").allowed
    assert opened(generic, "use", "health.results", "treatment.care", "workforce.clinician").allowed
    assert not opened(generic, "use", "claims", "operations.quality", "workforce.web").allowed


@pytest.mark.promise("D2")
def test_a_company_gets_data_only_under_an_agreement_and_written_instructions(generic):
    ask = ("share", "claims.medical", "operations.audit", "vendor.audit")
    assert not opened(generic, *ask).allowed
    assert {"written_instructions", "minimum"} <= opened(generic, *ask, "agreement").obligations


@pytest.mark.promise("D3")
@pytest.mark.parametrize("name", [GENERIC, PATIENTS])
def test_each_disclosure_that_the_law_permits_has_a_basis_and_is_accounted_for(name):
    for clause, allow in shares(name):
        if PURPOSES.expand(allow.purposes) & (ACCOUNTABLE - RESTRICTABLE):
            assert "basis" in allow.conditions, clause.id
            assert "accounting" in allow.obligations, clause.id


def test_care_for_substance_use_has_a_clause_of_its_own():
    for clause, allow in shares(GENERIC):
        if "sensitive.substance_use" in DATA.expand(allow.data) and "authorised" not in allow.conditions:
            assert "consent" in allow.conditions, clause.id
            assert "redisclosure_notice" in allow.obligations, clause.id


def test_the_notice_for_patients_holds_for_patients_alone(patients):
    for clause in load_notice(PATIENTS).source.clauses:
        assert all("subject:patient" in allow.conditions for allow in clause.allows), clause.id
    ask = ("use", "health.conditions", "treatment.care", "workforce.clinician")
    assert not opened(patients, *ask, "subject:member").allowed
    assert opened(patients, *ask, "subject:patient").allowed


def test_neither_notice_opens_advertising_or_the_code_of_others():
    for name in (GENERIC, PATIENTS):
        rules = [rule for clause in load_notice(name).source.clauses for rule in clause.allows]
        assert all(isinstance(rule, Allow) and rule.action is not Action.TRACK for rule in rules)
        reached = frozenset[str]().union(*(PURPOSES.expand(rule.purposes) for rule in rules))
        assert not reached & PURPOSES.expand(["advertising", "sale", "social", "outreach.promotion"])


@pytest.mark.promise("S4")
@pytest.mark.parametrize("name", [GENERIC, PATIENTS])
def test_a_notice_passes_the_check_beside_a_statement(name):
    model = in_force("model/2026-11")
    beside = dataclasses.replace(model, notices=(load_notice(name),))
    faults = [found for found in check(beside) if found.place.file.startswith(f"notices/{name}")]
    if name == PATIENTS:
        faults = [found for found in faults if found.rule != "keep"]
    assert [str(found) for found in faults if found.severity is Severity.ERROR] == []


# What 45 CFR 164.520(b)(1) wants in every notice, as words that its English text must have.
WANTED = {
    "header (i)": "PLEASE REVIEW IT CAREFULLY",
    "treatment (ii)(A)": "care and treatment",
    "payment (ii)(A)": "payment for care",
    "restriction (iv)(A)": "limit what we share|not to use or give out",
    "confidential communications (iv)(B)": "another address",
    "access (iv)(C)": "see and copy",
    "amendment (iv)(D)": "correct",
    "accounting (iv)(E)": "have a list",
    "paper copy (iv)(F)": "on paper",
    "duties (v)": "law makes us keep",
    "changes (v)(C)": "may change",
    "breach (v)(A)": "should not have",
    "complaints (vi)": "Office for Civil Rights",
    "no retaliation (vi)": "not treat you worse",
    "revocation (ii)(E)": "back in writing",
    "effective date (viii)": "took effect on February 16, 2026",
}


@pytest.mark.parametrize("name", [GENERIC, PATIENTS])
@pytest.mark.parametrize("part", WANTED)
def test_the_text_has_what_the_rule_asks_of_a_notice(name, part):
    notice = load_notice(name)
    model = dataclasses.replace(in_force("model/2026-11"), notices=(notice,))
    words = "\n".join(fill(passage, notice, model, "en") for passage in notice.texts["en"].passages)
    assert any(wanted in words for wanted in WANTED[part].split("|"))
