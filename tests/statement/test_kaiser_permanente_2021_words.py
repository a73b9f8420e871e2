"""The statement of Kaiser Permanente of October 2021: its settings, periods, cookies, services and words."""

import pytest

from tests.statement.telling import YES, Told, fact
from wellkept.policy.rules import After
from wellkept.policy.vocabulary import DATA
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check import check
from wellkept.statement.compare import compare
from wellkept.statement.load import in_force
from wellkept.statement.render import render

NO = False
NAME = "kaiser-permanente/2021-10"


@pytest.fixture(scope="module")
def of_2021():
    return Told(NAME)


@pytest.mark.promise("S10")
def test_it_may_be_put_in_force(of_2021):
    assert [str(found) for found in check(of_2021.inforce)] == []


STATED = [
    fact("S2", "revisions", "revision.in_force", "after_notice"),
    fact("S2", "revisions", "revision.notice_on", ("web", "app")),
    fact("S2", "revisions", "revision.applies_to_held_data", YES),
    fact("S12", "revisions", "revision.asks_to_reread", YES),
    fact("W7", "do-not-track", "signals.do_not_track", "ignored"),
    fact("R1", "view-and-correct", "rights.access", 30),
    fact("I4", "children", "children.under", 13),
    fact("I4", "children", "children.of", "collection"),
    fact("I4", "children", "children.on_discovery", "delete"),
    fact("D5", "merger", "corporate.notice_on", ("web", "app", "email")),
    fact("O3", "way-out", "outreach.way_out_in_each", NO),
    fact("R4", "limits-asked", "rights.restriction", "considered"),
    fact("R4", "limits-asked", "rights.denial_in_writing", YES),
    fact("C9", "links-out", "links.marked", YES),
    fact("C9", "links-out", "links.new_window", YES),
    fact("S8", "spanish", "statement.english_only_notice", YES),
    fact("I3", "sign-off", "session.may_stay", YES),
]


@pytest.mark.parametrize(("clause", "setting", "value"), STATED)
def test_its_own_setting_is_stated_by_a_clause(of_2021, clause, setting, value):
    assert of_2021.statement.settings[setting] == value
    assert of_2021.inforce.setting(setting) == value
    assert setting in of_2021.statement.notes[clause].states


@pytest.mark.promise("I3")
def test_it_gives_no_period_before_sign_off_so_the_plans_holds(of_2021):
    assert "session.idle_sign_off" not in of_2021.statement.settings
    assert of_2021.inforce.setting("session.idle_sign_off") == of_2021.inforce.plan.settings["session.idle_sign_off"]
    assert "our own choice: 15 minutes" in of_2021.words("sign-off")


@pytest.mark.promise("W7", "I4", "S2")
@pytest.mark.parametrize(
    "setting", ["signals.global_privacy_control", "children.through", "revision.days", "rights.deletion"]
)
def test_what_the_document_is_silent_on_it_does_not_state(of_2021, setting):
    assert setting not in of_2021.statement.settings


@pytest.mark.promise("W3")
def test_its_web_logs_go_after_the_days_that_the_plan_sets_and_the_text_prints(of_2021):
    (keep,) = of_2021.clause("web-logs-kept").keeps
    assert keep.setting
    assert DATA.expand(keep.data) >= {"web.ip", "web.user_id", "web.services", "web.page"}
    assert keep.at_most == of_2021.inforce.setting("web_logs.days") == 180
    assert "180 days" in of_2021.words("web-logs-kept")
    assert "180 días" in of_2021.words("web-logs-kept", "es")


KEPT = [
    ("retention", "account.password", After.ACCOUNT_CLOSED),
    ("retention-services", "subscription", After.PURPOSE_ENDED),
    ("retention-applications", "application.answers", After.PURPOSE_ENDED),
    ("retention-surveys", "survey.answers", After.EVENT),
    ("retention-payments", "payment.receipts", After.EVENT),
    ("messages-archived", "communication.messages", After.EVENT),
    ("precise-place", "location.precise", After.EVENT),
]


@pytest.mark.promise("R7", "M1")
@pytest.mark.parametrize(("clause", "data", "after"), KEPT)
def test_each_period_is_the_plans_own(of_2021, clause, data, after):
    (keep,) = of_2021.clause(clause).keeps
    assert data in DATA.expand(keep.data)
    assert keep.after is after
    assert keep.setting


COOKIES = [
    ("wk_session", "own", 0, "all"),
    ("wk_csrf", "own", 0, "all"),
    ("wk_staff_session", "own", 0, "signed_on"),
    ("wk_region", "own", 0, "all"),
    ("wk_language", "own", 365, "all"),
    ("wk_choices", "own", 365, "all"),
    ("wk_return", "own", 365, "public"),
    ("wk_script (JavaScript)", "own", 0, "all"),
    ("wk_store (HTML5)", "own", 365, "all"),
    ("wk_tag (ETag)", "own", 365, "all"),
    ("provider_visitor", "vendor.research", 180, "public"),
    ("ads_visitor", "network.advertising", 180, "public"),
    ("ads_member", "network.advertising", 180, "public"),
    ("social_button", "network.social", 0, "public"),
]


