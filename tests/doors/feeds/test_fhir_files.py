"""Bundles, single resources and NDJSON, of any size and in any state."""

import subprocess
import sys

import orjson
import pytest

from tests.doors.feeds.loads import bundle, condition, ndjson, patient
from wellkept.doors.feeds import fhir_files
from wellkept.doors.feeds.fhir_files import Unfit, examine, resources
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.features.taking_in import Sent


@pytest.fixture
def file(tmp_path):
    def write(content, name="in.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else orjson.dumps(content))
        return path

    return write


def found(path, **more):
    return [(one.where, one.kind if isinstance(one, Sent) else one.reason) for one in resources(path, **more)]


ORGANIZATION = {"resourceType": "Organization", "id": "o"}


def test_a_bundle_gives_those_first_that_others_refer_to_and_keeps_their_places(file):
    path = file(bundle(condition(), patient(), ORGANIZATION))
    assert found(path) == [("entry 3", "Organization"), ("entry 2", "Patient"), ("entry 1", "Condition")]
    assert found(path, in_order=True)[0] == ("entry 1", "Condition")


def test_a_large_bundle_gives_them_as_they_stand(file, monkeypatch):
    monkeypatch.setattr(fhir_files, "_SMALL", 100)
    assert found(file(bundle(condition(), patient())))[0] == ("entry 1", "Condition")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_borne_with(file, mark):
    assert found(file(mark + orjson.dumps(patient()))) == [("the resource", "Patient")]
    assert found(file(mark + orjson.dumps(bundle(patient())))) == [("entry 1", "Patient")]
    assert found(file(mark + ndjson(patient(), condition()))) == [("line 1", "Patient"), ("line 2", "Condition")]


def test_a_pretty_printed_resource_is_one(file):
    assert found(file(orjson.dumps(patient(), option=orjson.OPT_INDENT_2), "a.ndjson")) == [("the resource", "Patient")]


def test_lines_are_told_by_their_content_where_the_name_does_not_say(file):
    assert found(file(b"{bad\n" + ndjson(patient()))) == [("line 1", "The line is not JSON."), ("line 2", "Patient")]


def test_one_line_of_ndjson_is_a_line(file):
    assert found(file(ndjson(patient()), "a.ndjson")) == [("line 1", "Patient")]


def test_blank_lines_and_other_line_ends_do_not_count(file):
    sent = b"\r\n\r\n".join(orjson.dumps(one) for one in (patient(), condition()))
    assert found(file(sent, "a.ndjson")) == [("line 1", "Patient"), ("line 3", "Condition")]


def test_a_line_longer_than_any_resource_is_put_aside_and_the_next_is_read(file, monkeypatch):
    monkeypatch.setattr(fhir_files, "_LONGEST_LINE", 400)
    path = file(ndjson(patient(), condition(note="x" * 1000), patient("p2")), "a.ndjson")
    assert [where for where, _ in found(path)] == ["line 1", "line 2", "line 3"]
    assert "longer than any resource" in found(path)[1][1]


def test_bundles_in_bundles_are_unpacked(file):
    path = file(bundle(bundle(patient(), bundle(condition())), ORGANIZATION))
    assert found(path, in_order=True) == [
        ("entry 1.1", "Patient"),
        ("entry 1.2.1", "Condition"),
        ("entry 2", "Organization"),
    ]
    assert found(file(ndjson(bundle(patient()), condition()), "a.ndjson"))[0] == ("line 1.1", "Patient")


@pytest.mark.parametrize(("levels", "told"), [(20, "Bundle"), (40, "It is nested deeper than any FHIR resource.")])
def test_bundles_nested_without_end_are_not_unpacked(file, levels, told):
    deep = bundle(patient())
    for _ in range(levels):
        deep = bundle(deep)
    assert [kind for _, kind in found(file(deep))] == [told]


def test_the_type_may_stand_behind_the_entries(file):
    path = file(b'{"entry":[{"resource":%b}],"resourceType":"Bundle"}' % orjson.dumps(patient()))
    assert found(path) == [("entry 1", "Patient")]


def test_bytes_of_lines_are_kept_as_they_were_sent(file):
    raw = b'{ "resourceType" : "Patient", "id":"1" , "multipleBirthInteger":1.10}'
    (one, _) = resources(file(raw + b"\n" + raw, "a.ndjson"))
    assert one.raw == raw


def test_what_is_told_of_a_bad_file_holds_nothing_of_it(file):
    with pytest.raises(NotReadable) as fault:
        examine(file(b'{"resourceType":"Patient","name":[{"family":"SECRETNAME"}'))
    assert "SECRET" not in str(fault.value)
    assert "is not JSON" in str(fault.value)


def test_every_kind_in_a_file_is_told(file):
    assert examine(file(bundle(patient(), condition(), condition("2"), "nonsense"))) == (4, {"Patient", "Condition"})


def test_a_record_that_is_unfit_keeps_what_can_be_kept(file):
    odd = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"x","n":1e999}}'
    deep = b',{"resource":{"resourceType":"Condition","id":"y","n":' + b"[" * 5000 + b"]" * 5000 + b"}}]}"
    first, second = resources(file(odd + deep), in_order=True)
    assert isinstance(first, Unfit)
    assert b"1E+999" in first.raw
    assert orjson.loads(second.raw) == {"resourceType": "Condition", "id": "y"}


_READ = """
import os, resource, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "wellkept.site.settings"
django.setup()
from pathlib import Path
from wellkept.doors.feeds.fhir_files import examine, resources
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
total, _ = examine(Path(sys.argv[1]))
assert total == sum(1 for _ in resources(Path(sys.argv[1])))
print(total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["bundle on one line", "bundle", "lines"])
def test_memory_does_not_grow_with_the_file(tmp_path, form):
    one = orjson.dumps(condition(note=[{"text": "x" * 10_000}]))
    between = {"bundle on one line": b",", "bundle": b",\n", "lines": b"\n"}[form]
    whole = form != "lines"
    path = tmp_path / "large.json"
    with path.open("wb") as out:
        out.write(b'{"resourceType":"Bundle","entry":[' if whole else b"")
        for number in range(6_000):
            out.write(between if number else b"")
            out.write(b'{"resource":%b}' % one if whole else one)
        out.write(b"]}" if whole else b"")
    assert path.stat().st_size > 60_000_000
    done = subprocess.run([sys.executable, "-c", _READ, path], capture_output=True, text=True, check=True)
    total, grown = map(int, done.stdout.split())
    assert total == 6_000
    assert grown < 40_000  # kilobytes: some 8 MB are read to see whether there are lines
