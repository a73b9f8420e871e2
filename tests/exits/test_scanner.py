"""What is said to a clamd, and what is made of its answers."""

import os

import pytest

from tests.servers.clamd import EICAR, clamd
from wellkept.exits.scanner import Found, Scanner, ScannerUnusable, scanner


@pytest.fixture
def server(monkeypatch):
    with clamd() as server:
        monkeypatch.setenv("WELLKEPT_SCANNER", server.address)
        yield server


def test_it_is_shown_every_byte_and_its_word_is_taken(server):
    long = os.urandom(200_000)
    assert scanner().scan(None, long) is Found.NOTHING
    assert server.seen == [long]
    assert scanner().scan(None, b"") is Found.NOTHING
    assert scanner().scan(None, b"%PDF-1.7 " + EICAR) is Found.SOMETHING


@pytest.mark.parametrize("fault", ["hangs up", "error", "nonsense"])
def test_any_other_answer_is_none(server, fault):
    server.fault = fault
    assert scanner().scan(None, b"abc") is Found.UNREACHABLE


def test_a_scanner_that_is_away_is_no_error():
    with clamd() as server:
        away = Scanner("127.0.0.1", server.server_address[1])
    assert away.scan(None, b"abc") is Found.UNREACHABLE


@pytest.mark.parametrize("wrong", ["3310", "127.0.0.1", "127.0.0.1:x", "192.0.2.9:3310", "scan.example.org:3310"])
def test_papers_go_to_no_other_machine(monkeypatch, wrong):
    monkeypatch.setenv("WELLKEPT_SCANNER", wrong)
    with pytest.raises(ScannerUnusable):
        scanner()


def test_without_the_setting_there_is_none(monkeypatch):
    monkeypatch.delenv("WELLKEPT_SCANNER", raising=False)
    assert scanner() is None
