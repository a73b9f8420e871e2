"""A filled member's rows are those that a load makes."""

import re
from collections import Counter
from datetime import date

import orjson
import pytest
from benchmarks.members import fill, load

from tests.people import member, promise
from wellkept.features.claims import list_claims
from wellkept.features.people import find_person
from wellkept.identity.systems import CLOCK
from wellkept.ledger import reading
from wellkept.ledger.verify import verify
from wellkept.site.demonstration import write_many
from wellkept.site.demonstration.many import FIRST_SERIAL
from wellkept.site.demonstration.numbers import member_number
from wellkept.vault import keys
from wellkept.vault.models import Detail, Identifier, Person, Resource, SearchValue, Standing
from wellkept.vault.numbers import Number
from wellkept.vault.resources import SEALED, SUMMARY
from wellkept.vault.sealing import Seals, subject

TODAY = date(2026, 3, 1)
CLAIMS = 3


def person(place):
    return find_person(CLOCK, Number("member_id", member_number(FIRST_SERIAL + place)))


def resources(who):
    """Every resource of a person, opened."""
    seals = Seals(keys.key_of(who))
    for row in Resource.objects.filter(person_id=who).order_by("received", "id"):
        yield {
            "kind": row.kind,
            "category": row.category,
            "labels": row.labels,
            "source": row.source,
            "day": row.day - seals.shifted(None),
            # Its last item is what the sender calls the resource, which no two of them share.
            "summary": orjson.loads(seals.open(bytes(row.summary), SUMMARY, row.id.hex))[:-1],
            "sealed": orjson.loads(seals.open(bytes(row.sealed), SEALED, row.id.hex)),
            "content": seals.digest("content", seals.open(bytes(row.sealed), SEALED, row.id.hex)) == bytes(row.content),
            "found by": sorted(SearchValue.objects.filter(resource_id=row.id).values_list("parameter", flat=True)),
        }


def in_order(found):
    return sorted(found, key=orjson.dumps)


@pytest.fixture
def filled(house):
    """A home with a loaded member and four copies; the numbers of the fourth are taken."""
    promise()
    return fill(5, claims_each=CLAIMS, today=TODAY)


def test_a_filled_claim_is_the_claim_that_the_files_have(filled, tmp_path):
    made = write_many(tmp_path, members=5, claims_each=CLAIMS, today=TODAY)
    lines = made.fhir[-1].read_bytes().splitlines()[-CLAIMS:]
    kept = [one["sealed"] for one in resources(person(4)) if one["kind"] == "ExplanationOfBenefit"]
    assert in_order(kept) == in_order(orjson.loads(line) for line in lines)


def test_a_load_finds_filled_members_and_claims_unchanged(filled, tmp_path, capsys):
    write_many(tmp_path, members=5, claims_each=CLAIMS, today=TODAY)
    capsys.readouterr()
    load(tmp_path)
    assert sorted(map(str, filled)) == sorted(str(person(place)) for place in range(5))
    assert Resource.objects.filter(kind="ExplanationOfBenefit").count() == 5 * CLAIMS
    said = re.findall(r"loaded (\d+), unchanged (\d+), quarantined (\d+)", capsys.readouterr().err)
    print(said)
    assert [quarantined for _, _, quarantined in said] == ["0", "0"]


def test_rows_are_those_of_a_load_in_number_and_shape(filled):
    loaded, copy = filled[0], filled[3]
    for model in (Standing, Identifier, Detail, Resource):
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = [list(model.objects.filter(person_id=who).values_list(*columns)) for who in (loaded, copy)]
        shapes = [Counter(tuple(type(value) for value in row) for row in some) for some in rows]
        assert shapes[0] == shapes[1], model
    same = ("kind", "category", "labels", "source", "day", "summary", "content", "found by")
    told = [in_order({name: one[name] for name in same} for one in resources(who)) for who in (loaded, copy)]
    assert told[0] == told[1]
    assert all(one["content"] for one in told[1])
    assert Person.objects.get(id=copy).enrolled is Person.objects.get(id=loaded).enrolled is True


def test_the_book_says_the_same_of_a_copy_as_of_a_loaded_member(filled):
    said = []
    for who in (filled[0], filled[3]):
        page = reading.about(subject(keys.key_of(who)), limit=1_000)
        said.append([(row.verb, row.verdict, row.data, row.clauses, row.of is None) for row in page.rows])
    assert said[0] == said[1]
    assert said[1]
    assert verify().first is None


def test_each_reads_her_own_claims(filled):
    pages = [list_claims(member(who), who).found.rows for who in filled]
    assert [len(page) for page in pages] == [CLAIMS] * 5
    assert len({row.id for page in pages for row in page}) == 5 * CLAIMS
