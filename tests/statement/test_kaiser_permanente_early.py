"""The early statement of Kaiser Permanente: each promise that it makes, asked of the table that it makes."""

import pytest

from tests.statement.telling import Told, flow

AGE = "of_age_or_through"
NAME = "kaiser-permanente/early"


@pytest.fixture(scope="module")
def early():
    return Told(NAME)


OPENED = [
    flow("D1", "health-information", "use health treatment.care workforce.clinician"),
    flow("D1", "health-information", "use health operations.quality workforce.care_manager"),
    flow("D1", "health-information", "use claims payment.claims workforce.billing"),
    flow("W4", "visitor-data", "collect web.duration site.statistics person.visitor"),
    flow("W4", "visitor-data", "use web.page anonymise.aggregate workforce.program"),
    flow("W4", "visitor-statistics", "use derived.aggregate site.statistics workforce.analyst"),
    flow("W1", "web-logs", "collect web.domain site.problems person.visitor"),
    flow("W1", "web-logs", "collect web.ip site.problems person.visitor"),
    flow("W1", "web-logs", "collect web.browser site.design person.visitor"),
    flow("W1", "web-logs", "collect web.system site.design person.visitor"),
    flow("W1", "web-logs", "collect web.time site.popular person.visitor"),
    flow("W1", "web-logs", "collect web.page site.popular person.visitor"),
    flow("W1", "web-logs", "collect web.referrer site.usefulness person.visitor"),
    flow("W1", "web-logs-signed-on", "collect web.user_id site.problems person.member", needs="signed_on"),
    flow("W1", "web-logs-signed-on", "collect web.services site.popular person.member", needs="signed_on"),
    flow("W2", "web-logs-opened", "use web.ip site.problems workforce.support", obliges="purpose_recorded"),
    flow("W2 P6", "web-logs-opened", "use web.user_id site.design workforce.web", obliges="purpose_recorded"),
    flow("C1", "session-cookies", "track web.cookie site.deliver own"),
    flow("C1", "session-cookies", "track web.cookie site.customise own"),
    flow("C12", "tailoring", "use web.cookie site.customise workforce.program"),
    flow("W6 C1", "click-path", "collect web.clicks site.usefulness person.visitor"),
    flow("W6", "click-path", "use web.clicks anonymise.aggregate workforce.program"),
    flow("C2 M19", "remembering-cookies", "track profile.region site.remember own", needs="opted_in:remember"),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
    flow(
        "C4", "beacons", "track web.beacon site.outreach_response own", needs="opted_in:mailings cookies_accepted"
    ),
    flow(
        "O1 O3", "email-company", "share contact.email outreach.services vendor.messaging",
        needs="agreement opted_in:mailings", obliges="no_onward opt_out_in_message",
    ),
    flow("O2", "email-links", "collect web.page site.outreach_response vendor.messaging"),
    flow("M12", "surveys", "collect survey.demographics research.study person.visitor"),
    flow("O7", "surveys-used", "use survey.answers research.evaluation workforce.analyst"),
    flow("O7 M12", "survey-follow-up", "use survey.answers outreach.follow_up workforce.program"),
    flow(
        "W11", "later-research", "use web.page research.study workforce.program", obliges="deidentified_unless_needed"
    ),
    flow("W11", "later-research", "use web.referrer research.evaluation workforce.program"),
    flow("M9", "application", "collect contact.postal service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect identity.age service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect health.history service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect health.conditions service.application person.visitor", needs="requested"),
    flow("M9", "application", "use application.answers service.application workforce.billing"),
    flow("M2", "messages", "collect communication.forms service.questions person.visitor", obliges="says_recorded"),
    flow(
        "M1", "messages", "collect communication.messages service.messages person.member",
        needs="of_age_or_through", obliges="says_recorded",
    ),
    flow("M1", "messages-passed-on", "use communication.messages service.messages workforce.clinician"),
    flow("M2 S6", "messages-passed-on", "use communication.forms service.questions workforce.web"),
    flow("M3", "appointments-and-refills", "use care.appointments service.appointments workforce.program"),
    flow(
        "M3", "appointments-and-refills", "collect care.appointments service.appointments person.member",
        needs="of_age_or_through",
    ),
    flow("M4", "appointments-and-refills", "use care.refills service.refills workforce.pharmacy"),
    flow("D14", "testing-and-support", "use care.refills operations.support workforce.support"),
    flow("M1", "messages-in-record", "use communication.messages treatment.record workforce.clinician"),
    flow("M7", "cards", "collect payment.card service.payments person.visitor"),
    flow("M7", "cards", "collect payment.bills service.payments person.visitor"),
    flow("R1", "view-and-correct", "share health.results member.access person.member"),
    flow("R1", "view-and-correct", "share communication.messages member.access person.member"),
    flow("R1", "view-and-correct", "collect communication.messages member.correct person.member"),
    flow("I1", "accounts", "collect account.user_name service.account person.member", needs=AGE),
    flow("I1", "accounts", "collect account.password service.identity person.member", needs=AGE),
    flow(
        "D2 D19 D7", "service-providers", "share identity.name operations.audit vendor.audit",
        needs="agreement", obliges="no_onward deidentified_unless_needed",
    ),
    flow("D19", "service-providers", "share web.user_id operations.support vendor.operations", needs="agreement"),
    flow("D19", "service-providers", "share contact.email operations.audit vendor.legal", needs="agreement"),
    flow("D3", "legal-process", "share web.ip law.process authority.court", needs="basis", obliges="accounting"),
    flow("D3", "legal-process", "share web.user_id law.process authority.police", needs="basis"),
    flow("D4", "safety", "share contact.email safety.person rescuer", needs="basis", obliges="accounting"),
    flow("D4", "safety", "share web.ip safety.public authority.police", needs="basis"),
    flow("D4", "violations-reported", "share web.ip law.enforcement authority.police", needs="basis"),
    flow("D18", "own-protection", "share web.ip protection.security authority.police", needs="basis"),
    flow("D18", "own-protection", "share web.ip protection.liability vendor.legal", needs="agreement basis"),
    flow(
        "D3 P6", "disclosures-prepared", "use web.ip protection.liability workforce.privacy",
        needs="basis", obliges="purpose_recorded",
    ),
    flow("O5 M17", "subscriptions", "collect subscription outreach.newsletters person.visitor", needs="requested"),
    flow("O5", "subscriptions", "collect contact.email outreach.newsletters person.visitor", needs="requested"),
    flow("O3", "members-email", "use contact.email outreach.promotion workforce.program", needs="opted_in:mailings"),
    flow("I8", "members-email", "collect profile.message_kinds service.account person.member", needs=AGE),
    flow("C4", "beacons", "use web.beacon site.outreach_response workforce.program"),
    flow("O2", "email-links", "use web.time site.outreach_response workforce.program"),
    flow("M1", "messages", "share communication.messages service.messages person.member"),
    flow("M3 M4", "appointments-and-refills", "share care.refills service.refills person.member"),
    flow("M7", "cards", "use payment.card service.payments workforce.program"),
    flow("I1", "accounts", "use account.password service.identity workforce.program"),
    flow("M17", "subscriptions", "use subscription outreach.newsletters workforce.program"),
]  # fmt: skip


