"""The statement of Kaiser Permanente of October 2021: each promise that it makes, asked of the table that it makes."""

import pytest

from tests.statement.telling import Told, flow

AGE = "of_age_or_through"
NAME = "kaiser-permanente/2021-10"


@pytest.fixture(scope="module")
def of_2021():
    return Told(NAME)


GIVEN = [
    flow("M5 M6", "offers", "share health.results service.benefits person.member"),
    flow("M6", "offers", "share coverage.benefits service.benefits person.member"),
    flow("D1", "health-information", "use health treatment.care workforce.clinician"),
    flow("D1", "health-information", "use health operations.quality workforce.care_manager"),
    flow("D1", "health-information", "use claims payment.claims workforce.billing"),
    flow("I1", "contact-facts", "collect identity.name service.account person.visitor"),
    flow("I1", "contact-facts", "collect contact.mobile service.account person.member", needs=AGE),
    flow("M2", "contact-facts", "collect contact.email service.questions person.visitor"),
    flow("I1", "age", "collect identity.birth_date service.identity person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.user_name service.account person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.number service.account person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.password service.identity person.visitor"),
    flow("I8", "preferences", "collect identity.preferred_name service.account person.member", needs=AGE),
    flow("I8", "preferences", "collect profile.message_kinds service.account person.member", needs=AGE),
    flow("M5 D1", "health-given", "collect health.entered treatment.care person.member", needs=AGE),
    flow("M5", "health-given", "collect health.medications service.messages person.member", needs=AGE),
    flow("I1", "record-number", "collect member.number service.identity person.visitor"),
    flow("D17", "to-providers", "share health.conditions treatment.care provider.practitioner"),
    flow("I5", "acting-for-others", "share health.results member.access representative.invited", needs="granted"),
    flow("I5", "acting-for-others", "collect health.entered treatment.record representative.parent", needs="granted"),
    flow(
        "I5 M1", "acting-for-others", "collect communication.messages service.messages representative.guardian",
        needs="granted", obliges="says_recorded",
    ),
    flow("M7", "paying", "use payment.bills service.payments workforce.billing"),
    flow("M4 M7", "paying", "use care.refills service.payments workforce.program"),
    flow("D1", "requested-information", "use contact.email service.information workforce.member_services"),
    flow("D1", "customer-service", "use contact.phone operations.service workforce.member_services"),
    flow("M6", "customer-service", "use coverage.benefits service.benefits workforce.member_services"),
    flow("I1", "accounts", "use account.password service.identity workforce.program"),
    flow("D1", "improving", "use contact.email site.marketing_analysis workforce.program"),
    flow("D1", "quality-and-analysis", "use identity.age operations.analysis workforce.program"),
    flow("C12", "tailoring", "use web.cookie site.customise workforce.program"),
    flow("C12 D11", "tailoring", "use location.approximate site.customise workforce.program"),
    flow("D7", "identity-removed", "use contact.email anonymise.deidentify workforce.program"),
    flow(
        "I5", "family-facts", "collect family.dependants service.dependants person.member",
        needs=AGE, obliges="only_reason_given",
    ),
    flow(
        "I5", "family-facts", "use family.dependants service.dependants workforce.billing", obliges="only_reason_given"
    ),
]  # fmt: skip

