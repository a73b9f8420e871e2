"""The statement we would publish: what it promises, asked of the table that it makes with its notice and the law."""

import itertools
from datetime import date

import pytest

from wellkept.policy.asks import Ask, Facts, Reason
from wellkept.policy.decide import decide
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.policy.vocabulary.purposes import ACCOUNTABLE, REQUIRED
from wellkept.statement.check import Surroundings, check
from wellkept.statement.check.reading import prose_of
from wellkept.statement.load import in_force
from wellkept.statement.reading_grade import reading_grade
from wellkept.statement.render import render
from wellkept.statement.text import fill

NOW, BEFORE = "model/2026-11", "model/2026-05"


@pytest.fixture(scope="module")
def model():
    return in_force(NOW)


@pytest.fixture(scope="module")
def table(model):
    return Table(model.sources)


def decided(table, action, data, purpose, party, *held):
    ask = Ask(action=Action(action), data=(data,), purpose=purpose, party=party)
    return decide(table, ask, Facts(held=bits(held)))


def cells(table, *, action, data=("*",), purposes=("*",), parties=("*",)):
    """The cells of a box that some clause may open, one for each set of values that the same rules cover."""
    wanted = (DATA.expand(data), PURPOSES.expand(purposes), PARTIES.expand(parties))
    _, *dimensions = table.groups()
    picked = [
        [value for value in (next((each for each in values if each in inside), None) for _, values in groups) if value]
        for groups, inside in zip(dimensions, wanted, strict=True)
    ]
    for cell in itertools.product(*picked):
        if table.row((Action(action), *cell)).alternatives:
            yield cell


def words(model, language):
    document = model.statement
    return "\n\n".join(fill(passage, document, model, language) for passage in document.texts[language].passages)


@pytest.mark.promise("S10")
@pytest.mark.parametrize("name", [NOW, BEFORE])
def test_it_may_be_put_in_force(name):
    found = check(in_force(name), Surroundings(posted=date(2026, 4, 1)))
    assert [str(each) for each in found] == []


@pytest.mark.promise("S2")
def test_it_may_not_take_effect_inside_its_own_notice(model):
    (found,) = check(model, Surroundings(posted=date(2026, 10, 15)))
    assert found.rule == "notice-period"


@pytest.mark.promise("S1")
def test_its_date_stands_at_the_top_in_both_languages(model):
    assert "November 1, 2026" in words(model, "en")[:300]
    assert "1 de noviembre de 2026" in words(model, "es")[:300]


@pytest.mark.promise("S8")
def test_every_section_is_there_in_spanish(model):
    english, spanish = (render(model, language) for language in ("en", "es"))
    assert len(english.headings) == len(spanish.headings) >= 30
    assert english.anchors.keys() == spanish.anchors.keys() == {clause.id for clause in model.statement.source.clauses}
    assert reading_grade(prose_of(model.statement.texts["es"]), "es") <= 8


def test_it_reads_at_school_grade_eight_or_below(model):
    assert reading_grade(prose_of(model.statement.texts["en"]), "en") <= 8


@pytest.mark.promise("S6")
def test_its_contacts_are_its_own_and_fictional(model):
    contacts = model.statement.contacts
    assert contacts["telephone"] == "1-800-555-0142"
    assert contacts["email"].endswith(".example")
    text = words(model, "en")
    assert all(contacts[name] in text.replace("\\", "") for name in ("telephone", "tty", "post"))


@pytest.mark.promise("S4")
def test_it_links_the_notice_of_practices(model):
    assert "/notices/generic/2026-02/" in render(model, "en").html


@pytest.mark.promise("I3")
def test_the_session_ends_after_its_period_and_warns_before(model):
    assert model.setting("session.idle_sign_off") == 20
    assert model.setting("session.warn_before") == 2
    assert "20 minutes" in words(model, "en")
    assert "20 minutos" in words(model, "es")


