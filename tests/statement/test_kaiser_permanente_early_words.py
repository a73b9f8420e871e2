"""The early statement of Kaiser Permanente: its settings, periods and words, and what it adds up to."""

import pytest

from tests.statement.telling import YES, Flow, Told, fact
from wellkept.policy.asks import Ask
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check import check
from wellkept.statement.render import render

AGE = "of_age_or_through"
NAME = "kaiser-permanente/early"


@pytest.fixture(scope="module")
def early():
    return Told(NAME)


@pytest.mark.promise("S10")
def test_it_may_be_put_in_force(early):
    assert [str(found) for found in check(early.inforce)] == []


STATED = [
    fact("S2", "revisions", "revision.in_force", "notice_posted"),
    fact("S2", "revisions", "revision.notice_on", ("web",)),
    fact("S2", "revisions", "revision.applies_to_held_data", YES),
    fact("S12", "revisions", "revision.asks_to_reread", YES),
    fact("I4", "children", "children.under", 13),
    fact("I4", "children", "children.of", "account"),
    fact("O3", "way-out", "outreach.way_out_in_each", YES),
    fact("R4", "limits-asked", "rights.restriction", "law_only"),
]


@pytest.mark.parametrize(("clause", "setting", "value"), STATED)
def test_its_own_setting_is_stated_by_a_clause(early, clause, setting, value):
    assert early.statement.settings[setting] == value
    assert setting in early.statement.notes[clause].states


@pytest.mark.promise("I3")
def test_it_gives_no_time_before_sign_off_so_the_plan_sets_one(early):
    assert not any(name.startswith("session.") for name in early.statement.settings)
    assert early.inforce.setting("session.idle_sign_off") == early.inforce.plan.settings["session.idle_sign_off"] == 15


@pytest.mark.promise("W3")
def test_its_web_logs_go_after_the_days_that_the_plan_sets_and_the_text_prints(early):
    (keep,) = early.clause("web-logs-kept").keeps
    assert keep.setting
    assert DATA.expand(keep.data) >= {"web.ip", "web.user_id", "web.services", "web.page"}
    assert keep.at_most == early.inforce.setting("web_logs.days") == 180
    assert "180 days" in early.words("web-logs-kept")


@pytest.mark.promise("P5", "M7")
def test_a_card_number_is_used_and_never_stored(early):
    kept = [
        keep for clause in early.inforce.plan.source.clauses for keep in clause.keeps if "payment.card" in keep.data
    ]
    assert [keep.at_most for keep in kept] == [0]


@pytest.mark.promise("M1")
def test_messages_are_archived(early):
    (keep,) = early.clause("messages-archived").keeps
    assert keep.data == ("communication.messages", "communication.forms")
    assert keep.setting


TEXT = [
    fact("S11", "as-stated", "the people who use this website"),
    fact("S1", "version-number", "the year, month and day"),
    fact("S1", "version-number", "undated"),
    fact("S7", "internet-address", "dynamic"),
    fact("P1 P7", "security", "SSL"),
    fact("P7", "security", "loss, misuse and change"),
    fact("P1", "no-guarantee", "1-800-556-7677"),
    fact("P1", "no-guarantee", "5820 Owens Drive"),
    fact("D1", "within-law", "State and federal law"),
    fact("C2", "cookies", "no others"),
    fact("D16", "nothing-else", "nothing that can be tied to you"),
    fact("W3", "web-logs-kept", "for a while"),
    fact("C3", "cookies-declined", "Netscape and Internet Explorer"),
    fact("W4", "visitor-data", "fewer than 11 people"),
    fact("M9", "answers-true", "confirm that your answers are true"),
    fact("I8", "profile", "my profile"),
    fact("I8", "profile", "communication preferences"),
    fact("R4", "limits-asked", "not to agree"),
    fact("S6 R6", "contacts", "1-800-556-7677"),
    fact("S6", "contacts", "the link at the foot of each page"),
    fact("S6", "contacts", "Building E-2, Pleasanton, CA 94588"),
]


