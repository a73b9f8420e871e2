import pytest

from tests.site.demonstration.looking import TODAY, read
from wellkept.site.demonstration import Demonstration, write
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.people import Person, people_of


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Demonstration:
    return write(tmp_path_factory.mktemp("demonstration"), today=TODAY)


@pytest.fixture(scope="session")
def resources(demonstration) -> tuple[dict, ...]:
    return read(demonstration)


@pytest.fixture(scope="session")
def by_kind(resources) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for resource in resources:
        found.setdefault(resource["resourceType"], []).append(resource)
    return found


@pytest.fixture(scope="session")
def people() -> dict[str, Person]:
    return {person.key: person for person in people_of(HOUSEHOLDS, today=TODAY)}


@pytest.fixture(scope="session")
def patient_ids(by_kind) -> dict[str, str]:
    """Patient id by member number."""
    return {patient["identifier"][0]["value"]: patient["id"] for patient in by_kind["Patient"]}


@pytest.fixture(scope="session")
def of_person(by_kind, patient_ids, people):
    """The resources of one kind about the person with this key."""

    def found(key: str, kind: str) -> list[dict]:
        whose = f"Patient/{patient_ids[people[key].number]}"
        return [
            one
            for one in by_kind[kind]
            if any(one.get(slot, {}).get("reference") == whose for slot in ("subject", "patient", "beneficiary"))
        ]

    return found
