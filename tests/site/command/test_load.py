"""`wellkept load`, as somebody at a terminal runs it."""

import re
import signal
import subprocess
import sys
import time
from contextlib import nullcontext, suppress

import orjson
import pytest

from tests.doors.feeds.loads import MBI, bundle, condition, counts, ndjson, owner, patient, records_of
from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.ledger.models import Entry
from wellkept.site import serving
from wellkept.vault.models import Identifier, MemberKey, Person, Quarantined, Resource

LAST = re.compile(r"read \d+, loaded \d+, unchanged \d+, quarantined \d+")


@pytest.fixture
def file(tmp_path):
    def write(content, name="in.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else orjson.dumps(content))
        return path

    return write


def test_a_load_ends_with_its_counts_and_the_reasons_stand_above(terminal, file):
    path = file(bundle(patient(mbi=MBI), condition(), {"resourceType": "Group", "id": "g"}))
    *above, last = terminal.does("load", "fhir", path).splitlines()
    assert last == "read 3, loaded 2, unchanged 0, quarantined 1"
    assert above == ["quarantined 1: The plan keeps no records of this type.", f"  {path}: entry 3 (Group)"]
    assert LAST.fullmatch(terminal.does("load", "fhir", path).splitlines()[-1])


def test_a_folder_is_loaded_file_by_file_in_the_order_of_names(terminal, tmp_path):
    (tmp_path / "given" / "deeper").mkdir(parents=True)
    (tmp_path / "given" / "b.ndjson").write_bytes(ndjson(condition(), condition("c2")))
    (tmp_path / "given" / "deeper" / "z.json").write_bytes(orjson.dumps(patient()))
    (tmp_path / "given" / "readme.txt").write_text("not read")
    assert terminal.does("load", "fhir", tmp_path / "given").endswith("read 3, loaded 3, unchanged 0, quarantined 0\n")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("fhir", b""),
        ("fhir", b"ISA*00*          *00*"),
        ("fhir", b'{"resourceType":"Nonsense"}'),
        ("fhir", b'{"resourceType":"Bundle","entry":['),
        ("enrolment", b""),
        ("enrolment", b'{"resourceType":"Patient"}'),
        ("enrolment", file_of(Member()).getvalue()[:300]),
    ],
)
def test_what_is_not_what_was_asked_for_ends_with_1_and_keeps_nothing_of_any_file(terminal, file, kind, content):
    good = file(bundle(patient()) if kind == "fhir" else file_of(Member()).getvalue(), "good.in")
    bad = file(content, "bad.in")
    assert "bad.in" in terminal.refuses("load", kind, good, bad)
    assert counts() == (0, 0, 0, 0)


def test_where_one_file_is_missing_nothing_of_the_others_is_kept(terminal, file, tmp_path):
    assert "nowhere.in" in terminal.refuses("load", "fhir", file(bundle(patient())), tmp_path / "nowhere.in")
    assert counts() == (0, 0, 0, 0)


def test_a_second_load_at_the_same_time_is_told_to_wait(terminal, file):
    import fcntl

    with (terminal.home / "files" / "loading").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "another load is under way" in terminal.refuses("load", "fhir", file(patient()))
    assert terminal.does("load", "fhir", file(patient())).startswith("read 1, loaded 1")


