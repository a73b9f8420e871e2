import io

import pytest

from tests.site.demonstration.looking import TODAY
from wellkept.doors.feeds.enrolment_834 import Enrolment, examine, members
from wellkept.site.demonstration import write_many

pyx12 = pytest.importorskip("pyx12")


@pytest.fixture(scope="module")
def enrolled(demonstration):
    with demonstration.enrolment.open("rb") as file:
        return list(members(file))


def acceptance(path) -> tuple[bool, str]:
    """What the independent reader says of a file, and its acknowledgment."""
    import pyx12.params
    import pyx12.x12n_document

    acknowledgment = io.StringIO()
    accepted = pyx12.x12n_document.x12n_document(pyx12.params.params(), str(path), acknowledgment, None)
    return accepted, acknowledgment.getvalue()


@pytest.mark.filterwarnings("ignore")
def test_an_independent_reader_accepts_the_file(demonstration):
    accepted, acknowledgment = acceptance(demonstration.enrolment)
    assert accepted
    assert acknowledgment.count("*A~") + acknowledgment.count("*A*") >= 4


@pytest.mark.filterwarnings("ignore")
def test_the_independent_reader_would_have_refused_a_wrong_one(demonstration, tmp_path):
    wrong = tmp_path / "wrong.834"
    wrong.write_text(demonstration.enrolment.read_text().replace("DMG*D8*", "DMG*D9*", 1))
    assert not acceptance(wrong)[0]


@pytest.mark.filterwarnings("ignore")
def test_an_independent_reader_accepts_many(tmp_path):
    assert acceptance(write_many(tmp_path, members=40, claims_each=1, today=TODAY).enrolment)[0]


def test_our_reader_finds_every_member_and_nothing_to_remark(demonstration, enrolled, people):
    with demonstration.enrolment.open("rb") as file:
        summary = examine(file)
    assert (summary.transactions, summary.members, summary.notes) == (4, len(people), ())
    assert all(isinstance(one, Enrolment) for one in enrolled)
    assert not [one.notes for one in enrolled if one.notes]


def test_the_numbers_are_those_of_the_patients(enrolled, by_kind):
    def numbers(patient):
        found = {part["type"]["coding"][0]["code"]: part["value"] for part in patient["identifier"]}
        return found["MB"], found.get("MA"), found.get("MC")

    assert {(e.identifiers.member_id, e.identifiers.cin, e.identifiers.mbi) for e in enrolled} == {
        numbers(patient) for patient in by_kind["Patient"]
    }


def test_birth_dates_coverage_and_doctors_are_those_of_the_record(enrolled, by_kind, people):
    numbers = {person.number: person for person in people.values()}
    npis = {one["identifier"][0]["value"] for one in by_kind["Practitioner"]}
    for one in enrolled:
        person = numbers[one.identifiers.member_id]
        assert one.demographics.birth_date == person.birth
        assert (one.coverage[0].begin, one.coverage[0].end) == (person.covered.start, person.covered.end)
        assert one.coverage[0].providers[0].npi in npis
        assert len(one.coverage) == 1 + person.dental


def test_a_child_enrolled_alone_has_a_responsible_parent(enrolled, people):
    by_number = {one.identifiers.member_id: one for one in enrolled}
    sofia = by_number[people["ramirez.sofia"].number]
    assert sofia.is_subscriber
    assert [(each.role, each.name.first) for each in sofia.responsible] == [("parent", "Guadalupe")]


def test_dependents_carry_the_subscribers_number(enrolled, people):
    by_number = {one.identifiers.member_id: one for one in enrolled}
    maya, claire = by_number[people["nakagawa-price.maya"].number], people["nakagawa-price.claire"]
    assert not maya.is_subscriber
    assert maya.identifiers.subscriber_id == claire.number
    assert maya.relationship == "19"


def test_languages_are_told(enrolled, people):
    by_number = {one.identifiers.member_id: one for one in enrolled}
    codes = {key: by_number[people[key].number].languages[0].code for key in ("delgado-rosa.rosa", "tran.kim")}
    assert codes == {"delgado-rosa.rosa": "SPA", "tran.kim": "ENG"}
