"""`wellkept run`: serve this home; a new home is filled with the demonstration plan first."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import socket  # noqa: TID251 - only to see whether a port of this machine is free
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.site.demonstration import SignIn
    from wellkept.site.home import Home

_PR_SET_PDEATHSIG = 1
_THREADS = 4
_PORTS = 65_536
_LOOK_EVERY = 0.2  # seconds
_PATIENCE = 10  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept run`."""
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT") or "8000", help="default: PORT, or 8000")
    parser.add_argument("--empty", action="store_true", help="do not fill a new home with the demonstration")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped; leaves nothing running."""
    from wellkept.site.preparing import ready
    from wellkept.site.serving import held

    if not _is_free(arguments.port):
        complain(f"Port {arguments.port} is in use. PORT=9000 (or another number) chooses a free one.")
        return 1
    here, is_new = ready()
    from wellkept.site.demo_elsewhere import refuse_elsewhere

    with held(here.folder):
        _demonstrate(here, new=is_new and not arguments.empty)
        refuse_elsewhere(here)
        return _serve(arguments.port)


def _demonstrate(here: Home, *, new: bool) -> None:
    """Fill a new home, and say who can sign in to a demonstration."""
    from wellkept.gate import promised, put_in_force
    from wellkept.site import demo_home, demo_office

    password, stopped = "", demo_home.stopped_on(here)
    if new or stopped:
        say("Filling a new home with the demonstration plan; this takes about a minute.")
        sys.stdout.flush()
        password = demo_home.fill(here, today=stopped or datetime.now(UTC).date())
    wanted = os.environ.get("WELLKEPT_STATEMENT", "")
    if not demo_home.is_demonstration(here):
        if wanted and wanted != promised().version:
            say(f"WELLKEPT_STATEMENT={wanted} is not used: this home has {promised().version} in force.")
        return
    if wanted and wanted != promised().version:
        put_in_force(wanted, at=datetime.now(UTC), told="nobody, this is a demonstration")
    users = demo_home.sign_ins(today=demo_home.made_on(here))
    password = password or demo_home.new_password(users)
    outgoing = "What it would send by mail or text stays here: `.venv/bin/wellkept outgoing list` and `show last`."
    widest = max(len(user.name) for user in users)
    say()
    say(f"Statement in force: {promised().version}")
    say(f"Everyone here is invented. All sign in with the password {password}")
    for user in users:
        say(f"  {user.username:<12}{user.name:<{widest}}  {user.story}")
    say(outgoing)
    say("The staff sign in at /staff/sign-in, with a code besides: `wellkept staff code NAME` says it, or an app with")
    _say_steps([user for user in users if user.role not in demo_office.ROLES])
    say("The people of a provider's office sign in at /provider-portal/sign-in: `wellkept office code NAME`, or")
    _say_steps([user for user in users if user.role in demo_office.ROLES])
    say()


def _say_steps(users: Sequence[SignIn]) -> None:
    from wellkept.site import demo_home

    for name, secret in demo_home.second_steps(users).items():
        say(f"  {name:<12}{secret}")


def _serve(port: int) -> int:
    """The server and the worker, until one of them ends or somebody stops us."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server += ["--workers", "1", "--blocking-threads", str(_THREADS), "--log-level", "warning"]
    server += ["wellkept.site.wsgi:application"]
    worker = [sys.executable, "-m", "wellkept.site.command", "work"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    os.environ.setdefault("WELLKEPT_ADDRESS", f"http://localhost:{port}")
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.extend(_started(words) for words in (server, worker))
        ended = _watched(children, port)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)
    name = "server" if ended is children[0] else "worker"
    complain(f"The {name} ended by itself; look above for why.")
    return 1


def _watched(children: list[subprocess.Popen[bytes]], port: int) -> subprocess.Popen[bytes]:
    """Say the address once the server answers there; then wait for the first child that ends."""
    said = False
    while True:
        for child in children:
            if child.poll() is not None:
                return child
        if not said and not _is_free(port):
            say(f"http://localhost:{port}")
            sys.stdout.flush()
            said = True
        time.sleep(_LOOK_EVERY)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < _PORTS:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {_PORTS - 1}, not “{text}”")
    return int(text)


def _is_free(port: int) -> bool:
    """Whether nobody listens on this port of this machine; nothing is sent."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _started(words: list[str]) -> subprocess.Popen[bytes]:
    """A child in a group of its own, so that its own children can be ended with it."""
    return subprocess.Popen(words, preexec_fn=_end_with_parent(), process_group=0)  # noqa: PLW1509


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _end_with_parent() -> Callable[[], None]:
    """On Linux a child is told when its parent dies, however it dies; elsewhere it is ended by `_end` alone.

    A shell starts what goes to the background with SIGINT ignored, and the server ends its workers by SIGINT.
    """
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    return prepare