@pytest.mark.parametrize(("clause", "words"), TEXT)
def test_its_text_says(early, clause, words):
    assert words in early.words(clause)


@pytest.mark.promise("S6")
def test_it_offers_its_own_contacts_and_no_others(early):
    assert set(early.statement.contacts) == {"telephone", "post", "web_manager"}


@pytest.mark.promise("S7")
def test_an_address_that_may_identify_is_among_personal_facts_and_counts_are_not(early):
    personal = DATA.expand(early.statement.terms["personal"])
    assert "web.ip" in personal
    assert personal <= PERSONAL


@pytest.mark.promise("S1", "S11")
def test_it_has_no_date_of_its_own_and_says_that_it_is_modelled(early):
    assert early.statement.effective is None
    html = render(early.inforce, "en").html
    assert "not affiliated" in html
    assert "undated" in html


@pytest.mark.promise("D16")
def test_the_notice_applies_by_law_though_the_document_links_none(early):
    assert early.statement.notices == ("generic/2026-02",)
    assert "/notices/" not in render(early.inforce, "en").html
    assert "the notice that the law makes every plan give" in early.words("nothing-else")


@pytest.mark.promise("D16")
def test_it_takes_from_people_only_what_it_lists(early):
    assert early.collects("person.member") == DATA.expand(
        [
            "identity.name", "identity.age", "contact", "profile.message_kinds", "account.user_name",
            "account.password", "health.history", "health.conditions", "application.answers", "communication.messages",
            "communication.forms", "care.appointments", "care.refills", "payment", "survey", "subscription",
            "web.domain", "web.ip", "web.browser", "web.system", "web.time", "web.page", "web.referrer", "web.duration",
            "web.clicks", "web.user_id", "web.services",
        ]
    )  # fmt: skip


@pytest.mark.promise("D8")
def test_nothing_can_be_sold_to_anybody(early):
    asks = [
        Ask(action=Action.SHARE, data=("*",), purpose=purpose, party=party)
        for purpose in PURPOSES.under("sale")
        for party in PARTIES.leaves
    ]
    assert not any(early.decided(ask, bits(CONDITIONS)).leaves for ask in asks)


@pytest.mark.promise("O1", "D2")
def test_the_email_company_gets_the_address_and_nothing_else(early):
    got = {
        leaf
        for purpose in PURPOSES.leaves
        for leaf in early.decided(
            Ask(action=Action.SHARE, data=("*",), purpose=purpose, party="vendor.messaging"), bits(CONDITIONS)
        ).leaves
    }
    assert got == {"contact.email"}


@pytest.mark.promise("C1", "C2")
@pytest.mark.parametrize("name", ["wk_session", "wk_csrf", "wk_language", "wk_staff_session"])
def test_what_is_not_remembered_by_permission_ends_with_the_browser(early, name):
    (cookie,) = [each for each in early.statement.cookies if each.name == name]
    assert cookie.life == 0


@pytest.mark.promise("C2", "M19")
@pytest.mark.parametrize(
    ("name", "condition"), [("wk_region", "opted_in:remember"), ("wk_return", "opted_in:mailings")]
)
def test_a_lasting_cookie_needs_permission(early, name, condition):
    (cookie,) = [each for each in early.statement.cookies if each.name == name]
    assert cookie.life == 365
    cell = f"track {cookie.holds[0]} {cookie.purposes[0]} {cookie.party}"
    assert not early.decided(Flow("", cell).ask, 0).allowed
    assert early.decided(Flow("", cell).ask, bits([condition])).allowed


@pytest.mark.promise("M1", "M2", "M3", "M4", "M7", "M9", "M17", "M19", "I8")
def test_it_offers_what_the_document_names_and_shows_no_record(early):
    assert early.statement.services == {
        "account", "profile", "messages", "comments", "appointments", "refills", "payments", "apply",
        "record_requests", "regions", "surveys", "subscriptions", "news",
    }  # fmt: skip
