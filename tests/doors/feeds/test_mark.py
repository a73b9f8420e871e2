"""Where a stopped load goes on."""

import pytest

from wellkept.doors.feeds.mark import Mark

SAID = {"read": 40, "outcomes": {"loaded": 40}}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"content")
    return path


def test_a_mark_is_found_again_until_the_file_was_read_to_its_end(file, tmp_path):
    Mark.of(file, tmp_path / "marks", "main").write(SAID)
    again = Mark.of(file, tmp_path / "marks", "main")
    assert again.read() == SAID
    again.remove()
    again.remove()
    assert again.read() is None


def test_other_content_and_other_senders_have_other_marks(file, tmp_path):
    Mark.of(file, tmp_path / "marks", "main").write(SAID)
    assert Mark.of(file, tmp_path / "marks", "clinic").read() is None
    file.write_bytes(b"content changed")
    assert Mark.of(file, tmp_path / "marks", "main").read() is None


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"done": 3}', b'{"read": "x"}', b"\xff"])
def test_a_broken_mark_counts_as_none(file, tmp_path, broken):
    mark = Mark.of(file, tmp_path / "marks", "main")
    mark.write(SAID)
    mark.place.write_bytes(broken)
    assert mark.read() is None


def test_a_mark_is_due_a_second_after_the_last(file, tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("wellkept.doors.feeds.mark.time.monotonic", lambda: now[0])
    mark = Mark.of(file, tmp_path / "marks", "main")
    assert not mark.is_due
    now[0] += 1.5
    assert mark.is_due
    mark.write(SAID)
    assert not mark.is_due
