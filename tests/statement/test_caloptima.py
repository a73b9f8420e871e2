"""CalOptima's statement: what it promises, asked of the table that it makes with its notice and the law."""

import pytest

from tests.statement.telling import Told, fact, flow

NAME = "caloptima/2019-07-11"
AGE = "of_age_or_through"


@pytest.fixture(scope="module")
def told():
    return Told(NAME)


OPENED = [
    flow("S5", "agreement", "collect account.agreement service.account person.visitor"),
    flow("S5", "agreement", "collect account.agreement service.account representative.personal"),
    flow("W8", "technical-facts", "collect web.browser site.usefulness person.visitor"),
    flow("W8", "technical-facts", "collect web.system site.statistics person.visitor"),
    flow("D18", "technical-facts", "collect web.domain protection.operations person.visitor"),
    flow("C3", "cookies", "track web.cookie site.deliver own"),
    flow("S8", "cookies", "track profile.languages site.deliver own"),
    flow("I1", "registration", "collect account.user_name service.account person.member", needs=AGE),
    flow("I1", "registration", "collect account.security_answers service.account person.member", needs=AGE),
    flow("I1", "registration", "collect member.cin service.identity person.member", needs=AGE),
    flow("I1 M15", "registration", "collect coverage.pcp service.account person.member", needs=AGE),
    flow("W5", "anonymous-facts", "collect web.search site.statistics person.visitor"),
    flow("W5", "anonymous-facts", "use web.search anonymise.aggregate workforce.program"),
    flow("D11", "anonymous-facts", "collect location.approximate site.statistics person.visitor"),
    flow("M11", "health-you-enter", "collect health.assessment service.assessment person.member", needs=AGE),
    flow("M5", "health-you-enter", "collect health.entered service.self_service person.member", needs=AGE),
    flow("M2", "contact-facts", "collect contact.postal service.questions person.visitor"),
    flow("M23", "plan-facts", "collect coverage.other service.benefits person.member", needs=AGE),
    flow("M23", "plan-facts", "collect member.mbi service.benefits person.visitor"),
    flow("M23 M6", "plan-facts", "collect coverage.eligibility payment.eligibility person.member", needs=AGE),
    flow("M15", "plan-facts", "collect coverage.network service.network person.member", needs=AGE),
    flow("M23", "provider-facts", "collect provider.tax_id service.provider provider.office"),
    flow("M23", "provider-facts", "collect provider.networks service.network person.visitor"),
    flow("M10 D11", "your-place", "collect location.approximate service.find_care person.visitor"),
    flow("M13", "grievances", "collect grievance service.grievance person.visitor"),
    flow("M13", "grievances", "collect grievance service.grievance person.member", needs=AGE),
    flow("M5", "health-facts", "collect health.medications service.self_service person.member", needs=AGE),
    flow("M5", "health-facts", "collect care.referrals service.self_service person.visitor"),
    flow("C8", "following", "use social.following outreach.social workforce.program", needs="opted_in:social_updates"),
    flow("W8", "device-facts", "collect device.mac service.identity person.visitor"),
    flow("W8", "device-facts", "collect device.app_usage site.usefulness person.visitor"),
    flow("W8", "device-facts", "use device.app_state site.statistics workforce.program"),
    flow("W8", "cookies-tied-to-you", "track web.user_id service.identity own"),
    flow(
        "M1 M18", "communications", "collect communication.messages service.messages person.member",
        needs="consent of_age_or_through", obliges="says_recorded",
    ),
    flow(
        "M18", "communications", "collect communication.chat service.chat person.visitor",
        needs="consent", obliges="says_recorded",
    ),
    flow(
        "M2", "communications", "collect communication.forms service.questions person.visitor",
        needs="consent", obliges="says_recorded",
    ),
    flow("M14", "id-cards", "collect coverage.card service.card person.member", needs="requested of_age_or_through"),
    flow("D12", "other-sources", "collect supplied.users operations.service source.users", obliges="mark_source"),
    flow("D12", "other-sources", "collect supplied.vendors operations.service source.vendors", obliges="mark_source"),
    flow("D12", "sources-combined", "use supplied.vendors operations.service workforce.program", obliges="mark_source"),
    flow("D13", "where-stored", "share communication.messages operations.hosting vendor.cloud", needs="agreement"),
    flow("D1", "use-care", "use health.results treatment.care workforce.clinician"),
    flow("D1", "use-improve", "use contact.email operations.quality workforce.program"),
    flow("I1 I2", "use-identity", "use account.security_answers service.identity workforce.program"),
    flow("M6", "use-eligibility", "use member.cin payment.eligibility workforce.member_services"),
    flow("M6", "use-benefits", "use coverage.benefits service.benefits workforce.member_services"),
    flow("M6", "use-benefits", "share coverage.benefits service.benefits person.member"),
    flow("M15", "use-benefits", "share coverage.pcp service.network person.member"),
    flow("M10", "use-search", "use location.approximate service.find_care workforce.program"),
    flow("M1", "use-messages", "use communication.messages service.messages workforce.member_services"),
    flow("M1", "use-messages", "share communication.messages service.messages person.member"),
    flow("M16", "use-transactions", "collect care.prior_authorisation service.provider provider.practitioner"),
    flow("M16", "use-transactions", "use care.prior_authorisation service.provider workforce.pharmacy"),
    flow("M16", "use-transactions", "share care.prior_authorisation service.provider person.member"),
    flow("M14 M5", "use-self-service", "share health.entered service.self_service person.member"),
    flow("M14", "use-self-service", "use contact.postal service.card workforce.program"),
    flow("M13", "use-complaints", "use grievance service.grievance workforce.grievance"),
    flow("M13", "use-complaints", "share grievance service.grievance person.member"),
    flow("R6", "use-complaints", "use communication.forms service.complaint workforce.privacy"),
    flow("O9", "use-health-news", "use contact.mobile outreach.health workforce.program"),
    flow("O9", "use-administrative", "use contact.email outreach.administrative workforce.program"),
    flow("M18", "use-customer-service", "use communication.chat service.chat workforce.member_services"),
    flow("M18", "use-customer-service", "share communication.chat service.chat person.visitor", needs="identified"),
    flow("O9", "use-surveys", "use contact.email outreach.surveys workforce.program"),
    flow("M11", "use-surveys", "use health.assessment service.assessment workforce.care_manager"),
    flow("W4", "use-trends", "use web.clicks site.popular workforce.program"),
    flow("O6", "use-marketing", "use contact.email outreach.promotion workforce.program", needs="requested"),
    flow("D4", "use-necessary", "use communication.forms law.enforcement workforce.privacy", needs="basis"),
    flow("D18", "use-necessary", "use web.ip protection.terms workforce.privacy", needs="basis"),
    flow("D7", "aggregates", "use communication.forms anonymise.aggregate workforce.program"),
    flow("W4", "aggregates-used", "use derived.aggregate site.statistics workforce.analyst"),
    flow(
        "D7 D21", "anonymous-shared", "share derived.aggregate anonymise.release recipient",
        obliges="purpose_recorded",
    ),
    flow("D17", "those-who-treat-you", "share health.medications treatment.care provider.pharmacy"),
    flow("D6 R5", "allowed-in-writing", "share grievance disclosure.consent authorised", needs="authorised"),
    flow(
        "D19", "companies-for-us", "share claims.pharmacy payment.authorisation vendor.pharmacy_benefits",
        needs="agreement", obliges="minimum",
    ),
    flow("D4", "regulators", "share communication.forms law.regulator authority.regulator", needs="basis"),
    flow("D15", "public-posts", "collect social.posts publication person.visitor", obliges="notice_before"),
    flow("D15", "public-posts", "share social.posts publication public", obliges="notice_before"),
    flow(
        "D21", "deidentified-released", "share derived.deidentified site.statistics recipient",
        obliges="purpose_recorded",
    ),
    flow("D21", "analytics-released", "share web.browser anonymise.release recipient", needs="basis"),
    flow("D3", "legal-process", "share web.ip law.process authority.court", needs="basis", obliges="accounting"),
    flow("D3", "legal-process", "share grievance law.process authority.police", needs="basis"),
    flow("D4", "authorities", "share contact.email law.government authority.foreign", needs="basis"),
    flow("D4", "authorities", "share web.ip law.enforcement authority.police", needs="basis"),
    flow("D18 D4", "crime-on-the-site", "share identity.name protection.credit_risk fraud_exchange", needs="basis"),
    flow("D4", "emergencies", "share contact.phone safety.person rescuer", needs="basis", obliges="accounting minimum"),
    flow("D18", "own-rights", "share web.user_id protection.rights authority.court", needs="basis"),
    flow("I7", "tokens", "collect account.second_factor service.identity provider.office"),
    flow(
        "I4 I5", "through-an-adult", "collect health.entered service.assessment representative.parent",
        needs="granted",
    ),
    flow(
        "I4 M1", "through-an-adult", "collect communication.messages service.messages representative.guardian",
        needs="consent granted", obliges="says_recorded",
    ),
    flow("I5", "through-an-adult", "share coverage.benefits service.benefits representative.personal", needs="granted"),
    flow("I4", "childrens-data-deleted", "use contact.email protection.children workforce.program"),
    flow("R1 W8", "review-and-change", "share device.mac member.access person.member"),
    flow("R1 R2", "review-and-change", "collect coverage.other member.correct person.member"),
    flow("R5", "written-authorization", "collect rights.authorisations member.rights person.member"),
]  # fmt: skip