VISITS = [
    flow("W4", "visitor-data", "collect web.duration site.statistics person.visitor"),
    flow("W4", "visitor-data", "use web.page anonymise.aggregate workforce.program"),
    flow("W4", "visitor-statistics", "use derived.aggregate site.statistics workforce.analyst"),
    flow("W1", "web-logs", "collect web.domain site.problems person.visitor"),
    flow("W1", "web-logs", "collect web.ip site.security person.visitor"),
    flow("W1", "web-logs", "collect web.browser site.design person.visitor"),
    flow("W1", "web-logs", "collect web.system site.design person.visitor"),
    flow("W1", "web-logs", "collect web.time site.popular person.visitor"),
    flow("W1", "web-logs", "collect web.page site.popular person.visitor"),
    flow("W1", "web-logs", "collect device.app_usage site.design representative.parent"),
    flow("W1", "web-logs", "collect web.referrer site.usefulness person.visitor"),
    flow("W1", "web-logs-signed-on", "collect web.user_id site.security person.member", needs="signed_on"),
    flow("W1", "web-logs-signed-on", "collect web.services site.popular person.member", needs="signed_on"),
    flow("W2", "web-logs-opened", "use web.ip site.problems workforce.support", obliges="purpose_recorded"),
    flow("W2 P6", "web-logs-opened", "use web.user_id site.security workforce.web", obliges="purpose_recorded"),
    flow("C11 C1", "provider-cookies", "track web.cookie site.customise vendor.research"),
    flow("C11", "other-techniques", "track web.cookie site.usefulness own"),
    flow("C1", "session-cookies", "track web.cookie site.deliver own"),
    flow("C1", "session-cookies", "track web.cookie site.customise own"),
    flow("M19", "session-cookies", "track profile.region site.customise own"),
    flow("W6 C1", "click-path", "collect web.clicks site.usefulness person.visitor"),
    flow("W6", "click-path", "use web.clicks anonymise.aggregate workforce.program"),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
    flow("C2 S8", "lasting-cookies", "track profile.languages site.remember own"),
    flow("C10", "lasting-cookies", "track profile.choices site.remember own"),
    flow("C4", "beacons", "track web.beacon site.outreach_response own", needs="opted_in:mailings cookies_accepted"),
    flow("C4", "beacons", "use web.beacon site.outreach_response workforce.program"),
    flow("W9", "app-toolkits", "collect device.app_usage site.problems person.member"),
    flow("W9", "app-toolkits", "use device.app_usage site.popular workforce.web"),
    flow("W9", "app-toolkits", "track device.app_usage site.usefulness network.analytics", needs="public_page"),
    flow(
        "C5", "retargeting", "track web.cookie advertising.retarget network.advertising",
        needs="agreement public_page not_opted_out:advertising", obliges="written_instructions",
    ),
    flow(
        "C5", "retargeting", "track web.beacon advertising.retarget network.advertising",
        needs="agreement public_page not_opted_out:advertising cookies_accepted",
    ),
    flow(
        "C5", "members-kept-out", "track web.cookie advertising.exclude_members network.advertising",
        needs="signed_on public_page",
    ),
    flow("C8", "social-media", "track web.ip social network.social", needs="requested public_page"),
    flow("D11", "approximate-place", "collect location.approximate service.find_care person.visitor"),
    flow("D11", "approximate-place", "use location.approximate service.find_care workforce.program"),
    flow(
        "D11 M10", "precise-place", "collect location.precise service.find_care person.visitor",
        needs="device_permission opted_in:location",
    ),
    flow(
        "D11 M10", "precise-place", "collect location.precise service.directions person.member",
        needs=f"device_permission opted_in:location {AGE}",
    ),
    flow("D11", "precise-place", "use location.precise service.visit_notices workforce.program",
         needs="opted_in:location"),
    flow("C10", "privacy-choices", "collect profile.choices service.self_service person.visitor"),
]  # fmt: skip

