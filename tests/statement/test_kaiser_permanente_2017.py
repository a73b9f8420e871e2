"""The statement of Kaiser Permanente of September 2017: each of its promises, asked of the table that it makes."""

import pytest

from tests.statement.telling import Told, flow

AGE = "of_age_or_through"
NAME = "kaiser-permanente/2017-09-13"


@pytest.fixture(scope="module")
def of_2017():
    return Told(NAME)


OPENED = [
    flow("D1", "health-information", "use health treatment.care workforce.clinician"),
    flow("D1", "health-information", "use health operations.quality workforce.care_manager"),
    flow("D1", "health-information", "use claims payment.claims workforce.billing"),
    flow("W4", "visitor-data", "collect web.duration site.statistics person.visitor"),
    flow("W4", "visitor-data", "collect device.app_usage site.statistics person.visitor"),
    flow("W4", "visitor-statistics", "use derived.aggregate site.statistics workforce.analyst"),
    flow("D1", "contact-facts", "collect contact.email service.questions person.visitor"),
    flow("D1", "contact-facts", "collect contact.postal service.account person.member", needs=AGE),
    flow("D1 I1", "age", "collect identity.birth_date service.identity person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.user_name service.account person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.password service.account person.member", needs=AGE),
    flow("I1", "identifiers", "collect account.number service.identity person.member", needs=AGE),
    flow("I8", "preferences", "collect identity.preferred_name service.account person.member", needs=AGE),
    flow("I8", "preferences", "collect profile.message_kinds service.account person.member", needs=AGE),
    flow("D1", "health-given", "collect health.entered service.messages person.member", needs=AGE),
    flow("I1", "record-number", "collect member.number service.identity person.member", needs=AGE),
    flow("D17", "to-providers", "share health.medications treatment.care provider.practitioner"),
    flow("I5", "acting-for-others", "share health.results member.access representative.personal", needs="granted"),
    flow("I5", "acting-for-others", "share health.results member.access representative.invited", needs="granted"),
    flow("I5", "acting-for-others", "collect care.refills service.refills representative.parent", needs="granted"),
    flow(
        "I5", "acting-for-others", "collect communication.messages service.messages representative.guardian",
        needs="granted", obliges="says_recorded",
    ),
    flow("M7", "paying", "use payment.bills service.payments workforce.billing"),
    flow("M7", "paying", "use care.refills service.payments workforce.program"),
    flow("D1", "requested-information", "use contact.postal service.information workforce.member_services"),
    flow("D1", "customer-service", "use member.number service.questions workforce.member_services"),
    flow("M6", "customer-service", "use member.number service.benefits workforce.member_services"),
    flow("I1", "accounts", "use account.password service.identity workforce.program"),
    flow("D1", "improving", "use identity.age site.usefulness workforce.program"),
    flow("D1", "improving", "use health.conditions site.marketing_analysis workforce.program", needs="authorised"),
    flow("D1", "improving", "use profile.message_kinds site.marketing_analysis workforce.program"),
    flow("D1", "quality-and-analysis", "use account.number operations.analysis workforce.program"),
    flow(
        "I5", "family-facts", "collect family.dependants service.dependants person.member",
        needs="of_age_or_through", obliges="only_reason_given",
    ),
    flow(
        "I5", "family-facts", "use family.dependants service.dependants workforce.member_services",
        obliges="only_reason_given",
    ),
    flow("W1", "web-logs", "collect web.domain site.problems person.visitor"),
    flow("W1", "web-logs", "collect web.ip site.security person.visitor"),
    flow("W1", "web-logs", "collect web.browser site.design person.visitor"),
    flow("W1", "web-logs", "collect web.system site.design person.visitor"),
    flow("W1", "web-logs", "collect web.time site.popular person.visitor"),
    flow("W1", "web-logs", "collect web.page site.popular person.visitor"),
    flow("W1", "web-logs", "collect device.app_usage site.popular person.visitor"),
    flow("W1", "web-logs", "collect web.referrer site.usefulness representative.parent"),
    flow("W1", "web-logs-signed-on", "collect web.user_id site.security person.member", needs="signed_on"),
    flow("W1", "web-logs-signed-on", "collect web.services site.popular person.member", needs="signed_on"),
    flow("W2 P6", "web-logs-opened", "use web.user_id site.security workforce.support", obliges="purpose_recorded"),
    flow("W2", "web-logs-opened", "use web.ip site.problems workforce.web", obliges="purpose_recorded"),
    flow("C1", "session-cookies", "track web.cookie site.deliver own"),
    flow("C1", "session-cookies", "track web.cookie site.customise own"),
    flow("C12", "tailoring", "use web.cookie site.customise workforce.program"),
    flow("W6 C1", "click-path", "collect web.clicks site.usefulness person.visitor"),
    flow("W6", "click-path", "use web.clicks anonymise.aggregate workforce.program"),
    flow("S8", "lasting-cookies", "track profile.languages site.remember own"),
    flow("C5", "lasting-cookies", "track profile.choices site.remember own"),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
    flow(
        "C4", "beacons", "track web.beacon site.outreach_response own", needs="opted_in:mailings cookies_accepted"
    ),
    flow(
        "C5 C11", "retargeting", "track web.cookie advertising.retarget network.advertising",
        needs="public_page not_opted_out:advertising",
    ),
    flow(
        "C5", "members-kept-out", "track web.cookie advertising.exclude_members network.advertising",
        needs="public_page signed_on",
    ),
    flow(
        "O1", "message-company", "share contact.email outreach.services vendor.messaging",
        needs="agreement opted_in:mailings", obliges="onward_if_permitted opt_out_in_message",
    ),
    flow(
        "O1 O3", "message-company", "share contact.mobile outreach.services vendor.messaging",
        needs="agreement opted_in:texts", obliges="onward_if_permitted opt_out_in_message",
    ),
    flow("O4", "message-company", "share contact.email outreach.essential vendor.messaging", needs="agreement"),
    flow(
        "O1 D2", "message-subcontractors", "share contact.email outreach.essential subcontractor",
        needs="agreement", obliges="onward_if_permitted",
    ),
    flow("O2", "message-links", "collect web.page site.outreach_response vendor.messaging"),
    flow("M12", "surveys", "collect survey.demographics research.evaluation person.visitor"),
    flow("O7", "surveys-used", "use survey.answers research.evaluation workforce.analyst"),
    flow("O7 M12", "survey-follow-up", "use survey.answers outreach.follow_up workforce.program"),
    flow(
        "W11", "later-evaluation", "use web.page research.evaluation workforce.program",
        obliges="deidentified_unless_needed",
    ),
    flow("M9", "application", "collect application.answers service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect family.dependants service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect demographic.household service.application person.visitor", needs="requested"),
    flow("M9", "application", "collect health.conditions service.application person.visitor", needs="requested"),
    flow("M9", "application", "use application.answers service.application workforce.billing"),
    flow("M2", "messages", "collect communication.forms service.questions person.visitor", obliges="says_recorded"),
    flow(
        "M1", "messages", "collect communication.messages service.messages person.member",
        needs="of_age_or_through", obliges="says_recorded",
    ),
    flow("M1", "messages-passed-on", "use communication.messages service.messages workforce.clinician"),
    flow("M2 S6", "messages-passed-on", "use communication.forms service.questions workforce.web"),
    flow(
        "M3", "appointments-and-refills", "collect care.appointments service.appointments person.member",
        needs="of_age_or_through",
    ),
    flow("M4", "appointments-and-refills", "use care.refills service.refills workforce.pharmacy"),
    flow("D14", "testing-and-support", "use care.refills operations.support workforce.support"),
    flow("M1", "messages-in-record", "use communication.messages treatment.record workforce.clinician"),
    flow("M7", "cards", "collect payment.card service.payments person.visitor"),
    flow("R1 M5", "view-and-correct", "share health.results member.access person.member"),
    flow("R1", "view-and-correct", "share communication.forms member.access person.visitor", needs="identified"),
    flow("R1", "view-and-correct", "collect communication.messages member.correct person.member"),
    flow("R2", "update-or-delete", "use communication.forms member.correct workforce.privacy"),
    flow("R11", "update-or-delete", "use supplied.vendors member.correct workforce.privacy"),
    flow("R11", "third-party-facts", "collect rights.requests member.correct person.visitor"),
    flow("I4", "children-deleted", "use contact.email protection.children workforce.privacy"),
    flow(
        "D2 D19 D7", "service-providers", "share web.ip operations.support vendor.operations",
        needs="agreement", obliges="onward_if_permitted deidentified_unless_needed minimum",
    ),
    flow("D19", "service-providers", "share web.user_id operations.audit vendor.audit", needs="agreement"),
    flow("D19", "service-providers", "share contact.mobile operations.audit vendor.legal", needs="agreement"),
    flow(
        "D2", "business-helpers", "share contact.email service.information vendor.operations",
        needs="agreement", obliges="minimum",
    ),
    flow("D3", "legal-process", "share web.ip law.process authority.court", needs="basis", obliges="accounting"),
    flow("D18", "good-faith-rights", "share web.ip protection.rights authority.court", needs="basis"),
    flow("D4", "good-faith-harm", "share web.ip safety.person rescuer", needs="basis", obliges="accounting"),
    flow("D4", "good-faith-fraud", "share web.ip protection.fraud authority.police", needs="basis"),
    flow("D4", "good-faith-government", "share web.ip law.government authority.government", needs="basis"),
    flow("D4", "good-faith-government", "share web.ip law.national_security authority.security", needs="basis"),
    flow("D18", "site-security", "share web.ip protection.security authority.police", needs="basis"),
    flow("D5", "merger", "share contact.email corporate.merger successor", needs="noticed", obliges="notice_before"),
    flow("D6", "with-consent", "share survey.answers disclosure.consent consented", needs="consent"),
    flow(
        "D3 P6", "disclosures-prepared", "use web.ip law.process workforce.privacy",
        needs="basis", obliges="purpose_recorded",
    ),
    flow("O5 M17", "subscriptions", "collect subscription outreach.newsletters person.visitor", needs="requested"),
    flow("O5", "subscriptions", "collect contact.email outreach.newsletters person.visitor", needs="requested"),
    flow("O5", "subscriptions", "collect contact.mobile outreach.newsletters person.visitor", needs="requested"),
    flow("O4", "essential", "use contact.email outreach.essential workforce.program"),
    flow("O3", "members-email", "use contact.email outreach.promotion workforce.program", needs="opted_in:mailings"),
    flow("C8", "social-media", "track web.ip social network.social", needs="public_page requested"),
    flow("C8", "social-media", "track web.page social network.social", needs="public_page requested"),
    flow("C8", "social-media", "track web.cookie social network.social", needs="public_page requested"),
    flow(
        "D11 M10", "directions", "collect location.precise service.directions person.visitor",
        needs="requested device_permission",
    ),
    flow("W8 M20", "device-facts", "collect device.type site.problems person.visitor"),
    flow("W8 M20", "device-facts", "collect device.identifier site.usefulness person.visitor"),
    flow("W4", "visitor-data", "use device.app_usage anonymise.aggregate workforce.program"),
    flow("C4", "beacons", "use web.beacon site.outreach_response workforce.program"),
    flow("O2", "message-links", "use web.time site.outreach_response workforce.program"),
    flow("M1", "messages", "share communication.messages service.messages person.member"),
    flow("M3 M4", "appointments-and-refills", "share care.refills service.refills person.member"),
    flow("M7", "cards", "use payment.card service.payments workforce.program"),
    flow("M17", "subscriptions", "use subscription outreach.newsletters workforce.program"),
    flow("D11", "directions", "use location.precise service.directions workforce.program"),
    flow("W8", "device-facts", "use device.identifier site.problems workforce.support"),
]  # fmt: skip