@pytest.mark.promise("M5")
@pytest.mark.parametrize("kind", ["health", "sensitive"])
def test_a_member_sees_her_record_by_the_words_of_the_statement(table, kind):
    told = decided(table, "share", kind, "member.access", "person.member")
    assert told.leaves == DATA.under(kind)
    assert told.clauses[0] == f"{NOW}#see-it"


@pytest.mark.promise("M6")
def test_a_member_sees_her_coverage_and_claims(table):
    for kind in ("coverage", "claims"):
        assert decided(table, "share", kind, "member.access", "person.member").leaves == DATA.under(kind)


@pytest.mark.promise("I5")
def test_a_daughter_sees_her_mothers_claims_within_a_grant(table):
    refused = decided(table, "share", "claims", "member.access", "representative.invited")
    assert refused.reason is Reason.CONDITION
    told = decided(table, "share", "claims", "member.access", "representative.invited", "granted")
    assert told.clauses[0] == f"{NOW}#acting-for-others"


@pytest.mark.promise("R10")
def test_a_member_reads_what_was_done_with_her_data(table):
    assert decided(table, "share", "trail", "member.trail", "person.member").clauses[0] == f"{NOW}#history"


@pytest.mark.promise("D8")
def test_nothing_personal_can_be_sold_or_rented_to_anybody(table):
    sold = [
        cell for action in Action for cell in cells(table, action=action, data=sorted(PERSONAL), purposes=("sale",))
    ]
    assert sold == []


@pytest.mark.promise("C7")
def test_no_code_but_its_own_is_on_any_page(table, model):
    assert {party for _, _, party in cells(table, action="track")} == {"own"}
    assert model.statement.hosts == ()
    assert {cookie.party for cookie in model.statement.cookies} == {"own"}


@pytest.mark.promise("C2")
def test_no_cookie_holds_anything_about_health_or_a_record_number(model):
    held = DATA.expand(node for cookie in model.statement.cookies for node in cookie.holds)
    assert not held & DATA.expand(["identity", "contact", "member", "health", "claims", "care", "sensitive"])


@pytest.mark.promise("C5")
def test_it_has_no_advertising_of_any_kind(table):
    assert [cell for action in Action for cell in cells(table, action=action, purposes=("advertising",))] == []


@pytest.mark.promise("W7")
def test_both_signals_of_a_browser_are_honoured(model):
    assert model.setting("signals.global_privacy_control") == "honoured"
    assert model.setting("signals.do_not_track") == "honoured"


@pytest.mark.promise("W2")
def test_web_logs_are_opened_by_few_for_listed_purposes_with_a_reason(table):
    who = {party for _, _, party in cells(table, action="use", data=("web.ip",), purposes=("site",))}
    assert who == {"workforce.web", "workforce.support", "workforce.program"}
    told = decided(table, "use", "web.ip", "site.problems", "workforce.web")
    assert told.obligations == {"purpose_recorded"}


@pytest.mark.promise("W3")
def test_the_days_of_web_logs_are_printed_in_the_text(model):
    (keep,) = next(clause for clause in model.statement.source.clauses if clause.id == "kept-web").keeps
    assert keep.at_most == 90
    assert "for 90 days" in words(model, "en")


@pytest.mark.promise("O1")
def test_the_sending_company_gets_the_address_and_the_message_and_nothing_else(table):
    gets = {
        leaf
        for leaf in DATA.leaves
        if any(True for _ in cells(table, action="share", data=(leaf,), parties=("vendor.messaging",)))
    }
    assert gets == {"contact.email", "contact.phone", "contact.mobile", "communication.outreach"}
    more = decided(table, "share", "contact.postal", "outreach.services", "vendor.messaging", "agreement")
    assert more.clauses == (f"{NOW}#sending-company-nothing-else",)
    held = ("agreement", "opted_in:mailings")
    told = decided(table, "share", "contact.email", "outreach.services", "vendor.messaging", *held)
    assert {"no_onward", "no_health_content", "opt_out_in_message"} <= told.obligations


