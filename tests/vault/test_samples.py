"""Public sample resources, whatever their senders' habits, are taken in and come out readable."""

import orjson
import pytest

from tests.vault.conftest import permit_for
from wellkept.vault import claims, coverage, record, resources, supporting
from wellkept.vault.fhir_kinds import SUPPORTING, category
from wellkept.vault.resources import Incoming, Taken

pytestmark = pytest.mark.samples

NOT_KEPT = {"Patient", "Endpoint", "AuditEvent", "Group", "Bundle", "Claim", "ClaimResponse"}


def resources_in(folder):
    for file in sorted(folder.rglob("*.json")):
        said = orjson.loads(file.read_bytes())
        for place, entry in enumerate(said.get("entry") or [{"resource": said}]):
            resource = entry["resource"]
            yield f"{file.name}#{place}", resource


def test_every_sample_is_kept_or_its_type_is_not(ada, samples):
    permit, loaded = permit_for(ada), 0
    for name, resource in resources_in(samples / "fhir"):
        kind = resource.get("resourceType")
        incoming = Incoming(resource=resource, source="feed.claims", identity=name)
        if kind in SUPPORTING:
            assert supporting.take_in(permit_for(None), incoming) in {Taken.LOADED, Taken.UNCHANGED}
        elif category(resource) is None:
            assert kind in NOT_KEPT, name
        else:
            assert resources.take_in(permit, incoming) is Taken.LOADED, name
            loaded += 1
    assert loaded > 200
    rows = claims.listed(permit, limit=500)
    assert len(rows) > 8
    for row in rows:
        found = claims.one(permit, row.id)
        assert found.status == row.status
        assert found.amounts.billed == row.billed
    assert all(row.title for kind in record.KINDS for row in record.listed(permit, kind, limit=500))
    assert coverage.of(permit).periods
    assert record.results(permit).series