@pytest.mark.parametrize("shown", OPENED)
def test_its_clause_opens(of_2017, shown):
    of_2017.opens(shown)


NARROWED = [
    flow("I4", "children", "collect account.password service.account person.visitor", needs=AGE),
    flow("C2", "returning-cookies", "track web.cookie site.recognise own", needs="opted_in:mailings"),
    flow("C4", "beacons-need-cookies", "track web.beacon site.outreach_response own", needs="cookies_accepted"),
    flow(
        "C5", "advertising-opt-out", "track web.cookie advertising.retarget network.advertising",
        needs="not_opted_out:advertising",
    ),
    flow("O3", "email-stopped", "share contact.email outreach.services vendor.messaging", needs="opted_in:mailings"),
    flow("O3", "texts-stopped", "share contact.mobile outreach.services vendor.messaging", needs="opted_in:texts"),
    flow("I4", "children", "collect contact.email service.account person.member", needs=AGE),
    flow("I4", "children", "collect survey.answers operations.quality person.member", needs=AGE),
    flow(
        "O5", "subscriptions", "share contact.email outreach.newsletters subcontractor",
        needs="opted_in:subscriptions",
    ),
]  # fmt: skip


@pytest.mark.parametrize("shown", NARROWED)
def test_its_limit_is_met(of_2017, shown):
    of_2017.narrows(shown)


