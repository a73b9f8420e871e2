"""`wellkept ledger`, in a home of its own."""

import orjson
import pytest

from tests.ledger.conftest import sealed, sql, take_triggers_away, written
from wellkept.exits.keys import ring
from wellkept.site import preparing
from wellkept.site.command import ledger


@pytest.fixture
def wellkept(house, monkeypatch):
    """Runs `wellkept ledger …` in the house; the home is ready, so nothing is prepared."""
    import argparse

    monkeypatch.setattr(preparing, "prepare", lambda: None)

    def run(*words):
        parser = argparse.ArgumentParser()
        ledger.add_arguments(parser)
        arguments = parser.parse_args(words)
        return ledger.run(arguments)

    return run


def test_verify_says_that_the_book_is_sound_and_how_long_its_tail_is(wellkept, capsys):
    sealed(4)
    written(2)
    assert wellkept("verify") == 0
    told = capsys.readouterr().out
    assert "sound: 4 sealed entries" in told
    assert "2 entries wait to be sealed" in told
    assert wellkept("seal") == 0
    assert "sealed 2 entries" in capsys.readouterr().out


def test_verify_names_the_first_bad_entry_and_the_missing_triggers(wellkept, capsys):
    sealed(4)
    take_triggers_away()
    assert wellkept("verify") == 1
    assert "ledger_entry_no_update" in capsys.readouterr().err
    sql("UPDATE ledger_entry SET role = 'x' WHERE number = 3")
    assert wellkept("verify") == 1
    assert "changed: entry 3" in capsys.readouterr().out


def test_a_proof_is_printed_and_checked_without_the_home(wellkept, capsys, tmp_path):
    entry = sealed(4)[1]
    assert wellkept("proof", str(entry.id)) == 0
    file = tmp_path / "proof.json"
    file.write_text(capsys.readouterr().out)
    assert orjson.loads(file.read_bytes())["entry"][1] == entry.id.hex
    assert wellkept("proof", "--check", str(file)) == 0
    assert wellkept("proof", "--check", str(file), "--key", ring().public_key().hex()) == 0
    assert wellkept("proof", "--check", str(file), "--key", "00" * 32) == 1
    file.write_text("{}")
    assert wellkept("proof", "--check", str(file)) == 1
    assert wellkept("proof", "--check", str(tmp_path / "none.json")) == 1


def test_head_shows_what_can_be_written_down_elsewhere(wellkept, capsys):
    assert wellkept("head") == 0
    assert "nothing is sealed yet" in capsys.readouterr().out
    sealed(4)
    assert wellkept("head", "--publish") == 0
    told = capsys.readouterr().out
    assert "size: 4" in told
    assert ring().public_key().hex() in told


def test_a_book_that_was_cut_is_not_sealed(wellkept, capsys):
    sealed(4)
    take_triggers_away()
    sql("DELETE FROM ledger_head")
    assert wellkept("seal") == 1
    assert "wellkept ledger verify" in capsys.readouterr().err
