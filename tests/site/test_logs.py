"""What a log says of a failure: where it was, never what it was about."""

import io
import json
import logging

import pytest
import structlog

from wellkept.site import logs

SECRET = "Rosa Delgado, 555-0142"


@pytest.fixture
def written():
    """The lines that are logged from here on, as objects."""
    root = logging.getLogger()
    before, level, out = root.handlers[:], root.level, io.StringIO()
    logs.set_up(stream=out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def fail(person: str) -> None:
    try:
        {}[person]
    except KeyError as fault:
        raise ValueError(f"no such member: {person}") from fault


def test_an_exception_is_its_types_and_lines(written):
    try:
        fail(SECRET)
    except ValueError:
        logging.getLogger("wellkept").exception("a page failed")
    [line] = written()
    assert [one["type"] for one in line["exception"]] == ["ValueError", "KeyError"]
    assert all("test_logs.py:" in at for one in line["exception"] for at in one["at"])
    assert line["event"] == "a page failed"


def test_no_message_and_no_local_of_an_exception_is_written(written):
    for log in (logging.getLogger("django.request"), structlog.get_logger("wellkept")):
        try:
            fail(SECRET)
        except ValueError:
            log.exception("failed")
    assert len(written()) == 2
    assert "Rosa" not in json.dumps(written())
    assert "555" not in json.dumps(written())


def test_a_failed_request_is_logged_by_its_route(written, rf):
    request = rf.get(f"/claims/{SECRET}?name=Rosa")
    request.resolver_match = type("Match", (), {"route": "claims/<uuid:claim>"})()
    logging.getLogger("django.request").error(
        "Internal Server Error: %s", request.path, extra={"status_code": 500, "request": request}
    )
    [line] = written()
    assert (line["status"], line["route"], line["event"]) == (500, "claims/<uuid:claim>", "request failed")
    assert "Rosa" not in json.dumps(line)


def test_named_fields_are_kept(written):
    structlog.get_logger("wellkept").info("sealed", entries=12)
    [line] = written()
    assert (line["event"], line["entries"], line["level"]) == ("sealed", 12, "info")


def test_a_circle_of_causes_ends(written):
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    logging.getLogger("wellkept").error("failed", exc_info=one)
    assert [fault["type"] for fault in written()[0]["exception"]] == ["ValueError", "KeyError"]
