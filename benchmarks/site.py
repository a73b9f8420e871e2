"""One home in a process of its own, with the house and its plain twin: `python -m benchmarks.site MEMBERS`.

WELLKEPT_HOME and WELLKEPT_DATABASE say where. It fills the home where that is still empty, then says in a line of JSON
how many queries a page makes on either side. Each line of the standard input is a number of rounds, answered by a
line of JSON with the nanoseconds of every page, {"house": […], "plain": […]}, and those of work of the processor,
{"house_cpu": […], "plain_cpu": […]}.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

TODAY = date(2026, 3, 1)
CLAIMS_EACH = 10
_SAMPLE = 300
_SEED = 41
SIDES = ("house", "plain")
ENGINES = {"house": "wellkept.identity.sessions", "plain": "django.contrib.sessions.backends.db"}
PATHS = {"house": "/claims", "plain": "/plain/claims"}

Page = Callable[[], bytes]


def main(members: int) -> None:
    """Fill, tell, and measure as often as asked."""
    ready()
    say = partial(print, flush=True)
    pages = visits(some_of(filled(members)))
    say(json.dumps(queries(pages[0])))
    for pair in pages:
        for page in pair.values():
            page()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        say(json.dumps(measured(pages, int(line))))


def ready() -> None:
    """Django with the twin, and the home that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    from wellkept.site.preparing import prepare

    prepare()


def show(members: int) -> None:
    """Both pages of one member as JSON, to be looked at."""
    ready()
    (pair,) = visits(some_of(filled(members))[:1])
    print(json.dumps({side: page().decode() for side, page in pair.items()}))


def sign_in(members: int, readers: int) -> None:
    """Fill the home, and say as JSON the cookies of some members who are signed in."""
    ready()
    print(json.dumps([_signed_in(person, "house") for person in some_of(filled(members))[:readers]]))


def filled(members: int) -> list[UUID]:
    """The members of this home, after filling it and the twin's table where they are empty."""
    from django.db import connection

    from benchmarks import members as people
    from benchmarks.plain.models import TABLE, Claim
    from wellkept.vault.models import Standing

    if TABLE not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Claim)
    first = Standing.objects.values_list("person_id", flat=True).order_by("id").first()
    if first is None:
        started = time.monotonic()
        people.fill(members, claims_each=CLAIMS_EACH, today=TODAY, told=partial(_told, started))
    persons = list(Standing.objects.values_list("person_id", flat=True).order_by("id"))
    if len(persons) != members:
        sys.exit(f"{os.environ['WELLKEPT_HOME']} holds {len(persons)} members, not {members}; remove it and try again")
    if not Claim.objects.exists():
        _copy_claims(persons)
        if connection.vendor == "postgresql":  # as its own housekeeping does a minute later
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    return persons


def _told(started: float, done: int) -> None:
    if done % 10_000 < 200 and done > 200:
        print(f"{done} members after {time.monotonic() - started:.0f} s", file=sys.stderr)


def _copy_claims(persons: list[UUID]) -> None:
    """Every member's claims in the clear: all have the same, but for their numbers."""
    from dataclasses import asdict

    from benchmarks import members as people
    from benchmarks.plain.models import Claim
    from wellkept.features.claims import list_claims

    rows = [asdict(row) for row in list_claims(_visitor(persons[0]), persons[0]).found.rows]
    for start in range(0, len(persons), 500):
        made = [{**row, "id": uuid4(), "member": person} for person in persons[start : start + 500] for row in rows]
        people.insert(Claim, made)


def _visitor(person: UUID) -> Any:  # noqa: ANN401 - Django must be ready before its type is
    from wellkept.identity.accounts import visitor_of
    from wellkept.identity.models import Account

    return visitor_of(Account(person=person), request=uuid4().hex)


def some_of(persons: list[UUID]) -> list[UUID]:
    """Members from all over the home, the same in every run."""
    return random.Random(_SEED).sample(persons, min(_SAMPLE, len(persons)))


def visits(persons: list[UUID]) -> list[dict[str, Page]]:
    """For each member, signed in, the page of the house and that of the twin."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings

    from benchmarks.plain import views
    from wellkept.doors.member import page
    from wellkept.features.claims import list_claims

    handlers = {}
    for side, middleware in zip(SIDES, (settings.HOUSE_MIDDLEWARE, settings.PLAIN_MIDDLEWARE), strict=True):
        with override_settings(MIDDLEWARE=middleware, SESSION_ENGINE=ENGINES[side]):
            handlers[side] = WSGIHandler()
    views.WHY["why"] = page._why(list_claims(_visitor(persons[0]), persons[0]))  # noqa: SLF001
    cookies = [{side: _signed_in(person, side) for side in SIDES} for person in persons]
    return [{side: partial(_answer, handlers[side], PATHS[side], each[side]) for side in SIDES} for each in cookies]


def _signed_in(person: UUID, side: str) -> str:
    """The cookies of a browser as signing in leaves them: a session, and the token against forgery."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.crypto import get_random_string

    from wellkept.features.agreement import agree
    from wellkept.gate import promised
    from wellkept.identity.models import Account

    account = Account(token=uuid4().hex, person=person, made=datetime.now(UTC))
    account.set_unusable_password()
    account.save(force_insert=True)
    agree(_visitor(person), promised().version)
    session = import_module(ENGINES[side]).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    token = get_random_string(32)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"


def _answer(handler: Any, path: str, cookie: str) -> bytes:  # noqa: ANN401 - any WSGI application
    """One request through the whole of Django, as a server would make it; the body."""
    import io

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    heard: list[str] = []
    response = handler(environ, lambda status, _headers: heard.append(status))
    try:
        body = b"".join(response)
    finally:
        response.close()
    if heard != ["200 OK"]:
        sys.exit(f"{path} answered {heard[0]}")
    return body


def queries(pair: dict[str, Page]) -> dict[str, int]:
    """How many queries a page makes, on all databases together."""
    from django.db import connections

    counts = {}
    for side, page in pair.items():
        page()
        seen: list[str] = []
        with ExitStack() as watched:
            for alias in connections:
                watched.enter_context(connections[alias].execute_wrapper(partial(_noted, seen)))
            page()
        counts[side] = len(seen)
    return counts


def _noted(seen: list[str], execute: Any, sql: str, *rest: Any) -> Any:  # noqa: ANN401 - Django's own shape
    seen.append(sql)
    return execute(sql, *rest)


def measured(pages: list[dict[str, Page]], rounds: int) -> dict[str, list[int]]:
    """Every member's page on both sides, one after the other, now this first and now that."""
    took: dict[str, list[int]] = {name: [] for side in SIDES for name in (side, f"{side}_cpu")}
    for number in range(rounds):
        for place, pair in enumerate(pages):
            for side in SIDES if (number + place) % 2 else SIDES[::-1]:
                page = pair[side]
                began, worked = time.perf_counter_ns(), time.thread_time_ns()
                page()
                took[f"{side}_cpu"].append(time.thread_time_ns() - worked)
                took[side].append(time.perf_counter_ns() - began)
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]))
