"""`wellkept run`: the site and its worker, and nothing that stays when it ends."""

import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.people import member, promise, somebody
from wellkept.features.claims import list_claims
from wellkept.ledger import seals

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
_LONGEST = 60  # seconds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(terminal, *words, **also):
    """`wellkept run` with what it says, once it has said its address."""
    port = free_port()
    # Without --empty a new home is filled with the demonstration first, which takes a minute.
    command = [sys.executable, "-m", "wellkept.site.command", "run", "--empty", *words]
    surroundings = terminal.surroundings(PORT=str(port), **also)
    # As a shell starts what goes to the background: with SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    with (
        (terminal.home.parent / "errors").open("w") as errors,
        subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        signal.signal(signal.SIGINT, before)
        try:
            said = [line := process.stdout.readline()]
            while line and not line.startswith("http://"):
                said.append(line := process.stdout.readline())
            assert said[-1] == f"http://localhost:{port}\n", (terminal.home.parent / "errors").read_text()
            yield process, port, "".join(said)
        finally:
            process.kill()


def members_of(home):
    """Processes that serve this home, by their environment."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"WELLKEPT_HOME={home}\0".encode() in (place / "environ").read_bytes()
            gone = "State:\tZ" in (place / "status").read_text()
        except OSError:
            continue
        if mine and not gone:
            found.append(int(place.name))
    return found


def until(holds, what):
    deadline = time.monotonic() + _LONGEST
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def answers(port):
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
        return answer.status


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_nothing_is_left_running_however_it_ends(terminal, number):
    with running(terminal) as (process, port, _):
        assert answers(port) == 200
        assert len(members_of(terminal.home)) >= 3
        process.send_signal(number)
        process.wait(timeout=_LONGEST)
        until(lambda: not members_of(terminal.home), "something is left running")
        if number is not signal.SIGKILL:
            assert process.returncode == 0
        with pytest.raises(URLError):
            answers(port)


def test_one_home_is_served_once_and_not_restored_meanwhile(terminal, tmp_path):
    terminal.does("backup", tmp_path / "copy")
    with running(terminal):
        told = terminal.refuses("run", "--port", str(free_port()))
        assert "a site is up already" in told
        assert "a site is up already" in terminal.refuses("restore", tmp_path / "copy")
        terminal.does("check")


def test_a_demonstration_says_who_can_sign_in_and_takes_another_statement(terminal, small):
    terminal.does("load", "enrolment", small.enrolment)
    (terminal.home / "demonstration").write_text("2026-11-20")
    with running(terminal) as (_, _, said):
        assert "Statement in force: model/2026-11" in said
        assert re.search(r"All sign in with the password \S{19}\n", said)
        assert re.search(r"\n  rosa +Rosa Delgado +\S", said)
    until(lambda: not members_of(terminal.home), "something is left running")
    with running(terminal, WELLKEPT_STATEMENT="caloptima/2019-07-11") as (_, port, said):
        assert "Statement in force: caloptima/2019-07-11" in said
        with urlopen(f"http://127.0.0.1:{port}/privacy-statement", timeout=20) as page:
            assert "CalOptima" in page.read().decode()
    until(lambda: not members_of(terminal.home), "something is left running")
    assert "there is no statement" in terminal.refuses("run", WELLKEPT_STATEMENT="caloptima/1999")


def test_a_plans_own_home_keeps_its_statement(terminal):
    terminal.does("check")
    with running(terminal, WELLKEPT_STATEMENT="caloptima/2019-07-11") as (_, _, said):
        assert "is not used: this home has model/2026-11 in force" in said
        assert "password" not in said


def test_the_worker_seals_what_was_written(house):
    from wellkept.doors.clock import jobs  # the queue opens its file in the home

    promise()
    person = somebody()
    list_claims(member(person), person)
    assert seals.head() is None
    sealed = jobs.seal_by_the_minute.call_local()
    assert sealed >= 1
    head = seals.head()
    assert head is not None
    assert head.size == sealed
    jobs.seal_by_the_minute.call_local()
    assert seals.head().size >= head.size
