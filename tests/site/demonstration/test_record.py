import re
from base64 import b64decode
from collections import defaultdict
from itertools import pairwise

from tests.site.demonstration.looking import code_of, strings, walk
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.stories import STORIES

_FORMATS = {
    "http://hl7.org/fhir/sid/icd-10-cm": r"[A-TV-Z]\d[0-9AB](\.[0-9A-Z]{1,4})?",
    "http://www.cms.gov/Medicare/Coding/ICD10": r"[0-9A-HJ-NP-Z]{7}",
    "http://loinc.org": r"\d{1,5}-\d",
    "http://www.nlm.nih.gov/research/umls/rxnorm": r"\d{4,7}",
    "http://hl7.org/fhir/sid/ndc": r"\d{11}",
    "http://hl7.org/fhir/sid/cvx": r"\d{2,3}",
    "http://www.ama-assn.org/go/cpt": r"\d{5}",
    "http://www.ada.org/cdt": r"D\d{4}",
    "http://snomed.info/sct": r"\d{6,18}",
    "https://www.nubc.org/CodeSystem/RevenueCodes": r"\d{4}",
    "http://nucc.org/provider-taxonomy": r"[0-9A-Z]{9}X",
}
_VERHOEFF_TIMES = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
                   [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
                   [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
                   [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]  # fmt: skip
_VERHOEFF_MOVES = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
while len(_VERHOEFF_MOVES) < 8:
    _VERHOEFF_MOVES.append([_VERHOEFF_MOVES[-1][digit] for digit in _VERHOEFF_MOVES[1]])


def snomed_checks(code: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(code)):
        total = _VERHOEFF_TIMES[total][_VERHOEFF_MOVES[place % 8][int(digit)]]
    return total == 0


def loinc_checks(code: str) -> bool:
    body, _, check = code.partition("-")
    doubled = (int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(reversed(body)))
    return -sum(n - 9 if n > 9 else n for n in doubled) % 10 == int(check)


def codes(resources):
    found = defaultdict(set)
    for part in walk(list(resources)):
        if "system" in part and "code" in part:
            found[part["system"]].add(part["code"])
    return found


def test_every_code_has_the_form_of_its_system(resources):
    found = codes(resources)
    for system, form in _FORMATS.items():
        assert found[system], system
        assert not [code for code in found[system] if not re.fullmatch(form, code)], system


def test_codes_with_check_digits_pass_them(resources):
    found = codes(resources)
    assert snomed_checks("404684003")
    assert not snomed_checks("404684004")
    assert not [code for code in found["http://snomed.info/sct"] if not snomed_checks(code)]
    assert not [code for code in found["http://loinc.org"] if not loinc_checks(code)]


def test_procedure_codes_come_without_the_owners_words(resources):
    owned = ("http://www.ama-assn.org/go/cpt", "http://www.ada.org/cdt")
    assert not [part for part in walk(list(resources)) if part.get("system") in owned and "display" in part]


def test_every_kind_of_resource_is_there(by_kind):
    assert set(by_kind) == {
        "Patient", "Coverage", "ExplanationOfBenefit", "Encounter", "Condition", "MedicationRequest",
        "AllergyIntolerance", "Immunization", "Observation", "Procedure", "CarePlan", "CareTeam", "Goal",
        "DiagnosticReport", "DocumentReference", "Practitioner", "PractitionerRole", "Organization", "Location",
    }  # fmt: skip


def test_the_a1c_of_marcus_falls_over_three_years(of_person):
    found = sorted(
        (one["effectiveDateTime"], one["valueQuantity"]["value"])
        for one in of_person("whitlock.marcus", "Observation")
        if code_of(one["code"]) == "4548-4"
    )
    values = [value for _, value in found]
    assert len(values) >= 11
    assert values[0] > 8.5
    assert values[-1] < 7.2
    assert max(later - earlier for earlier, later in pairwise(values)) < 0.4


def test_results_have_a_range_and_a_flag_that_agree(by_kind):
    flags = defaultdict(int)
    for one in by_kind["Observation"]:
        if code_of(one["category"][0]) != "laboratory" or "valueQuantity" not in one:
            continue
        value, limits = one["valueQuantity"]["value"], one["referenceRange"][0]
        low, high = limits.get("low", {}).get("value", value), limits.get("high", {}).get("value", value)
        flag = "L" if value < low else "H" if value > high else "N"
        assert code_of(one["interpretation"][0]) == flag
        flags[flag] += 1
    assert set(flags) == {"L", "H", "N"}


def test_sizes_are_those_of_people(by_kind, people, patient_ids):
    births = {f"Patient/{patient_ids[person.number]}": person for person in people.values()}
    for one in by_kind["Observation"]:
        if code_of(one["code"]) == "8302-2":
            adult = births[one["subject"]["reference"]].member.age >= 19
            assert (145 if adult else 45) <= one["valueQuantity"]["value"] <= 195


def test_care_that_some_would_keep_to_themselves_is_in_the_record(of_person):
    def reasons(key):
        return {
            part["code"]
            for one in of_person(key, "ExplanationOfBenefit")
            for part in walk(one["diagnosis"])
            if "code" in part
        }

    assert {"Z11.3", "Z30.011", "F32.1"} <= reasons("nakagawa-price.maya")
    assert "F11.20" in reasons("callahan.dermot")
    assert "Z11.4" in reasons("bright-osei.kwame")
    assert "F32.1" in reasons("ramirez.guadalupe")
    medicines = {code_of(one["medicationCodeableConcept"]) for one in of_person("callahan.dermot", "MedicationRequest")}
    assert "351267" in medicines


def test_who_has_only_coverage_has_nothing_else(of_person, by_kind):
    for kind in by_kind:
        if kind not in {"Patient", "Practitioner", "PractitionerRole", "Organization", "Location"}:
            assert len(of_person("finch.avery", kind)) == (1 if kind == "Coverage" else 0)


def test_a_mother_gives_birth_on_her_childs_birthday(of_person, people):
    stays = [one for one in of_person("sundaram.anjali", "Encounter") if one["class"]["code"] == "IMP"]
    assert [one["period"]["start"][:10] for one in stays] == [people["sundaram.asha"].birth.isoformat()]


def test_notes_are_short_texts(by_kind):
    for one in by_kind["DocumentReference"]:
        text = b64decode(one["content"][0]["attachment"]["data"]).decode()
        assert 40 < len(text) < 400


def test_households_name_stories_that_exist_and_only_insured_teeth_are_treated():
    told = {(story, house.dental) for house in HOUSEHOLDS for member in house.members for story in member.stories}
    assert {story for story, _ in told} <= set(STORIES)
    assert ("dental", False) not in told


def test_every_story_happens_to_somebody():
    told = {story for house in HOUSEHOLDS for member in house.members for story in member.stories}
    assert set(STORIES) == told


def test_nothing_is_written_about_anybody_before_their_birth(resources, people, patient_ids):
    births = {f"Patient/{patient_ids[person.number]}": person.birth.isoformat() for person in people.values()}
    for one in resources:
        whose = one.get("subject", one.get("patient", {})).get("reference")
        if whose in births:
            dates = [text[:10] for text in strings(one) if re.match(r"\d{4}-\d\d-\d\d", text)]
            assert min(dates) >= births[whose], one["resourceType"]


def test_a_care_plan_starts_with_the_care(of_person):
    plan = of_person("oyelaran.bisi", "CarePlan")[0]
    first = min(
        one["period"]["start"][:10]
        for one in of_person("oyelaran.bisi", "Encounter")
        if one["reasonCode"][0]["text"] == "Pregnancy"
    )
    assert plan["period"]["start"] == first


def test_a_cold_that_is_not_over_is_active(of_person):
    colds = [one for one in of_person("whitlock.marcus", "Condition") if one["code"]["text"] == "Common cold"]
    assert [code_of(one["clinicalStatus"]) for one in colds] == ["active"]
