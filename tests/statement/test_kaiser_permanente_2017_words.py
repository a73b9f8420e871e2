"""The statement of Kaiser Permanente of September 2017: its settings, periods and words, and what it adds up to."""

from datetime import date

import pytest

from tests.statement.telling import YES, Flow, Told, fact
from wellkept.policy.asks import Ask
from wellkept.policy.rules import After
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check import Surroundings, check
from wellkept.statement.contradictions import contradictions
from wellkept.statement.render import render

AGE = "of_age_or_through"
NAME = "kaiser-permanente/2017-09-13"


@pytest.fixture(scope="module")
def of_2017():
    return Told(NAME)


@pytest.mark.promise("S10")
def test_it_may_be_put_in_force(of_2017):
    assert [str(found) for found in check(of_2017.inforce, Surroundings(posted=date(2017, 8, 1)))] == []


@pytest.mark.promise("S2")
def test_it_may_not_take_effect_inside_its_own_notice(of_2017):
    (found,) = check(of_2017.inforce, Surroundings(posted=date(2017, 9, 1)))
    assert found.rule == "notice-period"


STATED = [
    fact("I3", "sign-off", "session.idle_sign_off", 20),
    fact("I3", "sign-off", "session.shows_remaining", YES),
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
    fact("O3", "way-out", "outreach.way_out_in_each", YES),
    fact("R4", "limits-asked", "rights.restriction", "considered"),
    fact("R4", "limits-asked", "rights.denial_in_writing", YES),
    fact("C9", "links-out", "links.marked", YES),
    fact("S8", "spanish", "statement.english_only_notice", YES),
]


@pytest.mark.parametrize(("clause", "setting", "value"), STATED)
def test_its_own_setting_is_stated_by_a_clause(of_2017, clause, setting, value):
    assert of_2017.statement.settings[setting] == value
    assert of_2017.inforce.setting(setting) == value
    assert setting in of_2017.statement.notes[clause].states


@pytest.mark.promise("I3")
def test_its_own_time_before_sign_off_goes_before_the_plans(of_2017):
    assert of_2017.inforce.plan.settings["session.idle_sign_off"] == 15
    assert "20 minutes" in of_2017.words("sign-off")
    assert "20 minutos" in of_2017.words("sign-off", "es")


@pytest.mark.promise("W3")
def test_its_web_logs_go_after_the_days_that_the_plan_sets_and_the_text_prints(of_2017):
    (keep,) = of_2017.clause("web-logs-kept").keeps
    assert keep.setting
    assert DATA.expand(keep.data) >= {"web.ip", "web.user_id", "web.services", "web.page"}
    assert keep.at_most == of_2017.inforce.setting("web_logs.days") == 180
    assert "180 days" in of_2017.words("web-logs-kept")
    assert "180 días" in of_2017.words("web-logs-kept", "es")


@pytest.mark.promise("R7")
@pytest.mark.parametrize(
    ("clause", "data", "after"),
    [
        ("retention", "account.user_name", After.ACCOUNT_CLOSED),
        ("retention", "account.password", After.ACCOUNT_CLOSED),
        ("retention-services", "subscription", After.PURPOSE_ENDED),
    ],
)
def test_what_served_the_account_or_a_service_ends_with_it(of_2017, clause, data, after):
    (keep,) = of_2017.clause(clause).keeps
    assert data in DATA.expand(keep.data)
    assert keep.after is after
    assert keep.setting


@pytest.mark.promise("D11")
def test_where_a_person_is_is_not_stored(of_2017):
    assert [keep.at_most for keep in of_2017.clause("directions").keeps] == [0]


@pytest.mark.promise("M1")
def test_messages_are_archived(of_2017):
    (keep,) = of_2017.clause("messages-archived").keeps
    assert keep.data == ("communication.messages", "communication.forms")
    assert keep.setting


