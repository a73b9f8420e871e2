from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from tests.site.demonstration.looking import TODAY, code_of
from wellkept.site.demonstration.billing import bills_of
from wellkept.site.demonstration.plan import PRODUCTS
from wellkept.site.demonstration.pricing import Year, price, refused
from wellkept.site.demonstration.timeline import prescriptions_of, visits_of

_KEPT = ("submitted", "eligible", "discount", "noncovered", "deductible", "copay", "coinsurance", "memberliability",
         "paidtoprovider")  # fmt: skip


def amounts(parts):
    found = defaultdict(Decimal)
    for part in parts:
        if "amount" in part:
            found[code_of(part["category"])] += Decimal(str(part["amount"]["value"]))
    return found


@pytest.fixture
def claims(by_kind):
    return by_kind["ExplanationOfBenefit"]


@pytest.fixture
def decided(claims):
    return [claim for claim in claims if claim["outcome"] == "complete"]


def test_the_lines_of_a_claim_add_up_to_its_totals(claims):
    for claim in claims:
        lines = amounts([part for item in claim["item"] for part in item["adjudication"]])
        assert dict(lines) == dict(amounts(claim["total"]))
        assert set(lines) <= set(_KEPT)


def test_what_was_asked_is_what_was_allowed_refused_or_taken_off(decided):
    for claim in decided:
        total = amounts(claim["total"])
        assert total["submitted"] == total["eligible"] + total["discount"] + total["noncovered"]


def test_what_was_allowed_is_shared_between_the_member_and_the_plan(decided):
    for claim in decided:
        total = amounts(claim["total"])
        assert total["memberliability"] == total["deductible"] + total["copay"] + total["coinsurance"]
        assert total["eligible"] == total["memberliability"] + total["paidtoprovider"]
        assert Decimal(str(claim["payment"]["amount"]["value"])) == total["paidtoprovider"]


def test_every_kind_of_claim_is_there(claims):
    kinds = Counter(claim["meta"]["profile"][0].rpartition("Benefit-")[2] for claim in claims)
    assert set(kinds) == {
        "Professional-NonClinician|2.0.0", "Inpatient-Institutional|2.0.0", "Outpatient-Institutional|2.0.0",
        "Pharmacy|2.0.0", "Oral|2.0.0",
    }  # fmt: skip


def test_a_refused_claim_says_why_and_asks_nothing_of_the_member(claims):
    refusals = [claim for claim in claims if "payment" in claim and code_of(claim["payment"]["type"]) == "denied"]
    reasons = {
        code_of(part["reason"])
        for claim in refusals
        for item in claim["item"]
        for part in item["adjudication"]
        if code_of(part["category"]) == "adjustmentreason"
    }
    assert reasons == {"197", "27"}
    for claim in refusals:
        assert claim["processNote"][0]["text"]
        assert amounts(claim["total"])["noncovered"] == amounts(claim["total"])["submitted"]
        assert amounts(claim["total"])["memberliability"] == 0


def test_a_claim_in_process_has_no_decision_yet(claims):
    waiting = [claim for claim in claims if claim["outcome"] == "queued"]
    assert waiting
    for claim in waiting:
        assert set(amounts(claim["total"])) == {"submitted"}
        assert "payment" not in claim


def test_a_claim_of_a_visit_falls_on_the_day_of_an_encounter(by_kind, claims):
    days = {(one["subject"]["reference"], one["period"]["start"][:10]) for one in by_kind["Encounter"]}
    for claim in claims:
        if code_of(claim["type"]) != "pharmacy":
            assert (claim["patient"]["reference"], claim["billablePeriod"]["start"]) in days


def test_a_pharmacy_claim_follows_its_prescription(by_kind, claims):
    written = defaultdict(list)
    for order in by_kind["MedicationRequest"]:
        key = order["subject"]["reference"], order["medicationCodeableConcept"]["text"]
        written[key].append(order["authoredOn"][:10])
    for claim in claims:
        if code_of(claim["type"]) == "pharmacy":
            item = claim["item"][0]
            days = written[claim["patient"]["reference"], item["productOrService"]["text"]]
            assert min(days) <= item["servicedDate"]


def test_a_laboratory_claim_matches_a_report(by_kind, claims):
    reported = {(one["subject"]["reference"], one["effectiveDateTime"][:10]) for one in by_kind["DiagnosticReport"]}
    laboratory = [claim for claim in claims if claim["provider"]["display"] == "Fogbank Clinical Laboratory"]
    assert laboratory
    for claim in laboratory:
        assert (claim["patient"]["reference"], claim["billablePeriod"]["start"]) in reported


def test_care_is_covered_on_its_day_unless_the_claim_was_refused_for_it(by_kind, claims):
    periods = {f"Coverage/{one['id']}": one["period"] for one in by_kind["Coverage"]}
    outside = 0
    for claim in claims:
        period = periods[claim["insurance"][0]["coverage"]["reference"]]
        day = claim["billablePeriod"]["start"]
        covered = period["start"] <= day <= period.get("end", "9999")
        if not covered:
            outside += 1
            assert code_of(claim["payment"]["type"]) == "denied"
    assert outside == 1


def test_nobody_pays_more_in_a_year_than_the_deductible_and_the_limit(people):
    reached = 0
    for person in people.values():
        family = [other for other in people.values() if other.household == person.household]
        visits = visits_of(person, family=family, today=TODAY)
        years = defaultdict(lambda: [0, 0])
        for bill in bills_of(person, visits, prescriptions_of(visits, today=TODAY), today=TODAY):
            for line in bill.lines:
                years[bill.product, bill.day.year][0] += line.amounts.deductible
                years[bill.product, bill.day.year][1] += line.amounts.member_share
        for (product, _), (deductible, share) in years.items():
            assert deductible <= PRODUCTS[product].deductible
            assert share <= PRODUCTS[product].limit
            reached += 0 < deductible == PRODUCTS[product].deductible
    assert reached


def test_medi_cal_and_dual_members_pay_nothing(people, of_person):
    for key in ("ramirez.guadalupe", "abernathy.lucille", "callahan.dermot"):
        found = of_person(key, "ExplanationOfBenefit")
        assert found
        assert sum(amounts(claim["total"])["memberliability"] for claim in found) == 0


def test_a_copay_is_never_more_than_the_price():
    year = Year()
    found = price(500, benefit="generic", product=PRODUCTS["gold"], year=year, rate="x")
    assert found.copay == found.eligible
    assert found.paid == 0


def test_coinsurance_comes_after_the_deductible():
    year = Year()
    first = price(200_000, benefit="imaging", product=PRODUCTS["silver"], year=year, rate="x")
    second = price(200_000, benefit="imaging", product=PRODUCTS["silver"], year=year, rate="x")
    assert first.deductible + second.deductible == PRODUCTS["silver"].deductible
    assert second.coinsurance == (second.eligible - second.deductible) * 30 // 100


def test_the_plan_pays_all_above_the_limit():
    year = Year(deductible=25_000, out_of_pocket=PRODUCTS["gold"].limit - 100)
    found = price(500_000, benefit="inpatient", product=PRODUCTS["gold"], year=year, rate="x")
    assert found.member_share == 100


def test_a_refused_line_is_nobodys_to_pay_but_the_providers():
    found = refused(12_300)
    assert (found.not_covered, found.member_share, found.paid) == (12_300, 0, 0)
