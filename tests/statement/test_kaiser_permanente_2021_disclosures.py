"""The statement of Kaiser Permanente of October 2021: who gets what, on what condition, and who gets nothing."""

import pytest

from tests.statement.telling import Flow, Told, flow
from wellkept.policy.asks import Ask
from wellkept.policy.vocabulary import CONDITIONS, PARTIES, PURPOSES, Action, bits
from wellkept.statement.contradictions import contradictions

NAME = "kaiser-permanente/2021-10"


@pytest.fixture(scope="module")
def of_2021():
    return Told(NAME)


OPENED = [
    flow(
        "D2 D19 D7", "service-providers", "share survey.answers operations.audit vendor.audit",
        needs="agreement", obliges="onward_if_permitted deidentified_unless_needed minimum",
    ),
    flow("D19", "service-providers", "share web.user_id operations.support vendor.operations", needs="agreement"),
    flow("D19", "service-providers", "share survey.answers operations.audit vendor.legal", needs="agreement"),
    flow(
        "D2 D19 M7", "vendors-payments", "share payment.card service.payments vendor.payments",
        needs="agreement", obliges="written_instructions minimum onward_if_permitted",
    ),
    flow(
        "D2 D19", "vendors-service", "share communication.forms service.questions vendor.service",
        needs="agreement", obliges="written_instructions minimum",
    ),
    flow(
        "D2 D19", "vendors-marketing", "share contact.postal outreach.promotion vendor.marketing",
        needs="agreement", obliges="written_instructions minimum",
    ),
    flow(
        "D2 D19", "vendors-subscriptions", "share subscription outreach.newsletters vendor.subscriptions",
        needs="agreement opted_in:subscriptions", obliges="written_instructions minimum",
    ),
    flow(
        "D2 D19 D7", "vendors-research", "share survey.answers research.evaluation vendor.research",
        needs="agreement", obliges="written_instructions minimum deidentified_unless_needed",
    ),
    flow(
        "D2 D19", "vendors-cloud", "share communication.messages operations.hosting vendor.cloud",
        needs="agreement", obliges="written_instructions minimum",
    ),
    flow("D3", "legal-process", "share web.ip law.process authority.court", needs="basis", obliges="accounting"),
    flow("D18", "good-faith-rights", "share web.ip protection.rights authority.police", needs="basis"),
    flow("D18", "good-faith-rights", "share web.ip protection.rights vendor.legal", needs="agreement basis"),
    flow("D4", "good-faith-harm", "share web.ip safety.person rescuer", needs="basis", obliges="accounting"),
    flow("D4", "good-faith-fraud", "share web.ip protection.fraud authority.government", needs="basis"),
    flow("D4", "good-faith-fraud", "share web.ip protection.fraud authority.police", needs="basis"),
    flow("D4", "good-faith-government", "share web.ip law.government authority.government", needs="basis"),
    flow("D4", "good-faith-government", "share web.ip law.national_security authority.security", needs="basis"),
    flow("D18", "site-security", "share web.user_id protection.security authority.police", needs="basis"),
    flow(
        "D3 P6", "disclosures-prepared", "use web.ip protection.rights workforce.privacy",
        needs="basis", obliges="purpose_recorded",
    ),
    flow(
        "D5", "merger", "share communication.messages corporate.merger successor",
        needs="noticed", obliges="notice_before",
    ),
    flow("D6", "with-consent", "share survey.answers disclosure.consent consented", needs="consent"),
    flow("R5 D6 M8", "written-permission", "share survey.answers disclosure.consent authorised", needs="authorised"),
    flow("D10", "affiliates", "share contact.email operations.analysis affiliate"),
    flow("D10", "affiliates", "share contact.email operations.management affiliate"),
    flow("D10 C12", "affiliates", "share profile.message_kinds site.customise affiliate"),
    flow("D10", "affiliates", "share identity.name outreach.administrative affiliate"),
    flow("D9", "apps", "share survey.answers member.app app", needs="app_approved", obliges="tell_app_limits"),
]  # fmt: skip


@pytest.mark.parametrize("shown", OPENED)
def test_its_clause_opens(of_2021, shown):
    of_2021.opens(shown)


@pytest.mark.promise("D8")
def test_nothing_can_be_sold_to_anybody(of_2021):
    asks = [
        Ask(action=Action.SHARE, data=("*",), purpose=purpose, party=party)
        for purpose in PURPOSES.under("sale")
        for party in PARTIES.leaves
    ]
    assert not any(of_2021.decided(ask, bits(CONDITIONS)).leaves for ask in asks)


@pytest.mark.promise("O1", "D2")
@pytest.mark.parametrize("party", ["vendor.messaging", "subcontractor"])
def test_the_message_company_gets_address_and_numbers_and_nothing_else(of_2021, party):
    got = {
        leaf
        for purpose in PURPOSES.leaves
        for leaf in of_2021.decided(
            Ask(action=Action.SHARE, data=("*",), purpose=purpose, party=party), bits(CONDITIONS)
        ).leaves
    }
    assert got == {"contact.email", "contact.mobile", "contact.phone"}


@pytest.mark.promise("D19")
def test_the_list_of_companies_is_closed(of_2021):
    served = {
        party
        for clause in of_2021.statement.source.clauses
        for allow in clause.allows
        if allow.action is Action.SHARE
        for name in allow.parties
        for party in PARTIES.under(name)
        if party.startswith("vendor.")
    }
    assert served == {
        "vendor.audit", "vendor.legal", "vendor.operations", "vendor.payments", "vendor.service", "vendor.marketing",
        "vendor.messaging", "vendor.subscriptions", "vendor.research", "vendor.cloud",
    }  # fmt: skip


@pytest.mark.promise("S10")
def test_its_contradictions_are_declared(of_2021):
    own = [pair for pair in contradictions(of_2021.inforce) if pair.closing.document is of_2021.statement]
    assert {(pair.opening.clause.id, pair.closing.clause.id) for pair in own} == {
        ("vendors-marketing", "message-company-nothing-else"),
        ("affiliates", "family-nothing-else"),
    }
    assert all(pair.declared for pair in own)


@pytest.mark.promise("I5")
def test_facts_about_family_serve_nothing_but_the_reason_given(of_2021):
    decisions = [
        (purpose, of_2021.decided(Flow("", f"use family.dependants {purpose} {party}").ask, bits(CONDITIONS)))
        for purpose in PURPOSES.leaves
        for party in ("workforce.billing", "workforce.program")
    ]
    by_the_website = {
        purpose for purpose, told in decisions if told.allowed and any(ref.startswith(NAME) for ref in told.clauses)
    }
    # The last four are the member's own rights, the search for children's data, and the removal of names.
    assert by_the_website == {
        "service.dependants", "service.application", "member.correct", "member.rights", "protection.children",
        "anonymise.deidentify",
    }  # fmt: skip
