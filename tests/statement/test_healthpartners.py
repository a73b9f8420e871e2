"""HealthPartners' statement: what it promises, asked of the table that it makes with its two notices and the law."""

import pytest

from tests.statement.telling import YES, Flow, Told, fact, flow
from wellkept.policy.asks import Ask
from wellkept.policy.vocabulary import CONDITIONS, PARTIES, Action, bits
from wellkept.statement.check import check
from wellkept.statement.render import render

NAME = "healthpartners/2016-01-01"
AD_CHOICE = "public_page cookies_accepted not_opted_out:advertising"
COUNT_CHOICE = "public_page cookies_accepted not_opted_out:analytics"


@pytest.fixture(scope="module")
def told():
    return Told(NAME)


@pytest.mark.promise("S10")
def test_it_may_be_put_in_force(told):
    assert [str(found) for found in check(told.inforce)] == []


OPENED = [
    flow("D1 M17", "programs-you-joined", "collect contact.email service.programme person.visitor"),
    flow("D1 M17", "programs-you-joined", "use programme service.programme workforce.care_manager"),
    flow(
        "D2", "programs-you-joined", "share programme service.programme vendor.operations",
        needs="agreement", obliges="minimum",
    ),
    flow("D1", "products-you-asked-for", "collect identity.name service.benefits person.visitor", needs="requested"),
    flow("D1", "products-you-asked-for", "use contact.postal service.benefits workforce.billing", needs="requested"),
    flow(
        "D2", "products-you-asked-for", "share contact.postal service.benefits vendor.operations",
        needs="agreement requested", obliges="minimum",
    ),
    flow(
        "M9 D1", "information-you-asked-for", "collect application.quote service.quote person.visitor",
        needs="requested",
    ),
    flow("M9", "information-you-asked-for", "use application.quote service.quote workforce.program", needs="requested"),
    flow(
        "D2", "information-you-asked-for", "share contact.email service.information vendor.subscriptions",
        needs="agreement requested", obliges="minimum",
    ),
    flow("O6 D1", "promotion", "use contact.email outreach.promotion workforce.program"),
    flow("D2", "promotion", "share contact.email outreach.promotion vendor.marketing", needs="agreement"),
    flow("M2 D1", "feedback", "collect communication.forms service.questions person.visitor"),
    flow("D2", "feedback", "share communication.forms service.questions vendor.service", needs="agreement"),
    flow("M2 R6", "feedback", "use communication.forms service.questions workforce.privacy"),
    flow("D3", "legal-process", "share contact.phone law.process authority.court", needs="basis", obliges="accounting"),
    flow("D3", "legal-process", "share identity.name law.process authority.government", needs="basis"),
    flow("D3", "legal-process", "share identity.other law.process authority.regulator", needs="basis"),
    flow("D3 P6", "legal-process", "use identity.other law.process workforce.privacy", needs="basis"),
    flow("D4 P6", "illegal-use", "use identity.name law.enforcement workforce.privacy", needs="basis"),
    flow("D18", "own-protection", "use identity.name protection.security workforce.privacy", needs="basis"),
    flow("D18", "own-protection", "use contact.email protection.rights workforce.privacy", needs="basis"),
    flow("D18", "own-protection", "use contact.email protection.liability workforce.privacy", needs="basis"),
    flow("D4", "illegal-use", "share identity.name law.enforcement authority.police", needs="basis"),
    flow("D18", "illegal-use", "share identity.name protection.rights vendor.legal", needs="agreement basis"),
    flow("D5", "new-owner", "share contact.email corporate.merger successor", needs="noticed"),
    flow("C12", "cookies", "track profile.languages site.customise own"),
    flow("C3", "cookies", "track web.cookie site.deliver own"),
    flow("C12", "visit-behavior", "use web.clicks site.customise workforce.program"),
    flow("W4", "visit-behavior", "collect web.page site.usefulness person.visitor"),
    flow("C12", "visit-behavior", "track web.page site.marketing_analysis own"),
    flow("C12", "tailored-offers", "track web.page advertising.tailor own", needs="not_opted_out:advertising"),
    flow("C12", "tailored-offers", "track web.page advertising.tailor network.advertising", needs=AD_CHOICE),
    flow("C6", "remarketing", "track web.cookie advertising.retarget network.advertising", needs=AD_CHOICE),
    flow("C6", "impression-reports", "track web.cookie advertising.measure network.advertising", needs=AD_CHOICE),
    flow("C6", "interest-reports", "track web.cookie advertising.demographics network.analytics", needs=AD_CHOICE),
    flow("C6", "outside-analytics", "track web.page site.statistics network.analytics", needs=COUNT_CHOICE),
    flow("W10", "internet-addresses", "collect web.ip site.statistics person.visitor"),
    flow("W10", "internet-addresses", "use web.ip anonymise.aggregate workforce.program"),
    flow("W4", "visitor-counts", "use derived.aggregate site.statistics workforce.analyst"),
]  # fmt: skip


