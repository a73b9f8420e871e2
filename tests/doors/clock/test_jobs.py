"""What the clock does by the minute."""

import json
from importlib import import_module

import pytest
from django.conf import settings

from tests.features.test_outbox import ada, kept_for, leave  # noqa: F401
from wellkept.doors.clock.writing import write
from wellkept.features.telling import NotWritten


@pytest.fixture
def queued():
    """Delays, in seconds, with which jobs were put into the queue."""
    return []


@pytest.fixture
def jobs(house, queued, monkeypatch):
    """The jobs; the queue's file is opened when they are imported, so not before there is a home."""
    found = import_module("wellkept.doors.clock.jobs")
    monkeypatch.setattr(found.send_waiting, "schedule", lambda *, delay: queued.append(delay))
    return found


def test_the_outbox_is_looked_into_every_few_seconds(ada, jobs, queued):  # noqa: F811
    jobs.send_through_the_minute.call_local()
    assert queued == list(range(0, 60, 5))
    leave(ada)
    assert jobs.send_waiting.call_local() == 1
    assert len(kept_for(ada)) == 1
    assert jobs.forget_what_was_sent.call_local() == 0


def test_what_is_stuck_is_told_each_minute_as_numbers_alone(ada, jobs, capsys):  # noqa: F811
    leave(ada)
    jobs.send_through_the_minute.call_local()
    said = capsys.readouterr()
    assert "outbox_stuck" in said.out + said.err
    assert "ada" not in json.dumps(said.out + said.err)


@pytest.mark.parametrize("notice", ["no_such_notice", "../base", "Parts", "", "x" * 90, "parts/foot"])
def test_what_is_no_notice_is_not_written(ada, notice):  # noqa: F811
    with pytest.raises(NotWritten):
        write(notice, "en", {})


def test_words_cannot_bring_markup_or_templates_into_a_mail(ada):  # noqa: F811
    written = write("contact_code", "en", {"code": "<b>{{ site }}</b>", "minutes": "9"})
    assert "<b>" not in written.html
    assert "<b>{{ site }}</b>" in written.text


def test_links_begin_where_the_plan_says(ada, monkeypatch):  # noqa: F811
    monkeypatch.setattr(settings, "WELLKEPT_ADDRESS", "https://members.example.org")
    written = write("something_waits", "es", {})
    assert "https://members.example.org" in written.short
    assert 'href="https://members.example.org"' in written.html


def test_no_notice_leaves_a_word_out_that_it_was_given(ada):  # noqa: F811
    given = {
        "password_reset": {"path": "/reset-password/abc", "minutes": "30"},
        "new_sign_in": {"path": "/not-me/abc"},
        "account_not_me": {"account": "7f0c"},
    }
    for notice, words in given.items():
        for language in ("en", "es"):
            text = write(notice, language, words).text
            assert all(word in text for word in words.values()), (notice, language)


def test_links_of_account_notices_begin_where_the_plan_says(ada):  # noqa: F811
    assert f"{settings.WELLKEPT_ADDRESS}/reset-password" in write("account_opened", "es", {}).text
    assert f"{settings.WELLKEPT_ADDRESS}/not-me/x" in write("new_sign_in", "es", {"path": "/not-me/x"}).text