def test_a_long_load_tells_how_far_it_is_and_how_fast(terminal, file):
    code = "import wellkept.site.command.load as load, sys; load._TELL_EVERY = 0.0; "
    code += "from wellkept.site.command import main; sys.exit(main(sys.argv[1:]))"
    path = file(ndjson(patient(), *(condition(f"c{n}") for n in range(250))), "in.ndjson")
    command = [sys.executable, "-c", code, "load", "fhir", str(path)]
    done = subprocess.run(command, env=terminal.surroundings(), capture_output=True, text=True, check=True)
    assert re.search(r"^\d+ of 251 records, [\d,]+ a second$", done.stderr, re.MULTILINE)
    assert LAST.fullmatch(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("up", [True, False], ids=["the site is up", "nobody is there"])
def test_a_load_rests_while_the_site_is_up_and_only_then(terminal, file, up):
    code = "import sys, time, wellkept.doors.feeds.pace as pace; rests = []; "
    code += "pace.time = type('Clock', (), {'monotonic': time.monotonic, 'sleep': rests.append}); "
    code += "from wellkept.site.command import main; main(sys.argv[1:]); print('rests', len(rests))"
    path = file(bundle(patient(mbi=MBI), condition()))
    command = [sys.executable, "-c", code, "load", "fhir", str(path)]
    with serving.held(terminal.home) if up else nullcontext():
        done = subprocess.run(command, env=terminal.surroundings(), capture_output=True, text=True, check=True)
    assert (int(done.stdout.split()[-1]) > 0) is up


def files_of(kind, file):
    """Enough to be stopped in the middle, and what is there when all of it went in."""
    if kind == "enrolment":
        return file(file_of(*(Member(number=f"M{n}") for n in range(600))).getvalue(), "in.834"), 600
    people = [patient(f"p{n}", mbi=f"1S{n:02}E00AA00") for n in range(40)]
    records = [condition(f"c{n}", f"Patient/p{n % 40}") for n in range(1500)]
    odd = [{"resourceType": "Group", "id": f"g{n}"} for n in range(5)]
    return file(ndjson(*records[:300], *people, *odd, *records[300:]), "in.ndjson"), 1545


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["enrolment", "fhir"])
def test_a_load_that_was_killed_goes_on_and_nothing_is_doubled_or_lost(terminal, file, kind):
    path, whole = files_of(kind, file)
    killed = 0
    for wait_for in (3, 150, 400):
        killed += killed_while_loading(terminal, kind, path, wait_for)
    assert killed
    last = terminal.does("load", kind, path).splitlines()[-1]
    assert last.startswith(f"read {whole}, ")
    nobody = Person.objects.exclude(id__in=Identifier.objects.values("person"))
    assert not nobody.exists()
    if kind == "enrolment":
        assert Person.objects.count() == Resource.objects.filter(kind="Coverage").count() == 600
    else:
        assert (Person.objects.count(), Resource.objects.count(), Quarantined.objects.count()) == (40, 1500, 5)
        assert last.endswith("quarantined 5")
    assert set(Person.objects.values_list("id", flat=True)) <= set(
        MemberKey.objects.using("keys").values_list("person", flat=True)
    )
    again = terminal.does("load", kind, path).splitlines()[-1]
    assert ", loaded 0, " in again


def killed_while_loading(terminal, kind, path, at_least):
    """Start a load and kill it once so many ledger entries or records are new; whether it was still at it."""
    before = _progress()
    command = [sys.executable, "-m", "wellkept.site.command", "load", kind, str(path)]
    with subprocess.Popen(command, env=terminal.surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as load:
        deadline = time.monotonic() + 60
        while _still_at_it(load) and _progress() - before < at_least and time.monotonic() < deadline:
            pass
        load.send_signal(signal.SIGKILL)
        load.communicate()
    return load.returncode == -signal.SIGKILL


def _still_at_it(load):
    """Whether it has not ended, looked at for a moment in which it has the machine to itself."""
    with suppress(subprocess.TimeoutExpired):
        load.wait(timeout=0.02)
    return load.returncode is None


def _progress():
    return Resource.objects.count() + Person.objects.count() + Quarantined.objects.count()


@pytest.mark.promise("P6")
def test_what_a_sender_brings_is_in_the_ledger_with_its_clause(terminal, file):
    terminal.does("load", "fhir", file(bundle(patient(mbi=MBI), condition())))
    entry = Entry.objects.filter(verb="resources.take_in_clinical", verdict="done").get()
    assert (entry.action, entry.party, entry.visitor) == ("collect", "feed.clinical", "feed.clinical")
    assert entry.clauses
    assert records_of(owner("mbi", MBI)) == 1