@pytest.mark.parametrize("shown", OPENED)
def test_its_clause_opens(told, shown):
    told.opens(shown)


NARROWED = [
    flow(
        "C6", "ad-choices", "track web.cookie advertising.retarget network.advertising",
        needs="not_opted_out:advertising",
    ),
    flow("C12", "ad-choices", "use web.clicks advertising.tailor workforce.program", needs="not_opted_out:advertising"),
    flow(
        "C6", "analytics-choice", "track web.page site.statistics network.analytics", needs="not_opted_out:analytics"
    ),
    flow(
        "C3", "cookies-declined", "track web.cookie advertising.retarget network.advertising",
        needs="cookies_accepted",
    ),
]  # fmt: skip


@pytest.mark.parametrize("shown", NARROWED)
def test_its_limit_narrows(told, shown):
    told.narrows(shown)


CLOSED = [
    flow("D16", "only-from-you", "collect contact.email outreach.promotion source.vendors"),
    flow("D16", "only-from-you", "collect identity.name service.programme source.users"),
    flow("S7", "cookies-hold-no-names", "track identity.name site.deliver own"),
    flow("C12", "cookies-hold-no-names", "track health.conditions advertising.tailor network.advertising"),
    flow("W10", "addresses-in-aggregate", "use web.ip site.statistics workforce.analyst"),
    flow("W10 P6", "addresses-in-aggregate", "use web.ip protection.security workforce.privacy"),
    flow("W10", "addresses-in-aggregate", "share web.ip law.enforcement authority.police"),
]


@pytest.mark.parametrize("shown", CLOSED)
def test_its_never_closes(told, shown):
    told.closes(shown)


SILENT = [
    fact("D1", "five purposes", "use contact.email operations.analysis workforce.privacy"),
    fact("D1", "five purposes", "use contact.email research.study workforce.program"),
    fact("D1", "five purposes", "share contact.email outreach.promotion affiliate"),
    fact("D2", "need to know", "use contact.email outreach.promotion workforce.privacy"),
    fact("D16", "kinds listed", "collect demographic.education service.questions person.visitor"),
    fact("D16", "kinds listed", "collect web.browser site.statistics person.visitor"),
    fact("D16", "kinds listed", "collect location.precise service.find_care person.visitor"),
    fact("W10", "aggregate only", "use web.ip site.security workforce.program"),
]


@pytest.mark.parametrize(("_what", "cell"), SILENT)
def test_what_no_document_names_stays_closed(told, _what, cell):
    told.says_nothing_of(cell)


STATED = [
    fact("S2", "changes", "revision.in_force", "on_posting"),
    fact("S2", "changes", "revision.applies_to_held_data", YES),
    fact("S12", "changes", "revision.asks_to_reread", YES),
    fact("W7", "do-not-track", "signals.do_not_track", "ignored"),
]


@pytest.mark.parametrize(("clause", "setting", "value"), STATED)
def test_a_clause_states_the_setting(told, clause, setting, value):
    assert told.statement.settings[setting] == value
    assert setting in told.statement.notes[clause].states


SET_BY_THE_PLAN = [
    fact("I4", "children", "children.under", 13),
    fact("I3", "sign-off", "session.idle_sign_off", 15),
    fact("W4", "counts", "statistics.smallest_group", 11),
    fact("D5", "new owner", "corporate.notice_days", 30),
    fact("S2", "notice", "revision.days", 0),
]


@pytest.mark.parametrize(("_what", "setting", "value"), SET_BY_THE_PLAN)
def test_where_it_is_silent_the_plan_decides(told, _what, setting, value):
    assert setting not in told.statement.settings
    assert told.inforce.setting(setting) == value