@pytest.mark.parametrize("shown", OPENED)
def test_its_clause_opens(early, shown):
    early.opens(shown)


NARROWED = [
    flow("I4", "children", "collect account.password service.account person.visitor", needs=AGE),
    flow("I4", "children", "collect account.user_name service.account person.member", needs=AGE),
    flow("C4", "beacons-need-cookies", "track web.beacon site.outreach_response own", needs="cookies_accepted"),
    flow("O3", "email-stopped", "share contact.email outreach.services vendor.messaging", needs="opted_in:mailings"),
    flow(
        "O5", "subscriptions", "share contact.email outreach.newsletters vendor.messaging",
        needs="opted_in:subscriptions",
    ),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
]  # fmt: skip


@pytest.mark.parametrize("shown", NARROWED)
def test_its_limit_is_met(early, shown):
    early.narrows(shown)


CLOSED = [
    flow("D8", "never-sold", "share contact.email sale.sell buyer"),
    flow("D8", "never-sold", "share web.ip sale.rent recipient"),
    flow("W4", "statistics-nobody", "use web.user_id site.statistics workforce.analyst"),
    flow("W4", "statistics-stay-here", "share derived.aggregate research.study recipient"),
    flow("W4", "statistics-stay-here", "share derived.aggregate operations.analysis affiliate"),
    flow("C2", "cookies-say-nothing", "track member.number site.recognise own"),
    flow("C2", "cookies-say-nothing", "track health.conditions site.customise own"),
    flow("C2", "cookies-say-nothing", "track identity.name site.remember own"),
    flow("C4", "beacons-without-health", "use health.conditions site.outreach_response workforce.program"),
    flow("O1", "email-company-nothing-else", "share identity.name outreach.services vendor.messaging"),
    flow("O1", "email-company-nothing-else", "share contact.mobile outreach.services vendor.messaging"),
    flow("O1", "email-company-nothing-else", "share contact.email operations.analysis vendor.messaging"),
    flow("M12", "surveys-never-ask", "collect health.conditions research.study person.visitor"),
    flow("M12", "surveys-never-ask", "collect sensitive.hiv operations.quality person.member"),
    flow("P5", "cards-secure", "share payment.card operations.audit vendor.audit"),
    flow("P5", "cards-secure", "use payment.card operations.support workforce.support"),
    flow("D2", "no-onward", "share contact.email outreach.services subcontractor"),
]


@pytest.mark.parametrize("shown", CLOSED)
def test_its_never_closes(early, shown):
    early.closes(shown)


SILENT = [
    "collect contact.mobile outreach.newsletters person.visitor",
    "collect device.identifier site.problems person.member",
    "collect location.precise service.directions person.member",
    "collect account.number service.account person.member",
    "collect family.dependants service.application person.visitor",
    "use web.ip site.security workforce.support",
    "track web.cookie advertising.retarget network.advertising",
    "track web.cookie social network.social",
    "share contact.email corporate.merger successor",
    "share survey.answers disclosure.consent consented",
    "share contact.email law.national_security authority.foreign",
    "share contact.email outreach.promotion vendor.marketing",
    "share survey.answers operations.analysis vendor.other",
]


@pytest.mark.promise("D1", "D16", "D19")
@pytest.mark.parametrize("cell", SILENT)
def test_what_the_document_does_not_have_stays_closed(early, cell):
    early.says_nothing_of(cell)