TEXT = [
    fact("S11", "covers", "kp.org", "kp.org"),
    fact("S11 M20", "covers", "app for iPhone and Android", "aplicación para iPhone y Android"),
    fact("S11", "covers", "for members and for all others", "para los miembros y para todas"),
    fact("S1", "version-number", "2017-09-13", "2017-09-13"),
    fact("S4", "notice-too", "Notice of Privacy Practices", "Aviso de prácticas de privacidad"),
    fact("S4", "notice-too", "may go further", "puede ir más lejos"),
    fact("S4 D16", "as-the-notices-say", "Notice of Privacy Practices", "Aviso de prácticas de privacidad"),
    fact("D1", "within-law", "State and federal law", "Las leyes del estado y del país"),
    fact("M5 M6", "offers", "your medical record", "su expediente médico"),
    fact("S7", "internet-address", "dynamic", "dinámica"),
    fact("I3", "sign-off", "did not save is lost", "no guardó se pierde"),
    fact("P1 P7", "security", "SSL", "SSL"),
    fact("P7", "security", "once we have it", "cuando ya lo tenemos"),
    fact("P1", "no-guarantee", "text message", "mensaje de texto"),
    fact("P1", "no-guarantee", "1-800-556-7677", "1-800-556-7677"),
    fact("P3", "app-cache", "encrypted", "cifrado"),
    fact("D16", "nothing-else", "nothing that can be tied to you", "nada que se pueda unir con usted"),
    fact("W4", "visitor-data", "fewer than 11 people", "menos de 11 personas"),
    fact("W7", "do-not-track", "ignored", "sin efecto"),
    fact("W3", "web-logs-kept", "no longer than they are useful", "solo mientras sirven"),
    fact("C11", "cookies", "our partners", "nuestros socios"),
    fact("C11", "like-cookies", "counts as one", "cuenta como una"),
    fact("C3", "cookies-declined", "Safari, Chrome, Firefox, Internet Explorer", "Safari, Chrome, Firefox"),
    fact("C5", "advertising-opt-out", "general ads", "anuncios generales"),
    fact("O3", "texts-stopped", "Stop", "Stop"),
    fact("O4", "essential", "a doctor has written", "un médico le escribió"),
    fact("O4", "essential", "Partners in Health", "Partners in Health"),
    fact("M9", "answers-true", "your answers are true", "sus respuestas son ciertas"),
    fact("R1", "view-and-correct", "within 30 days", "en 30 días"),
    fact("R2", "update-or-delete", "delete", "borremos"),
    fact("R11", "third-party-facts", "someone else", "otra persona"),
    fact("I8", "profile", "my profile", "mi perfil"),
    fact("R4", "limits-asked", "paid for a service in full", "pagó todo un servicio"),
    fact("R4", "limits-asked", "your treatment depends on sharing", "tratamiento depende de compartir"),
    fact("R7", "kept-longer", "settle a dispute", "resolver un conflicto"),
    fact("C8", "social-media", "that company's own statement", "la declaración de esa empresa"),
    fact("C9", "links-out", "that site's statement", "la declaración de ese sitio"),
    fact("D11", "location-off", "settings of your phone", "ajustes de su teléfono"),
    fact("S6 R6", "contacts", "1-800-556-7677", "1-800-556-7677"),
    fact("S6", "contacts", "711", "711"),
    fact("S6", "contacts", "4460 Hacienda Drive", "4460 Hacienda Drive"),
    fact("S6 R6", "dispute", "TRUSTe, free of charge", "TRUSTe"),
    fact("M19", "regional-plans", "601 Union St., Suite 3100, Seattle", "601 Union St., Suite 3100, Seattle"),
    fact("M19", "regional-plans", "Mid-Atlantic", "Mid-Atlantic"),
    fact("S8", "spanish", "not to be told again", "no se lo digamos otra vez"),
]


@pytest.mark.parametrize(("clause", "english", "spanish"), TEXT)
def test_its_text_says(of_2017, clause, english, spanish):
    assert english in of_2017.words(clause)
    assert spanish in of_2017.words(clause, "es")


@pytest.mark.promise("S8")
def test_every_passage_is_there_in_spanish(of_2017):
    english, spanish = (render(of_2017.inforce, language) for language in ("en", "es"))
    assert spanish.language == "es"
    assert len(english.headings) == len(spanish.headings) >= 30
    assert english.anchors.keys() == spanish.anchors.keys() == {each.id for each in of_2017.statement.source.clauses}


@pytest.mark.promise("S1", "S11")
def test_its_date_and_that_it_is_modelled_stand_at_the_top(of_2017):
    english, spanish = (render(of_2017.inforce, language).html[:900] for language in ("en", "es"))
    assert "September 13, 2017" in english
    assert "not affiliated" in english
    assert "13 de septiembre de 2017" in spanish
    assert "sin afiliación" in spanish


@pytest.mark.promise("S4")
def test_it_links_the_notice_of_practices(of_2017):
    assert "/notices/generic/2026-02/" in render(of_2017.inforce, "en").html


@pytest.mark.promise("S7")
def test_an_address_that_may_identify_is_among_personal_facts_and_counts_are_not(of_2017):
    personal = DATA.expand(of_2017.statement.terms["personal"])
    assert "web.ip" in personal
    assert personal <= PERSONAL