SAID = [
    fact("S11", "about", "visitors, members of our health plan, and patients of our clinics and hospitals"),
    fact("S4", "notice-for-members", "as a member"),
    fact("S4", "notice-for-patients", "as a patient"),
    fact("S4", "self-insured-employers", "ask your employer"),
    fact("S4", "rights-in-notices", "in the notices and in the law"),
    fact("S7", "health-information", "health information"),
    fact("S7", "personal-information", "full name, postal address, phone number"),
    fact("S7 W10", "computer-is-not-you", "cookie identifier and IP address"),
    fact("D16", "nothing-more", "They reach us under our"),
    fact("P7", "safeguards", "locks and doors, by technical means, and by rules for our staff"),
    fact("P1", "not-guaranteed", "by internet or email"),
    fact("P6 D2", "need-to-know", "only what the task needs"),
    fact("C11", "similar-techniques", "What works like a cookie"),
    fact("C6", "network-opt-out", "each of them by itself"),
    fact("S11 C9", "links-out", "do not answer for how they treat your facts"),
    fact("W3", "addresses-in-aggregate", "90 days"),
    fact("I3", "sign-off", "15 minutes"),
    fact("S6 R6", "contact", "privacy@healthpartners.com"),
]


@pytest.mark.parametrize(("clause", "words"), SAID)
def test_its_passage_says(told, clause, words):
    assert words in told.words(clause)


@pytest.mark.promise("S1")
def test_its_effective_date_stands_at_the_top(told):
    assert "Effective as of January 1, 2016" in render(told.inforce, "en").html[:600]


@pytest.mark.promise("S4")
def test_it_links_a_notice_for_members_and_one_for_patients(told):
    html = render(told.inforce, "en").html
    assert "/notices/generic/2026-02/" in html
    assert "/notices/patients/2026-02/" in html


@pytest.mark.promise("S4")
def test_the_notice_for_patients_holds_for_patients_alone(told):
    chart = Flow("", "use sensitive.substance_use treatment.emergency workforce.clinician").ask
    saved = told.decided(chart, bits(["emergency", "subject:patient"]))
    assert saved.clauses == ("patients/2026-02#emergency", "us#emergency-access")
    assert not told.decided(chart, bits(["emergency", "subject:member"])).allowed


@pytest.mark.promise("S6")
def test_its_contacts_are_email_and_post_only(told):
    assert set(told.statement.contacts) == {"email", "post"}
    assert "Bloomington, MN 55425" in told.statement.contacts["post"]


@pytest.mark.promise("S1")
def test_its_sections_stand_in_the_order_of_its_source(told):
    found = [heading.text for heading in render(told.inforce, "en").headings if heading.level == 2]
    assert found == [
        "Changes to Web Privacy Practices", "Health Information", "Your Personal Information",
        "Security of Health Information and Personal Information",
        "How HealthPartners Uses and Shares Personal Information", "Cookies and other information about your visit",
        "External Links", "Contact Information",
    ]  # fmt: skip


@pytest.mark.promise("D8")
@pytest.mark.parametrize("purpose", ["sale.sell", "sale.rent"])
@pytest.mark.parametrize("action", Action)
def test_nothing_can_be_sold_or_rented_though_it_does_not_say_so(told, action, purpose):
    for party in PARTIES.leaves:
        ask = Ask(action=action, data=("*",), purpose=purpose, party=party)
        assert not told.decided(ask, bits(CONDITIONS)).allowed


@pytest.mark.promise("I4")
def test_a_young_child_signs_on_through_an_adult_by_the_plans_own_rule(told):
    signs_on = Flow("", "collect account.sign_ins site.security person.member").ask
    assert told.decided(signs_on, bits(["of_age_or_through"])).allowed
    refused = told.decided(signs_on, bits(["signed_on"]))
    assert "healthpartners#young-children-sign-on-through-an-adult" in refused.clauses


@pytest.mark.promise("C3", "C6")
def test_others_reach_public_pages_only_and_learn_no_more_than_cookie_and_page(told):
    seen = set()
    for host in told.statement.hosts:
        assert host.where == "public"
        seen.add(host.party)
    assert seen == {"network.advertising", "network.analytics"}
    for party in PARTIES.under("network"):
        for purpose in ("advertising.retarget", "advertising.demographics", "site.statistics"):
            ask = Ask(action=Action.TRACK, data=("*",), purpose=purpose, party=party)
            assert set(told.decided(ask, bits(CONDITIONS)).leaves) <= {"web.cookie", "web.page"}
            assert not told.decided(ask, bits(set(CONDITIONS) - {"public_page"})).allowed


@pytest.mark.promise("M9", "M17", "M2")
def test_it_offers_what_its_source_names_and_no_portal(told):
    assert told.statement.services == {"comments", "plan_services", "quote", "programmes"}