SERVED = [
    flow(
        "O1", "message-company", "share contact.email outreach.services vendor.messaging",
        needs="agreement opted_in:mailings", obliges="onward_if_permitted",
    ),
    flow(
        "O1", "message-company", "share contact.phone outreach.services vendor.messaging",
        needs="agreement opted_in:calls",
    ),
    flow("O1", "message-company", "share contact.mobile outreach.essential vendor.messaging", needs="agreement"),
    flow("O1 D2", "message-subcontractors", "share contact.mobile outreach.essential subcontractor", needs="agreement"),
    flow("O2", "message-links", "collect web.page site.outreach_response vendor.messaging"),
    flow("O2", "message-links", "use web.time site.outreach_response workforce.program"),
    flow("M12", "surveys", "collect survey.demographics research.evaluation person.visitor"),
    flow("O7", "surveys-used", "use survey.answers research.evaluation workforce.analyst"),
    flow("O7 M12", "survey-follow-up", "use survey.answers outreach.follow_up workforce.program"),
    flow(
        "W11", "later-evaluation", "use web.page operations.quality workforce.program",
        obliges="deidentified_unless_needed",
    ),
    flow("M9", "application", "collect contact.postal service.application person.visitor", needs="requested"),
    flow("M9 I5", "application", "collect family.dependants service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect health.conditions service.application person.visitor", needs="requested"),
    flow("M9", "application", "use application.answers service.application workforce.billing"),
    flow("M2", "messages", "collect communication.forms service.questions person.visitor", obliges="says_recorded"),
    flow("M1", "messages", "collect communication.messages service.messages person.member", needs=AGE,
         obliges="says_recorded"),
    flow("M1", "messages", "share communication.messages service.messages person.member"),
    flow("M1", "messages-passed-on", "use communication.messages service.messages workforce.clinician"),
    flow("M2 S6", "messages-passed-on", "use communication.forms service.questions workforce.web"),
    flow("M18", "chat", "collect communication.chat service.chat person.visitor"),
    flow("M18", "chat", "use communication.chat service.chat workforce.member_services"),
    flow("M3", "appointments-and-refills", "collect care.appointments service.appointments person.member", needs=AGE),
    flow("M3", "appointments-and-refills", "use care.appointments service.appointments workforce.program"),
    flow("M4", "appointments-and-refills", "use care.refills service.refills workforce.pharmacy"),
    flow("M3 M4", "appointments-and-refills", "share care.refills service.refills person.member"),
    flow("D14", "testing-and-support", "use care.refills operations.support workforce.support"),
    flow("M1", "messages-in-record", "use communication.messages treatment.record workforce.clinician"),
    flow("M7", "cards", "collect payment.card service.payments person.visitor"),
    flow("M7", "cards", "use payment.card service.payments workforce.program"),
    flow("M7", "cards", "share payment.bills service.payments person.visitor", needs="identified"),
    flow("R1", "view-and-correct", "share communication.chat member.access person.member"),
    flow("R1", "view-and-correct", "collect communication.messages member.correct person.member"),
    flow("R2", "update-or-delete", "use survey.answers member.correct workforce.privacy"),
    flow("R11", "third-party-facts", "collect rights.requests member.correct person.member"),
    flow("I4", "children-deleted", "use identity.name protection.children workforce.program"),
    flow("O5 M17", "subscriptions", "collect subscription outreach.newsletters person.visitor", needs="requested"),
    flow("O5", "subscriptions", "collect contact.mobile outreach.newsletters person.visitor", needs="requested"),
    flow("M17", "subscriptions", "use subscription outreach.newsletters workforce.program"),
    flow("O4", "essential", "use contact.email outreach.essential workforce.program"),
    flow("O3", "members-email", "use contact.email outreach.promotion workforce.program", needs="opted_in:mailings"),
    flow("O3", "members-email", "use contact.phone outreach.services workforce.program", needs="opted_in:calls"),
    flow("R6", "complaints", "collect communication.forms service.complaint person.visitor"),
    flow("R6", "complaints", "use communication.forms service.complaint workforce.privacy"),
    flow("M8 R9", "requests-by-form", "collect contact.alternate service.documents person.visitor"),
    flow("M8 R5", "requests-by-form", "collect rights.authorisations service.documents person.member"),
    flow("M8", "requests-by-form", "use rights service.documents workforce.privacy"),
]  # fmt: skip


@pytest.mark.parametrize("shown", [*GIVEN, *VISITS, *SERVED])
def test_its_clause_opens(of_2021, shown):
    of_2021.opens(shown)


