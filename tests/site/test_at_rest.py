"""Nothing that a home keeps can be read without its keys: whole, after everything that a first month does to it."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from urllib.parse import quote

import orjson
import pytest
from django.db import connections
from django.test import Client

from tests.houses import is_postgresql
from tests.site.conftest import TODAY, contents
from wellkept.features import accounts
from wellkept.features.people import find_person
from wellkept.gate import promised
from wellkept.identity.systems import CLOCK
from wellkept.site.demonstration import write
from wellkept.vault.numbers import Number

# Two people of the demonstration with much to tell, one of them with what is sensitive besides.
PEOPLE = ("Whitlock", "Callahan")
DIRECTORY = {"Organization", "Practitioner", "PractitionerRole", "Location", "Medication"}
PASSWORD = "seven-brass-lanterns-9418"
PAGES = ("/home", "/coverage", "/claims", "/record", "/record/results", "/record/vitals", "/your-information")
# Words of FHIR and of our own tables, by which something is found without telling of whom.
NOT_ABOUT_ANYBODY = re.compile(r"https?://|urn:|^[A-Za-z]+/|^[0-9a-f-]{36}$|^\d{4}-\d\d-\d\dT")


@pytest.fixture
def planted(terminal, tmp_path):
    """The home after loading, signing in, looking, sealing and a backup; and what was planted in it."""
    made = write(tmp_path / "files", today=TODAY)
    resources = [one for path in made.fhir for one in map(orjson.loads, path.read_bytes().splitlines())]
    theirs = list(_of(resources))
    chosen = tmp_path / "chosen.ndjson"
    chosen.write_bytes(b"\n".join(map(orjson.dumps, theirs)))
    terminal.does("load", "enrolment", made.enrolment)
    terminal.does("load", "fhir", chosen)
    for user in made.sign_ins:
        if any(name in user.name for name in PEOPLE):
            _use(user)
    connections.close_all()
    terminal.does("ledger", "seal")
    terminal.does("ledger", "head", "--publish")
    terminal.does("keys", "rotate")
    terminal.does("backup", tmp_path / "copy")
    return terminal, sorted(_words(theirs) | {PASSWORD, *PEOPLE} | {user.email for user in made.sign_ins})


def _of(resources):
    """Their resources, and the directory that these point to."""
    patients = {
        one["id"] for one in resources if one["resourceType"] == "Patient" and one["name"][0]["family"] in PEOPLE
    }
    for one in resources:
        subject = one.get("subject") or one.get("patient") or one.get("beneficiary") or {}
        about = {one["id"], subject.get("reference", "").removeprefix("Patient/")}
        if about & patients or one["resourceType"] in DIRECTORY:
            yield one


def _words(resources):
    """Every telling text of their patients, claims and records: names, numbers, streets, codes, drugs, notes."""
    kinds = {"Patient", "ExplanationOfBenefit", "Observation", "Condition", "MedicationRequest", "Immunization"}
    found = set()
    for resource in (one for one in resources if one["resourceType"] in kinds):
        found.update(_texts(resource))
    return {word for word in found if len(word) > 5 and not NOT_ABOUT_ANYBODY.search(word)}


def _texts(value, name=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            # What a profile fixes is the same for everyone: kinds, statuses and categories.
            if key not in {"resourceType", "meta", "category", "type", "status", "clinicalStatus", "use", "system"}:
                yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str):
        yield value


def _use(user):
    person = find_person(CLOCK, Number("member_id", user.member_number))
    accounts.make_member_account(CLOCK, person, user.username + "-signs-on", PASSWORD)
    browser = Client(headers={"Host": "localhost", "User-Agent": "Mozilla/5.0 (Planted; Wombat 7)"})
    answer = browser.post("/sign-in", {"user_name": user.username + "-signs-on", "password": PASSWORD})
    assert answer.status_code == 302
    assert browser.post("/agreement", {"version": promised().version}).status_code == 302
    for page in PAGES:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert user.name.split()[0] in answer.content.decode() or page != "/home"
    claim = re.search(rb'href="(/claims/[0-9a-f-]{36})"', browser.get("/claims").content)
    assert claim
    assert browser.get(claim[1].decode()).status_code == 200
    browser.post("/sign-in", {"user_name": "Whitlock's wrong name", "password": PASSWORD + "!"})
    browser.get("/claims?after=Whitlock")


def spellings(word):
    """The ways in which a word could lie in a file as text, in small letters."""
    shorn = word.replace("-", "") if len(word) > 10 else word
    for text in {word.casefold(), json.dumps(word)[1:-1].casefold(), quote(word).casefold(), shorn.casefold()}:
        yield text.encode()


def lies_in(kept, word):
    """Whether a word is there. A short code such as 8462-4 counts where it stands alone: many an UUID has it inside."""
    if len(word) > 8 or not re.fullmatch("[0-9a-fA-F-]+", word):
        return any(one in kept for one in spellings(word))
    return any(re.search(b"(?<![0-9a-f-])" + one + b"(?![0-9a-f-])", kept) for one in spellings(word))


def opened(kept):
    """What is kept, and what its runs of hexadecimal and base64 digits stand for, wherever these may begin."""
    found = [kept]
    for run in re.findall(rb"[0-9A-Fa-f]{8,}", kept):
        found += [bytes.fromhex(run[start : start + (len(run) - start) // 2 * 2].decode()) for start in range(2)]
    for run in re.findall(rb"[A-Za-z0-9+/_-]{8,}", kept):
        digits = run.replace(b"-", b"+").replace(b"_", b"/")
        found += [base64.b64decode(part + b"A" * (-len(part) % 4)) for part in (digits[start:] for start in range(4))]
    together = b"\0\0\0\0\n".join(found).lower()
    # Without NULs, UTF-16 and UTF-32 are what UTF-8 is.
    return together + together.replace(b"\0", b"")


def at_rest(terminal):
    """Every byte that is kept: files, and on PostgreSQL a dump of all schemas."""
    folders = (terminal.home, terminal.home.parent / "copy")
    found = [name.encode() + b"\0" + content for folder in folders for name, content in contents(folder).items()]
    if is_postgresql():
        command = [shutil.which("pg_dump") or "pg_dump", f"--dbname={terminal.address}"]
        dumped = subprocess.run(command, capture_output=True, check=True).stdout
        # Without the remarks of pg_dump itself ("dump complete").
        found.append(b"\n".join(line for line in dumped.splitlines() if not line.startswith(b"--")))
    return opened(b"\0".join(found))


@pytest.mark.promise("P2")
def test_nothing_planted_is_found_in_a_whole_home_in_any_spelling(planted):
    terminal, words = planted
    # A run of few hexadecimal digits stands somewhere in megabytes of sealed bytes by mere chance.
    words = [word for word in words if len(word) > 8 or not re.fullmatch("[0-9a-fA-F]+", word)]
    assert len(words) > 60
    kept = at_rest(terminal)
    assert len(kept) > 500_000
    assert [word for word in words if lies_in(kept, word)] == []
    # The search itself works: a word of a ledger entry, which tells of nobody, lies there in clear.
    assert lies_in(kept, "operations.hosting")
    assert lies_in(b"a code 8462-4.", "8462-4")
    assert not lies_in(b"af8462-4c0e", "8462-4")


@pytest.mark.promise("P2")
@pytest.mark.parametrize("word", ["Whitlock", "4548-4x", "a@b.example"])
def test_the_search_finds_a_word_however_it_is_spelled(word):
    for hidden in (
        word.encode(),
        word.encode("utf-16-le"),
        word.encode().hex().encode(),
        base64.b64encode(b"x" + word.encode() + b"yz"),
        base64.b64encode(b"xy" + word.encode() + b"z"),
        base64.b64encode(word.encode() + b"zzz"),
        json.dumps(word).encode(),
        word.upper().encode(),
    ):
        assert any(spelling in opened(b"before" + hidden + b"after") for spelling in spellings(word)), hidden


def test_the_book_says_when_but_never_about_whom(lived):
    """A day of use, told by the book alone, has no name of a member in it."""
    from wellkept.ledger import reading

    rows = list(reading.between(datetime(2020, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)))
    assert rows
    assert not any("Appleyard" in repr(row) or "LH2" in repr(row) for row in rows)
