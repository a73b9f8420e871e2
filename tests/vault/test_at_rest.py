"""What lies on the disk tells nobody anything: thirty planted names, codes and numbers are found in no file."""

import orjson
import pytest
from django.db import connections

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming, observation
from tests.vault.test_enrolment import RECORD
from tests.vault.test_people import PATIENT
from wellkept.vault import enrolment, people, quarantine, resources, supporting
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import details_of_patient, numbers_of_patient
from wellkept.vault.quarantine import Held, Reason

PLANTED = (
    *("Larkspur", "LARKSPUR", "1EG4-TE5-MK73", "1EG4TE5MK73", "W0001", "90000001A", "F100", "POL1", "GOLD"),
    *("1980-04-05", "1 Elm St", "95616", "555-0101", "555-0150", "ada@example.org", "2106-3", "2131-1", "Spanish"),
    *("Luz Rivera", "Rivera", "1234567893", "CLM1", "99213", "Office visit", "J06.9", "Common cold", "E11.9"),
    *("Type 2 diabetes", "4548-4", "Hemoglobin", "2026-03-02", "Family Clinic", "Patient/p1", "Quentin", "claim-1"),
)


@pytest.mark.promise("P2")
def test_no_planted_word_is_in_any_file_of_the_home(house, ada):
    assert len(PLANTED) >= 30
    permit = permit_for(ada)
    people.take_in(permit, details_of_patient(PATIENT), known_by=numbers_of_patient(PATIENT), source="feed.claims")
    people.take_in(permit, {}, known_by=[Number("reference", "feed|Patient/p1")], source="feed.claims")
    enrolment.take_in(permit, RECORD)
    resources.take_in_each(permit, [incoming(one) for one in (claim(), condition(), observation())])
    supporting.take_in(permit_for(None), incoming({"resourceType": "Practitioner", "id": "9", "name": "Quentin"}))
    waiting = Held(
        raw=orjson.dumps(PATIENT),
        source="feed.claims",
        kind="Patient",
        reason=Reason.TWO_CANDIDATES,
        about=Number("mbi", "1EG4TE5MK73"),
    )
    quarantine.put(permit_for(None), waiting)
    at_rest = b"".join(_everything(house))
    assert len(at_rest) > 10_000
    assert [word for word in PLANTED if word.encode() in at_rest] == []
    # The search itself works: the source of a row is there in clear.
    assert b"feed.enrolment" in at_rest


def _everything(house):
    """The bytes of every file of the home; where PostgreSQL holds the data, every row of every table besides."""
    yield from (file.read_bytes() for file in house.home.rglob("*") if file.is_file())
    connection = connections["default"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for schema in ("public", "keys"):
                cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [schema])
                for (table,) in cursor.fetchall():
                    cursor.execute(f'SELECT * FROM {schema}."{table}"')  # noqa: S608 - names from the catalogue
                    for row in cursor.fetchall():
                        yield from (bytes(cell) if isinstance(cell, bytes) else str(cell).encode() for cell in row)