@pytest.mark.promise("D16")
def test_it_takes_from_people_only_what_it_lists(of_2017):
    assert of_2017.collects("person.member") == DATA.expand(
        [
            *of_2017.statement.terms["given"], *of_2017.statement.terms["applying"], "account.password",
            "communication.messages", "communication.forms", "care.appointments", "care.refills", "payment", "survey",
            "subscription", "web.domain", "web.ip", "web.browser", "web.system", "web.time", "web.page", "web.referrer",
            "web.duration", "web.clicks", "web.user_id", "web.services", "device.app_usage", "device.type",
            "device.identifier", "location.precise",
        ]
    )  # fmt: skip


@pytest.mark.promise("D8")
def test_nothing_can_be_sold_to_anybody(of_2017):
    asks = [
        Ask(action=Action.SHARE, data=("*",), purpose=purpose, party=party)
        for purpose in PURPOSES.under("sale")
        for party in PARTIES.leaves
    ]
    assert not any(of_2017.decided(ask, bits(CONDITIONS)).leaves for ask in asks)


@pytest.mark.promise("O1", "D2")
@pytest.mark.parametrize("party", ["vendor.messaging", "subcontractor"])
def test_the_message_company_gets_address_and_number_and_nothing_else(of_2017, party):
    got = {
        leaf
        for purpose in PURPOSES.leaves
        for leaf in of_2017.decided(
            Ask(action=Action.SHARE, data=("*",), purpose=purpose, party=party), bits(CONDITIONS)
        ).leaves
    }
    assert got == {"contact.email", "contact.mobile"}


@pytest.mark.promise("S10")
def test_its_one_contradiction_is_declared(of_2017):
    own = [pair for pair in contradictions(of_2017.inforce) if pair.closing.document is of_2017.statement]
    assert {(pair.opening.clause.id, pair.closing.clause.id) for pair in own} == {
        ("business-helpers", "message-company-nothing-else")
    }
    assert all(pair.declared for pair in own)


@pytest.mark.promise("I5")
def test_facts_about_family_serve_nothing_but_the_reason_given(of_2017):
    opened = {
        purpose
        for purpose in PURPOSES.leaves
        if of_2017.decided(Flow("", f"use family.dependants {purpose} workforce.billing").ask, bits(CONDITIONS)).allowed
    }
    by_the_website = {
        purpose
        for purpose in opened
        for ref in of_2017.decided(
            Flow("", f"use family.dependants {purpose} workforce.billing").ask, bits(CONDITIONS)
        ).clauses
        if ref.startswith(NAME)
    }
    assert by_the_website == {"service.dependants", "service.application"}


@pytest.mark.promise("C1", "C2", "C5", "C8")
@pytest.mark.parametrize(
    ("name", "party", "life", "where"),
    [
        ("wk_session", "own", 0, "all"),
        ("wk_csrf", "own", 0, "all"),
        ("wk_staff_session", "own", 0, "signed_on"),
        ("wk_region", "own", 0, "all"),
        ("wk_language", "own", 365, "all"),
        ("wk_choices", "own", 365, "all"),
        ("wk_return", "own", 365, "public"),
        ("ads_visitor", "network.advertising", 180, "public"),
        ("ads_member", "network.advertising", 180, "public"),
        ("social_button", "network.social", 0, "public"),
    ],
)
def test_each_cookie_is_declared(of_2017, name, party, life, where):
    (cookie,) = [each for each in of_2017.statement.cookies if each.name == name]
    assert (cookie.party, cookie.life, cookie.where) == (party, life, where)


@pytest.mark.promise("C5", "C8")
def test_code_of_others_may_come_to_public_pages_alone(of_2017):
    assert {(host.party, host.where) for host in of_2017.statement.hosts} == {
        ("network.advertising", "public"),
        ("network.social", "public"),
    }


@pytest.mark.promise("C5")
def test_advertising_starts_on_and_every_message_starts_off(of_2017):
    starts = {choice.id: choice.starts for choice in of_2017.statement.choices}
    assert starts == {"mailings": "out", "texts": "out", "subscriptions": "out", "advertising": "in"}


@pytest.mark.promise("M1", "M3", "M4", "M5", "M6", "M7", "M9", "M10", "M17", "M19", "M20")
def test_it_offers_what_the_document_names(of_2017):
    assert of_2017.statement.services == {
        "account", "profile", "record", "plan_services", "messages", "comments", "appointments", "refills", "bills",
        "payments", "apply", "directions", "regions", "surveys", "acting_for", "subscriptions", "news", "social", "app",
    }  # fmt: skip
