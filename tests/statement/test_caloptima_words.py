"""CalOptima's statement: its settings, contacts and words, and what it adds up to."""

import pytest

from tests.statement.telling import Flow, Told, fact
from wellkept.policy.asks import Ask
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check import check
from wellkept.statement.contradictions import contradictions
from wellkept.statement.render import render

NAME = "caloptima/2019-07-11"


@pytest.fixture(scope="module")
def told():
    return Told(NAME)


@pytest.mark.promise("S10")
def test_it_may_be_put_in_force(told):
    assert [str(found) for found in check(told.inforce)] == []


STATED = [
    fact("S5", "agreement", "statement.agreement", "by_use"),
    fact("S5", "agreement-to-changes", "statement.agreement", "by_use"),
    fact("S2", "changes", "revision.in_force", "on_posting"),
    fact("W7", "do-not-track", "signals.do_not_track", "ignored"),
    fact("I4", "children", "children.under", 18),
    fact("I4", "children", "children.through", ("parent", "guardian", "personal_representative")),
    fact("I4", "childrens-data-deleted", "children.on_discovery", "delete"),
]


@pytest.mark.parametrize(("clause", "setting", "value"), STATED)
def test_a_clause_states_the_setting(told, clause, setting, value):
    assert told.statement.settings[setting] == value
    assert setting in told.statement.notes[clause].states


SET_BY_THE_PLAN = [
    fact("I3", "sign-off", "session.idle_sign_off", 15),
    fact("I6", "passwords", "password.length", 12),
    fact("P4", "breach", "breach.notify", 30),
    fact("W4", "aggregates", "statistics.smallest_group", 11),
    fact("S2", "changes", "revision.days", 0),
    fact("I2", "answered-by-law", "rights.identity_check", "always"),
]


@pytest.mark.parametrize(("clause", "setting", "value"), SET_BY_THE_PLAN)
def test_where_it_is_silent_the_plan_decides_and_it_is_printed(told, clause, setting, value):
    assert setting not in told.statement.settings
    assert told.inforce.setting(setting) == value
    assert str(value).lower() in told.words(clause).lower()


SAID = [
    fact("S11", "about", "the Orange County Health Authority, which does business as CalOptima"),
    fact("S11", "about", "caloptima.org, the portal for members, and every other page"),
    fact("S9 S11", "provider-portal-apart", "a privacy policy of its own"),
    fact("S14", "no-medical-advice", "takes no doctor's place"),
    fact("S5", "agreement", "please do not use our sites"),
    fact("S5", "agreement-to-changes", "for your child, and for any person or company you act for"),
    fact("S1", "quick-links", "Where we store them"),
    fact("C11", "other-files-and-code", "What works like a cookie"),
    fact("C7", "beacons", "takes this back"),
    fact("C3", "cookies-limited", "which kinds of cookies you allow"),
    fact("C6 C7", "outside-analytics", "takes this back as well"),
    fact("S7", "personal-facts", "facts about who you are, contact details"),
    fact("S7 W5", "anonymous-facts", "IP address, date and time of the visit, pages viewed, search terms"),
    fact("W5 W3", "anonymous-kept", "90 days"),
    fact("C8", "until-unfollowed", "unfollow us on that network"),
    fact("D13", "where-stored", "on your own device, on our computers, or on computers that others run for us"),
    fact("D20", "told-where-asked", "next to the question"),
    fact("P7", "safeguards", "both as a health plan and when we work for others"),
    fact("P1 P2 I7", "encryption-and-more", "encryption, checks in which both computers prove who they are, tokens"),
    fact("P2", "encryption-and-more", "firewalls, and programs that stop spyware"),
    fact("P6", "need-to-know", "only if their work needs it"),
    fact("I1", "account-needed", "a name and a secret word that you choose"),
    fact("I6", "passwords", "Mix letters and numbers"),
    fact("I6", "passwords", "tell us at once"),
    fact("P1", "not-fully-secure", "may be read by others on its way"),
    fact("P4", "breach", "HIPAA and state law"),
    fact("I3", "sign-off", "15 minutes"),
    fact("C9 S11", "links-out", "goes by that site's policy"),
    fact("S14", "licensed-material", "Google Noto and Font Awesome Free"),
    fact("S6", "review-and-change", "1-714-246-8500"),
    fact("S6", "review-and-change", "1-800-735-2929"),
    fact("R1", "answered-by-law", "30 days"),
    fact("R2", "kept-all-the-same", "to finish what you began"),
    fact("R3", "amend-health-facts", "60 days"),
    fact("R5", "written-authorization", "stays done"),
    fact("R6 S6", "complaints", "505 City Parkway West, Orange, CA 92868"),
    fact("S8", "languages", "in Spanish"),
]


@pytest.mark.parametrize(("clause", "words"), SAID)
def test_its_passage_says(told, clause, words):
    assert words in told.words(clause)


