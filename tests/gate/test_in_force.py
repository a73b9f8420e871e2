"""What is promised now: a new version holds from the moment it is put in force, whoever is reading meanwhile."""

from tests.people import promise
from wellkept.gate import in_force, promised
from wellkept.ledger import in_force as register


def test_who_read_the_register_before_a_new_version_does_not_bring_the_old_one_back(house, monkeypatch):
    promise("model/2026-05")
    read = register.in_force

    def slow(at):
        """Another thread puts a version in force between the answer of the register and its use."""
        old = read(at)
        monkeypatch.setattr(register, "in_force", read)
        promise("model/2026-11")
        return old

    monkeypatch.setattr(register, "in_force", slow)
    assert promised().version == "model/2026-05"
    assert promised().version == "model/2026-11"


def test_the_register_is_read_again_after_a_while_and_not_before(house, monkeypatch):
    promise("model/2026-05")
    assert promised().version == "model/2026-05"
    read = []
    monkeypatch.setattr(register, "in_force", lambda _: read.append(1) or "model/2026-11")
    assert promised().version == "model/2026-05"
    now = in_force.time.monotonic() + 31
    monkeypatch.setattr(in_force.time, "monotonic", lambda: now)
    assert promised().version == "model/2026-11"
    assert promised().version == "model/2026-11"
    assert read == [1]
