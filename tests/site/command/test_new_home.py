"""A command on a folder that is not there yet makes what it needs, or says in one line why it cannot."""

import os
import socket
import stat

import pytest

from tests.houses import is_postgresql
from tests.site.conftest import Terminal, contents

COMMANDS = [("check",), ("backup", "{folder}/copy"), ("keys", "rotate"), ("ledger", "verify"), ("ledger", "seal")]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: "-".join(words[:2]))
def test_every_command_makes_what_it_needs(bare, tmp_path, words):
    bare.does(*(word.format(folder=tmp_path) for word in words))
    assert [mode(path) for path in (bare.home / "secret_key", bare.home / "keys" / "ring.json")] == [0o600, 0o600]
    others = [path for path in bare.home.rglob("*") if mode(path) & 0o077]
    assert others == []


def test_a_load_into_a_new_home_makes_it(bare, small):
    assert "read 3, loaded 3, unchanged 0, quarantined 0" in bare.does("load", "enrolment", small.enrolment)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nowhere/1", "there is no statement “nowhere/1”"),
        ("../../etc/passwd", "there is no statement"),
        ("model/2026-1l", "did you mean"),
    ],
)
def test_an_unknown_statement_is_named_and_nothing_is_made(bare, named, said):
    told = bare.refuses("check", WELLKEPT_STATEMENT=named)
    assert said in told or said == "did you mean"
    assert not bare.home.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://somewhere/else", "must look like postgresql://"),
        ("postgresql://127.0.0.1:1/nobody", "The database cannot be used"),
        ("postgresql://127.0.0.1:5432", "must look like postgresql://"),
        ("postgresql://127.0.0.1:port/name", "must look like postgresql://"),
    ],
)
def test_an_unusable_database_address_is_said(tmp_path, address, said):
    assert said in Terminal(tmp_path / "home", address).refuses("check")


def test_a_home_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    told = Terminal(tmp_path / "file" / "home").refuses("check")
    assert f"WELLKEPT_HOME={tmp_path}/file/home cannot be used" in told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_another_owns_is_said(tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o500)
    assert "cannot be used" in Terminal(tmp_path / "theirs" / "home").refuses("check")


def test_a_port_in_use_is_said_before_anything_is_made(bare):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port} is in use" in bare.refuses("run", PORT=port)
    assert not bare.home.exists()


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_said(bare, port):
    assert "a port is a number from 1 to 65535" in bare.refuses("run", code=2, PORT=port)


@pytest.mark.promise("P2")
@pytest.mark.parametrize("fault", ["missing", "of another home", "broken", "empty"])
def test_a_wrong_key_ring_stops_every_command_and_nothing_is_written(lived, tmp_path, fault):
    ring = lived.home / "keys" / "ring.json"
    other = Terminal(tmp_path / "other")
    if fault == "of another home":
        other.does("check")
        ring.write_bytes((other.home / "keys" / "ring.json").read_bytes())
    elif fault == "missing":
        ring.unlink()
    else:
        ring.write_bytes(b"{}" if fault == "broken" else b"")
    before = contents(lived.home)
    for words in (("check",), ("keys", "rotate"), ("backup", tmp_path / "copy"), ("run", "--port", "1"), ("work",)):
        told = lived.refuses(*words)
        assert "ring" in told
    assert contents(lived.home) == before
    assert not (tmp_path / "copy").exists()


@pytest.mark.skipif(is_postgresql(), reason="the file is SQLite's")
def test_a_database_file_that_is_none_is_said(terminal):
    (terminal.home / "data" / "wellkept.sqlite3").write_bytes(b"not a database at all, but long enough " * 100)
    assert "file is not a database" in terminal.refuses("check")
