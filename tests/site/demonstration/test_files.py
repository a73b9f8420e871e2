import re
import tracemalloc
from datetime import date

from tests.site.demonstration.looking import TODAY, read, strings, walk
from wellkept.site.demonstration import write, write_many
from wellkept.site.demonstration.many import FIRST_SERIAL
from wellkept.site.demonstration.numbers import member_number

# Names of code systems, not addresses that anybody would call.
_SYSTEM_HOSTS = {
    "hl7.org", "terminology.hl7.org", "snomed.info", "loinc.org", "www.nlm.nih.gov", "unitsofmeasure.org",
    "www.nubc.org", "www.cms.gov", "www.ama-assn.org", "www.ada.org", "nucc.org", "x12.org", "www.w3.org", "ihe.net",
}  # fmt: skip


def test_the_same_day_gives_the_same_bytes(demonstration, tmp_path):
    again = write(tmp_path, today=TODAY)
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in demonstration.files]
    assert again.sign_ins == demonstration.sign_ins


def test_another_day_moves_the_dates(demonstration, tmp_path):
    later = write(tmp_path, today=date(2026, 6, 15))
    assert later.enrolment.read_bytes() != demonstration.enrolment.read_bytes()


def test_a_leap_day_can_be_today(tmp_path):
    assert len(write(tmp_path, today=date(2028, 2, 29)).files) == 5


def test_every_resource_has_an_id_of_its_own(resources):
    ids = [(resource["resourceType"], resource["id"]) for resource in resources]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", id_) for _, id_ in ids)


def test_every_reference_resolves(resources):
    known = {f"{resource['resourceType']}/{resource['id']}" for resource in resources}
    named = {part["reference"] for part in walk(list(resources)) if "reference" in part}
    assert named <= known
    assert len(named) > 1_500


def test_a_resource_comes_after_the_person_and_the_coverage_it_names(resources):
    known = set()
    for resource in resources:
        whose = [
            part["reference"]
            for part in walk(resource)
            if part.get("reference", "").startswith(("Patient/", "Coverage/"))
        ]
        known.add(f"{resource['resourceType']}/{resource['id']}")
        if resource["resourceType"] != "Coverage":
            assert set(whose) <= known
    assert len(known) == len(resources)


def test_nothing_happens_after_today_or_before_the_years_that_are_shown(resources):
    dated = re.compile(r"^\d{4}-\d{2}-\d{2}")
    for resource in resources:
        if resource["resourceType"] == "Goal":
            continue
        for text in strings(resource):
            if dated.match(text):
                assert text[:10] <= TODAY.isoformat(), resource["resourceType"]
    visits = [one["period"]["start"][:10] for one in resources if one["resourceType"] == "Encounter"]
    assert min(visits) >= "2023-03-01"
    assert max(visits) >= "2026-03-01"


def test_every_telephone_number_is_kept_for_fiction(demonstration, resources):
    phones = [part["value"] for part in walk(list(resources)) if part.get("system") == "phone"]
    phones += re.findall(r"\*CP\*(\d+)", demonstration.enrolment.read_text())
    assert len(phones) > 200
    assert all(re.fullmatch(r"(707|415)-?555-?01\d\d", phone) for phone in phones)


def test_no_address_on_the_net_is_somebodys(demonstration, resources):
    text = "\n".join(path.read_text(encoding="utf-8") for path in demonstration.files)
    hosts = set(re.findall(r"https?://([^/\"\s]+)", text))
    assert hosts - _SYSTEM_HOSTS == {"larkspur.example.org"}
    mail = set(re.findall(r"[\w.'+-]+@([\w.-]+)", text))
    assert mail == {"example.org", "example.com"}
    assert {account.email.partition("@")[2] for account in demonstration.sign_ins} <= mail


def test_many_members_take_constant_memory(tmp_path):
    peaks = []
    for members in (50, 500):
        tracemalloc.start()
        write_many(tmp_path / str(members), members=members, claims_each=3, today=TODAY)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_many_members_have_each_their_claims(tmp_path):
    found = write_many(tmp_path, members=30, claims_each=4, today=TODAY)
    resources = read(found)
    patients = {one["id"]: one for one in resources if one["resourceType"] == "Patient"}
    coverages = {f"Coverage/{one['id']}": one for one in resources if one["resourceType"] == "Coverage"}
    claims = [one for one in resources if one["resourceType"] == "ExplanationOfBenefit"]
    assert [one["identifier"][0]["value"] for one in patients.values()] == [
        member_number(FIRST_SERIAL + place) for place in range(30)
    ]
    assert len({one["id"] for one in claims}) == len({one["identifier"][0]["value"] for one in claims}) == 120
    for claim in claims:
        assert claim["patient"]["reference"].removeprefix("Patient/") in patients
        coverage = coverages[claim["insurance"][0]["coverage"]["reference"]]
        assert coverage["beneficiary"] == claim["patient"]
    assert "@" not in (tmp_path / "fhir" / "4-claims.ndjson").read_text()