@pytest.mark.parametrize("shown", OPENED)
def test_its_clause_opens(told, shown):
    told.opens(shown)


NARROWED = [
    flow(
        "C8", "until-unfollowed", "collect social.following outreach.social person.visitor",
        needs="opted_in:social_updates",
    ),
    flow("O6 D20", "marketing-as-asked", "use contact.email outreach.promotion workforce.program", needs="requested"),
    flow("I4", "children", "collect account.password service.account person.member", needs=AGE),
    flow("I4", "children", "collect account.sign_ins site.security person.member", needs=AGE),
    flow("I4", "children", "collect grievance service.grievance person.member", needs=AGE),
]  # fmt: skip


@pytest.mark.parametrize("shown", NARROWED)
def test_its_limit_narrows(told, shown):
    told.narrows(shown)


# In the order of the contradictions that the document itself has: the narrower passage wins.
CLOSED = [
    flow("C7 C6", "no-trackers", "track web.page site.statistics network.analytics"),
    flow("C7 C6", "no-trackers", "collect web.search site.statistics network.analytics"),
    flow("C7 C11", "no-trackers", "track web.beacon site.statistics own"),
    flow("C7", "no-trackers", "track web.cookie advertising.retarget network.advertising"),
    flow("C7 C8", "no-trackers", "track web.page social network.social"),
    flow("C7 C11", "no-trackers", "track web.page site.statistics vendor.research"),
    flow("C7", "no-advertising", "use web.cookie advertising.tailor workforce.program"),
    flow("C7", "no-advertising", "use web.page site.outreach_response workforce.program"),
    flow("D20", "only-as-asked", "use grievance operations.quality workforce.program"),
    flow("D20", "only-as-asked", "use health.assessment outreach.health workforce.program"),
    flow("D20", "only-as-asked", "use communication.messages outreach.promotion workforce.program"),
    flow("D20", "only-as-asked", "use communication.chat site.usefulness workforce.program"),
    flow("W5", "tied-is-personal", "use web.user_id site.statistics workforce.program"),
    flow("W5", "tied-is-personal", "use device.mac site.usefulness workforce.program"),
    flow("W5 D21", "personal-by-law", "share web.ip anonymise.release recipient"),
    flow("D21 D11", "personal-by-law", "share location.approximate anonymise.release recipient"),
]


@pytest.mark.parametrize("shown", CLOSED)
def test_its_never_closes(told, shown):
    told.closes(shown)


SILENT = [
    fact("D19", "kinds of vendors", "share contact.email outreach.promotion vendor.marketing"),
    fact("D19", "kinds of vendors", "share contact.email outreach.administrative vendor.messaging"),
    fact("D18", "affiliates", "share contact.email operations.management affiliate"),
    fact("D11", "precise place", "collect location.precise service.directions person.visitor"),
    fact("D1", "no new owner", "share contact.email corporate.merger successor"),
    fact("D1", "no national security", "share communication.forms law.national_security authority.security"),
    fact("M7", "no payments", "collect payment.bills service.payments person.member"),
    fact("M9", "no application", "collect application.answers service.application person.visitor"),
    fact("I7", "only tokens", "collect account.passcode service.identity person.member"),
]


@pytest.mark.parametrize(("_what", "cell"), SILENT)
def test_what_no_document_names_stays_closed(told, _what, cell):
    told.says_nothing_of(cell)