@pytest.mark.promise("S1")
def test_its_date_and_quick_links_stand_at_the_top_and_lead_somewhere(told):
    page = render(told.inforce, "en")
    assert "Date of last revision: July 11, 2019" in page.html[:700]
    places = {heading.id for heading in page.headings}
    (links,) = (each.markdown for each in told.statement.texts["en"].passages if "quick-links" in each.clauses)
    wanted = {line.partition("(#")[2].partition(")")[0] for line in links.splitlines()}
    assert len(wanted) == 14
    assert wanted <= places


@pytest.mark.promise("S4")
def test_it_links_the_notice_of_practices_where_it_says_what_is_personal(told):
    assert "/notices/generic/2026-02/" in render(told.inforce, "en").html
    assert "Notice of Privacy Practices" in told.words("personal-facts")


@pytest.mark.promise("S6")
def test_its_contacts_are_customer_service_and_the_privacy_officer(told):
    assert told.statement.contacts == {
        "customer_service": "1-714-246-8500",
        "customer_service_toll_free": "1-888-587-8088",
        "tty": "1-800-735-2929",
        "privacy_officer": "CalOptima, Privacy Officer, 505 City Parkway West, Orange, CA 92868",
        "privacy_officer_telephone": "1-888-587-8088",
    }


@pytest.mark.promise("M5", "M7", "M9")
@pytest.mark.parametrize("service", ["record", "claims", "payments", "appointments", "refills", "apply", "app_data"])
def test_it_offers_nothing_that_its_source_does_not_name(told, service):
    assert service not in told.statement.services


@pytest.mark.promise("M5")
def test_a_members_own_access_stays_open_by_law(told):
    seen = told.decided(Flow("", "share health.results member.access person.member").ask, 0)
    assert seen.allowed


@pytest.mark.promise("C7", "C5")
@pytest.mark.parametrize("party", [*PARTIES.under("network"), *PARTIES.under("vendor"), "affiliate", "app"])
def test_nobody_can_turn_on_re_targeting_or_any_other_outside_code(told, party):
    for purpose in PURPOSES.leaves:
        ask = Ask(action=Action.TRACK, data=("*",), purpose=purpose, party=party)
        assert not told.decided(ask, bits(CONDITIONS)).allowed


@pytest.mark.promise("C7")
def test_pages_reach_no_other_host_and_set_no_other_cookie(told):
    assert told.statement.hosts == ()
    assert {cookie.party for cookie in told.statement.cookies} == {"own"}


@pytest.mark.promise("W8")
def test_the_cookies_tied_to_a_person_are_told(told):
    tied = {cookie.name for cookie in told.statement.cookies if "web.user_id" in cookie.holds}
    assert tied == {"wk_session", "wk_staff_session"}


@pytest.mark.promise("W8", "D13")
@pytest.mark.parametrize("kind", ["web", "device", "location", "supplied"])
def test_a_member_sees_all_that_a_visit_left(told, kind):
    seen = told.decided(Ask(action=Action.SHARE, data=(kind,), purpose="member.access", party="person.member"), 0)
    assert seen.leaves == DATA.under(kind)


@pytest.mark.promise("C7", "D20", "W5")
def test_each_contradiction_of_the_document_is_told_with_the_passage_that_wins(told):
    found = {(pair.opening.clause.id, pair.closing.clause.id) for pair in contradictions(told.inforce) if pair.declared}
    assert {
        ("beacons", "no-trackers"),
        ("outside-analytics", "no-trackers"),
        ("use-marketing", "only-as-asked"),
        ("use-trends", "only-as-asked"),
        ("device-facts", "tied-is-personal"),
        ("anonymous-shared", "personal-by-law"),
    } <= found


@pytest.mark.promise("O9", "O6")
@pytest.mark.parametrize("kind", ["outreach.administrative", "outreach.health", "outreach.surveys"])
def test_each_kind_of_message_is_apart_from_marketing(told, kind):
    written = Flow("", f"use contact.email {kind} workforce.program").ask
    assert told.decided(written, 0).allowed
    offered = Flow("", "use contact.email outreach.promotion workforce.program").ask
    assert not told.decided(offered, 0).allowed


@pytest.mark.promise("O6")
def test_health_facts_serve_marketing_only_by_written_permission(told):
    offered = Flow("", "use health.conditions outreach.promotion workforce.program").ask
    assert not told.decided(offered, bits(set(CONDITIONS) - {"authorised"})).allowed


@pytest.mark.promise("D8")
@pytest.mark.parametrize("purpose", ["sale.sell", "sale.rent"])
@pytest.mark.parametrize("action", Action)
def test_nothing_can_be_sold_or_rented_though_it_does_not_say_so(told, action, purpose):
    for party in PARTIES.leaves:
        ask = Ask(action=action, data=tuple(sorted(PERSONAL)), purpose=purpose, party=party)
        assert not told.decided(ask, bits(CONDITIONS)).allowed