@pytest.mark.promise("O3")
@pytest.mark.parametrize(
    ("address", "choice"), [("contact.email", "mailings"), ("contact.mobile", "texts"), ("contact.phone", "calls")]
)
def test_each_channel_waits_for_its_own_yes(table, address, choice):
    ask = ("share", address, "outreach.services", "vendor.messaging", "agreement")
    assert not decided(table, *ask).allowed
    assert decided(table, *ask, f"opted_in:{choice}").allowed


@pytest.mark.promise("O4")
def test_essential_messages_wait_for_no_choice(table):
    assert decided(table, "share", "contact.email", "outreach.essential", "vendor.messaging", "agreement").allowed


@pytest.mark.promise("O8")
def test_no_message_carries_health_facts(table):
    facts = ("health", "claims", "care", "sensitive")
    assert [cell for action in Action for cell in cells(table, action=action, data=facts, purposes=("outreach",))] == []


@pytest.mark.promise("M12")
def test_a_survey_cannot_ask_for_a_condition(table):
    told = decided(table, "collect", "health.conditions", "research.evaluation", "person.visitor")
    assert told.clauses == (f"{NOW}#surveys-never-ask",)
    assert decided(table, "collect", "survey", "research.evaluation", "person.visitor").allowed


@pytest.mark.promise("P5")
def test_a_card_number_is_never_seen(table):
    assert [cell for action in Action for cell in cells(table, action=action, data=("payment.card",))] == []


@pytest.mark.promise("D11")
def test_a_precise_place_needs_two_yeses_and_goes_to_nobody(table):
    ask = ("collect", "location.precise", "service.directions", "person.visitor")
    assert not decided(table, *ask, "device_permission").allowed
    assert decided(table, *ask, "device_permission", "opted_in:location").allowed
    given_away = [cell for cell in cells(table, action="share", data=("location",)) if cell[1] not in REQUIRED]
    assert given_away == []


@pytest.mark.promise("D5")
def test_data_move_to_a_new_owner_only_after_everybody_was_told(table):
    ask = ("share", "claims", "corporate.merger", "successor", "basis")
    assert not decided(table, *ask).allowed
    assert decided(table, *ask, "noticed").obligations == {"notice_before"}


@pytest.mark.promise("D6")
@pytest.mark.parametrize(("party", "yes"), [("consented", "consent"), ("authorised", "authorised")])
def test_others_get_data_only_with_a_yes(table, party, yes):
    ask = ("share", "identity", "disclosure.consent", party)
    assert not decided(table, *ask).allowed
    assert decided(table, *ask, yes).allowed


@pytest.mark.promise("D9")
def test_an_app_gets_data_once_the_member_approved_it(table):
    assert decided(table, "share", "claims", "member.app", "app", "app_approved").clauses[0] == f"{NOW}#apps"


@pytest.mark.promise("D19")
@pytest.mark.parametrize("party", ["vendor.other", "vendor.marketing", "affiliate", "fraud_exchange", "subcontractor"])
def test_a_company_of_no_listed_kind_gets_nothing(table, party):
    assert list(cells(table, action="share", data=sorted(PERSONAL), parties=(party,))) == []


@pytest.mark.promise("D2")
def test_every_vendor_works_under_an_agreement_and_written_instructions(table):
    for data, purpose, party in cells(table, action="share", data=sorted(PERSONAL), parties=("vendor",)):
        for way in table.row((Action.SHARE, data, purpose, party)).alternatives:
            assert way.needed & bits(["agreement"]), (data, purpose, party)
            assert "written_instructions" in way.obligations, (data, purpose, party)


