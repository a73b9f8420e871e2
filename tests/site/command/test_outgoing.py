"""What a demonstration would have sent can be read at the terminal, and nowhere else."""

import pytest

from tests.features.test_outbox import NOON, ada, leave, send  # noqa: F401
from tests.vault.conftest import permit_for
from wellkept.site.command import main
from wellkept.vault import outbox as rows


@pytest.fixture
def demonstration(house):
    (house.home / "demonstration").write_text("2026-03-02")


def test_messages_are_listed_and_shown(ada, demonstration, capsys):  # noqa: F811
    assert main(["outgoing", "list"]) == 0
    assert "Nothing was kept yet" in capsys.readouterr().out
    row = leave(ada)
    send()
    rows.leave_for_office(permit_for(None), notice="something_waits", office="privacy_officer", words={}, at=NOON)
    send()
    assert main(["outgoing", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.count("\n") == 2
    assert f"{row.hex[:8]}" in listed
    assert "ada@example.org" in listed
    for wanted in (row.hex[:8], str(row)):
        assert main(["outgoing", "show", wanted]) == 0
        assert "314159" in capsys.readouterr().out
    assert main(["outgoing", "show", "last"]) == 0
    assert "Something" in capsys.readouterr().out
    assert main(["outgoing", "show", "no"]) == 1
    assert "0 messages begin with" in capsys.readouterr().err


def test_a_plans_messages_are_not_the_terminals_to_read(ada, capsys):  # noqa: F811
    leave(ada)
    send()
    assert main(["outgoing", "list"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no demonstration" in said.err
