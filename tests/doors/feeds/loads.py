"""Loads small files into a test's own house."""

import orjson

from tests.people import promise
from wellkept.doors.feeds import enrolment, fhir
from wellkept.doors.feeds.fhir_files import fhir_files
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.people import find_person
from wellkept.gate import admit_once
from wellkept.identity.systems import CLOCK
from wellkept.vault import quarantine
from wellkept.vault.models import Identifier, Person, Quarantined, Resource
from wellkept.vault.numbers import Number

MBI, OTHER_MBI = "1S00E00AA00", "1S00E00AA11"
NOBODY_WAITS = Pace(lambda: False)


class Loads:
    """A house in which a statement is in force, and loads into it."""

    def __init__(self, house, folder):
        promise()
        self.home, self.folder, self.made = house.home, folder, 0

    @property
    def marks(self):
        return self.home / "files" / "loads"

    def file(self, content, name="in.json"):
        """A file of its own folder, with JSON or bytes in it."""
        self.made += 1
        path = self.folder / f"{self.made}" / name
        path.parent.mkdir()
        path.write_bytes(content if isinstance(content, bytes) else orjson.dumps(content))
        return path

    def fhir(self, *contents, sender="main", pace=NOBODY_WAITS, tally=None, name="in.json"):
        """Examine and load files as the command does; the tally."""
        tally = tally or Tally()
        places = [content if hasattr(content, "exists") else self.file(content, name) for content in contents]
        paths = [path for place in places for path in fhir_files(place)]
        fhir.ask_first(fhir.examine_all(paths, tally), sender)
        for path in paths:
            fhir.Load(tally, pace, sender).of(path, self.marks)
        return tally

    def lines(self, *resources, **more):
        """Load NDJSON."""
        return self.fhir(ndjson(*resources), name="in.ndjson", **more)

    def enrolment(self, *contents, pace=NOBODY_WAITS):
        tally = Tally()
        paths = [content if hasattr(content, "exists") else self.file(content, "in.834") for content in contents]
        enrolment.examine_all(paths, tally)
        enrolment.ask_first()
        for path in paths:
            enrolment.load(path, tally, pace, self.marks)
        return tally


def ndjson(*resources):
    return b"".join((one if isinstance(one, bytes) else orjson.dumps(one)) + b"\n" for one in resources)


def bundle(*resources, **more):
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources], **more}


def patient(number="p1", *, mbi=None, member=None, last="Rivera", **more):
    identifiers = [{"system": "http://hl7.org/fhir/sid/us-mbi", "value": mbi}] if mbi else []
    if member:
        identifiers.append(member_number(member))
    name = [{"family": last, "given": ["Ana"]}]
    return {"resourceType": "Patient", "id": number, "identifier": identifiers, "name": name, **more}


def member_number(value):
    coding = [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MB"}]
    return {"type": {"coding": coding}, "value": value}


def condition(number="c1", about="Patient/p1", **more):
    subject = about if isinstance(about, dict) else {"reference": about}
    text = {"text": "Seasonal allergy"}
    return {"resourceType": "Condition", "id": number, "subject": subject, "code": text, **more}


def owner(kind, value):
    """The one person who has a number; None where there is none."""
    return find_person(CLOCK, Number(kind, value))


def records_of(person):
    return Resource.objects.filter(person_id=person).exclude(kind="Coverage").count()


def reasons():
    return sorted(Quarantined.objects.values_list("kind", "reason"))


def counts():
    return Person.objects.count(), Identifier.objects.count(), Resource.objects.count(), Quarantined.objects.count()


def quarantined_records():
    """What waits, opened."""
    from wellkept.features.quarantine import list_waiting

    permit = admit_once(CLOCK, list_waiting, purpose="operations.enrolment")
    return [quarantine.one(permit, row.id) for row in quarantine.listed(permit, limit=500)]