CLOSED = [
    flow("D8", "never-sold", "share contact.email sale.sell buyer"),
    flow("D8", "never-sold", "share web.ip sale.rent recipient"),
    flow("W4", "statistics-nobody", "use web.user_id site.statistics workforce.analyst"),
    flow("W4", "statistics-stay-here", "share derived.aggregate research.study recipient"),
    flow("C2", "cookies-without-health", "track member.number site.recognise own"),
    flow("C2 C11", "cookies-without-health", "track health.conditions advertising.retarget network.advertising"),
    flow("C4", "beacons-without-health", "use health.conditions site.outreach_response workforce.program"),
    flow("O1", "message-company-nothing-else", "share identity.name outreach.services vendor.messaging"),
    flow("O1 D2", "message-company-nothing-else", "share identity.name service.information vendor.messaging"),
    flow("O1 D2", "message-company-nothing-else", "share contact.email service.information vendor.messaging"),
    flow("M12", "surveys-never-ask", "collect health.conditions research.evaluation person.visitor"),
    flow("M12", "surveys-never-ask", "collect sensitive.hiv operations.quality person.member"),
    flow("P5", "cards-secure", "share payment.card operations.audit vendor.audit"),
    flow("P5", "cards-secure", "use payment.card operations.support workforce.support"),
    flow("D11", "location-to-nobody", "share location.precise service.directions vendor.operations"),
    flow("D11", "location-nothing-else", "use location.precise advertising.retarget workforce.program"),
]


@pytest.mark.parametrize("shown", CLOSED)
def test_its_never_closes(of_2017, shown):
    of_2017.closes(shown)


SILENT = [
    "collect contact.email outreach.social person.visitor",
    "collect location.approximate service.find_care person.visitor",
    "collect device.mac site.problems person.member",
    "collect account.security_answers service.account person.member",
    "collect communication.chat service.chat person.member",
    "collect profile.languages service.account person.member",
    "share contact.phone outreach.services subcontractor",
    "share contact.email operations.management affiliate",
    "share contact.email law.national_security authority.foreign",
    "share contact.email outreach.promotion vendor.marketing",
    "share survey.answers research.evaluation vendor.research",
    "share web.ip operations.hosting vendor.other",
    "track web.cookie site.statistics network.analytics",
    "use family.dependants operations.analysis workforce.program",
]


@pytest.mark.promise("D1", "D16", "D19")
@pytest.mark.parametrize("cell", SILENT)
def test_what_the_document_does_not_have_stays_closed(of_2017, cell):
    of_2017.says_nothing_of(cell)