@pytest.mark.promise("C1", "C2", "C5", "C8", "C11")
@pytest.mark.parametrize(("name", "party", "life", "where"), COOKIES)
def test_each_cookie_and_store_is_declared(of_2021, name, party, life, where):
    (cookie,) = [each for each in of_2021.statement.cookies if each.name == name]
    assert (cookie.party, cookie.life, cookie.where) == (party, life, where)
    assert f"<code>{name}</code>" in render(of_2021.inforce, "en").html


@pytest.mark.promise("C5", "C8")
def test_code_of_others_may_come_to_public_pages_alone(of_2021):
    hosts = {(host.party, host.where) for host in of_2021.statement.hosts}
    assert hosts == {("network.advertising", "public"), ("network.social", "public")}


@pytest.mark.promise("C5", "C10")
def test_advertising_starts_on_and_every_other_choice_off(of_2021):
    starts = {choice.id: choice.starts for choice in of_2021.statement.choices}
    off = dict.fromkeys(("mailings", "texts", "calls", "subscriptions", "location"), "out")
    assert starts == {**off, "advertising": "in"}


SERVICES = {
    "I1 I5 I8": {"account", "profile", "acting_for"},
    "M1 M2 M3 M4 M18": {"messages", "comments", "appointments", "refills", "chat"},
    "M5 M6": {"record", "coverage", "plan_services"},
    "M7": {"bills", "payments", "payments_visitor", "help_paying"},
    "M8 R9": {"documents", "forms", "record_requests", "confidential", "authorisations"},
    "M9": {"shop_plans", "apply"},
    "M10": {"find_care", "directions_inside", "visit_notices"},
    "M12 M17": {"surveys", "subscriptions", "news", "classes", "health_library"},
    "M19 M20 M21": {"regions", "app", "travel", "search", "print", "audiences"},
    "C8 C10 D9 S13": {"social", "choices_page", "app_data", "footer"},
}


@pytest.mark.parametrize(
    "named", [pytest.param(names, marks=pytest.mark.promise(*rows.split())) for rows, names in SERVICES.items()]
)
def test_it_offers_what_the_document_names(of_2021, named):
    assert named <= of_2021.statement.services


@pytest.mark.promise("D16", "S11")
def test_it_offers_nothing_else(of_2021):
    assert of_2021.statement.services == set().union(*SERVICES.values())


@pytest.mark.promise("S8", "S10")
def test_every_passage_is_there_in_spanish(of_2021):
    english, spanish = (render(of_2021.inforce, language) for language in ("en", "es"))
    assert len(english.headings) == len(spanish.headings) >= 35
    assert english.anchors.keys() == spanish.anchors.keys() == {each.id for each in of_2021.statement.source.clauses}


@pytest.mark.promise("S11")
def test_its_twenty_sections_stand_in_the_order_of_the_source(of_2021):
    headings = [heading.text for heading in render(of_2021.inforce, "en").headings]
    numbered = [text.partition(".")[0] for text in headings if text[0].isdigit()]
    assert numbered == [str(number) for number in range(1, 21)]


@pytest.mark.promise("S1", "S11")
def test_its_version_and_that_it_is_modelled_stand_at_the_top(of_2021):
    english, spanish = (render(of_2021.inforce, language).html[:900] for language in ("en", "es"))
    assert "version 1.8, October 2021" in english
    assert "not affiliated" in english
    assert "versión 1.8, octubre de 2021" in spanish
    assert "sin relación" in spanish


@pytest.mark.promise("S4")
def test_it_links_the_notice_of_practices(of_2021):
    assert "/notices/generic/2026-02/" in render(of_2021.inforce, "en").html


@pytest.mark.promise("S7")
def test_what_identifies_is_personal_and_counts_are_not(of_2021):
    personal = DATA.expand(of_2021.statement.terms["personal"])
    assert "web.ip" in personal
    assert personal <= PERSONAL
    assert not personal & DATA.expand(["derived"])


@pytest.mark.promise("D16")
def test_it_takes_from_people_only_what_it_lists(of_2021):
    assert of_2021.collects("person.member") == DATA.expand(
        [
            *of_2021.statement.terms["given"], *of_2021.statement.terms["applying"], *of_2021.statement.terms["visit"],
            *of_2021.statement.terms["signed_on"], "account.password", "profile.choices", "communication.messages",
            "communication.forms", "communication.chat", "care.appointments", "care.refills", "payment", "survey",
            "subscription", "rights", "web.duration", "web.clicks", "location",
        ]
    )  # fmt: skip


@pytest.mark.promise("S3")
def test_what_is_new_since_2017_is_material(of_2021):
    moved = compare(in_force("kaiser-permanente/2017-09-13"), of_2021.inforce)
    assert moved.material


@pytest.mark.promise("S6", "M19")
def test_its_contacts_are_its_own(of_2021):
    contacts = of_2021.statement.contacts
    assert (contacts["telephone"], contacts["tty"], contacts["web_manager"]) == ("1-800-556-7677", "711", "kp.org")
    assert contacts["post"].startswith("Kaiser Permanente, kp.org Privacy, 4460 Hacienda Drive")
    assert "dispute" not in contacts
    assert sum(key.startswith("region_") for key in contacts) == 6