NARROWED = [
    flow("I4", "children", "collect identity.age service.account person.member", needs=AGE),
    flow("I4", "children", "collect survey.answers operations.quality person.member", needs=AGE),
    flow("C4", "beacons-need-cookies", "track web.beacon site.outreach_response own", needs="cookies_accepted"),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
    flow(
        "C5 C10", "advertising-opt-out", "track web.cookie advertising.retarget network.advertising",
        needs="not_opted_out:advertising",
    ),
    flow("O3", "email-stopped", "share contact.email outreach.services vendor.messaging", needs="opted_in:mailings"),
    flow("O3", "email-stopped", "share contact.email outreach.services affiliate", needs="opted_in:mailings"),
    flow("O3", "texts-stopped", "share contact.mobile outreach.services vendor.messaging", needs="opted_in:texts"),
    flow("O3", "calls-stopped", "share contact.phone outreach.promotion vendor.marketing", needs="opted_in:calls"),
    flow(
        "O5", "subscriptions", "share contact.email outreach.newsletters vendor.subscriptions",
        needs="opted_in:subscriptions",
    ),
]  # fmt: skip


@pytest.mark.parametrize("shown", NARROWED)
def test_its_limit_is_met(of_2021, shown):
    of_2021.narrows(shown)


CLOSED = [
    flow("D8", "never-sold", "share contact.email sale.sell buyer"),
    flow("D8", "never-sold", "share web.ip sale.rent recipient"),
    flow("W4 W9", "statistics-nobody", "use web.user_id site.statistics workforce.analyst"),
    flow("W4", "statistics-stay-here", "share derived.aggregate research.study recipient"),
    flow("W4", "statistics-stay-here", "share derived.aggregate operations.analysis affiliate"),
    flow("I5", "family-nothing-else", "use family.dependants outreach.services workforce.program"),
    flow("I5", "family-nothing-else", "share family.dependants outreach.services affiliate"),
    flow("C2", "cookies-without-health", "track member.number site.recognise own"),
    flow("C2 C11", "cookies-without-health", "track health.conditions advertising.retarget network.advertising"),
    flow("C4", "beacons-without-health", "use health.conditions site.outreach_response workforce.program"),
    flow("W9", "app-toolkits-nobody", "track web.ip site.usefulness network.analytics"),
    flow("W9", "app-toolkits-nobody", "track device.other_apps site.usefulness network.analytics"),
    flow("O1 D2", "message-company-nothing-else", "share identity.name outreach.services vendor.messaging"),
    flow("O1", "message-company-nothing-else", "share contact.email service.information vendor.messaging"),
    flow("M12", "surveys-never-ask", "collect health.conditions research.evaluation person.visitor"),
    flow("M12", "surveys-never-ask", "collect sensitive.hiv operations.quality person.member"),
    flow("P5", "cards-secure", "share payment.card operations.audit vendor.audit"),
    flow("P5", "cards-secure", "use payment.card operations.support workforce.support"),
]


@pytest.mark.parametrize("shown", CLOSED)
def test_its_never_closes(of_2021, shown):
    of_2021.closes(shown)


SILENT = [
    "collect device.other_apps site.problems person.member",
    "collect device.identifier site.problems person.member",
    "collect device.mac site.problems person.member",
    "collect account.security_answers service.account person.member",
    "collect profile.languages service.account person.member",
    "collect social.following outreach.social person.visitor",
    "collect grievance service.grievance person.member",
    "collect health.assessment service.assessment person.member",
    "share location.precise service.find_care vendor.operations",
    "share contact.email law.national_security authority.foreign",
    "share survey.answers operations.analysis vendor.other",
    "share contact.email outreach.promotion vendor.other",
    "share derived.deidentified anonymise.release recipient",
    "track web.cookie site.statistics vendor.marketing",
    "use survey.answers research.study workforce.analyst",
    "use health.conditions site.customise workforce.program",
]


@pytest.mark.promise("D1", "D16", "D19")
@pytest.mark.parametrize("cell", SILENT)
def test_what_the_document_does_not_have_stays_closed(of_2021, cell):
    of_2021.says_nothing_of(cell)