@pytest.mark.promise("D3")
def test_what_law_safety_or_protection_calls_for_has_its_basis_and_is_accounted_for(table):
    for data, purpose, party in cells(table, action="share", purposes=sorted(ACCOUNTABLE - REQUIRED)):
        if purpose.startswith("corporate"):
            continue
        for way in table.row((Action.SHARE, data, purpose, party)).alternatives:
            assert way.needed & bits(["basis"]), (data, purpose, party)
            assert "accounting" in way.obligations, (data, purpose, party)


@pytest.mark.promise("I4")
def test_a_child_of_twelve_has_no_account_by_herself(table, model):
    assert model.setting("children.under") == 13
    ask = ("collect", "account.user_name", "service.account", "person.member")
    assert f"{NOW}#children" in decided(table, *ask).clauses
    assert decided(table, *ask, "of_age_or_through").allowed


@pytest.mark.promise("I9")
@pytest.mark.parametrize("role", sorted(WORKFORCE - {"workforce.program", "workforce.privacy"}))
def test_no_role_reads_everything(table, role):
    reads = {
        leaf
        for leaf in PERSONAL
        if any(cell[1] not in REQUIRED for cell in cells(table, action="use", data=(leaf,), parties=(role,)))
    }
    assert 0 < len(reads) < len(PERSONAL) * 0.6


@pytest.mark.promise("P6")
@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("workforce.member_services", ("health", "sensitive", "web")),
        ("workforce.web", ("identity", "health", "claims", "communication")),
        ("workforce.analyst", ("identity.name", "contact", "health", "sensitive")),
        ("workforce.billing", ("health.results", "communication", "web")),
        ("workforce.clinician", ("payment", "web", "account")),
        ("workforce.support", ("health", "claims", "communication", "contact")),
        ("workforce.administrator", ("health", "claims", "coverage", "contact")),
    ],
)
def test_each_role_is_closed_to_what_its_work_does_not_need(table, role, never):
    assert [cell for cell in cells(table, action="use", data=never, parties=(role,)) if cell[1] not in REQUIRED] == []


@pytest.mark.promise("D1")
def test_data_serve_only_the_purposes_listed_for_them(table):
    assert decided(table, "use", "claims", "operations.service", "workforce.member_services").allowed
    assert not decided(table, "use", "claims", "research.study", "workforce.analyst").allowed
    assert not decided(table, "use", "claims", "operations.service", "workforce.analyst").allowed


@pytest.mark.promise("C12")
def test_pages_are_fitted_only_with_a_yes_and_never_by_health(table):
    ask = ("use", "profile.region", "site.customise", "workforce.program")
    assert not decided(table, *ask).allowed
    assert decided(table, *ask, "opted_in:customise").allowed
    assert decided(table, "use", "health", "site.customise", "workforce.program").clauses == (f"{NOW}#tailoring-never",)


@pytest.mark.promise("W9")
def test_the_use_of_other_apps_is_never_read(table):
    told = decided(table, "collect", "device.other_apps", "site.problems", "person.member")
    assert told.clauses == (f"{NOW}#app-limits",)


@pytest.mark.promise("S7")
def test_a_term_is_spelled_out_from_its_own_list(model):
    spelled = words(model, "en").rpartition("Your *member file* is ")[2].partition("\n")[0]
    for node in model.statement.terms["members_file"]:
        assert DATA[node].en in spelled


@pytest.mark.promise("S3")
def test_the_version_before_differs_in_what_it_does_and_not_only_in_words():
    old, new = Table(in_force(BEFORE).sources), Table(in_force(NOW).sources)
    tailoring = ("use", "profile.region", "site.customise", "workforce.program")
    assert decided(old, *tailoring).allowed
    assert not decided(new, *tailoring).allowed
    on_a_visit = ("collect", "location.precise", "service.visit_notices", "person.visitor")
    held = ("device_permission", "opted_in:location")
    assert not decided(old, *on_a_visit, *held).allowed
    assert decided(new, *on_a_visit, *held).allowed
