"""`wellkept run`: serve this home; a new home is filled with the demonstration plan first."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.site.home import Home

_PR_SET_PDEATHSIG = 1
_THREADS = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept run`."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or "8000"))
    parser.add_argument("--empty", action="store_true", help="do not fill a new home with the demonstration")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped; leaves nothing running."""
    from wellkept.exits.keys import KeyMissing
    from wellkept.site.home import home
    from wellkept.site.preparing import prepare
    from wellkept.site.serving import AlreadyServed, held

    is_new = not home().secret_key_file.exists()
    try:
        here = prepare()
        with held(here.folder):
            _demonstrate(here, new=is_new and not arguments.empty)
            return _serve(arguments.port)
    except (KeyMissing, AlreadyServed) as problem:
        complain(str(problem))
        return 1


def _demonstrate(here: Home, *, new: bool) -> None:
    """Fill a new home, and say who can sign in to a demonstration."""
    from wellkept.gate import promised, put_in_force
    from wellkept.site import demo_home

    stopped = demo_home.stopped_on(here)
    if new or stopped:
        say("Filling a new home with the demonstration plan; this takes about a minute.")
        sys.stdout.flush()
        demo_home.fill(here, today=stopped or datetime.now(UTC).date())
    if not demo_home.is_demonstration(here):
        return
    wanted = os.environ.get("WELLKEPT_STATEMENT", "")
    if wanted and wanted != promised().version:
        put_in_force(wanted, at=datetime.now(UTC), told="nobody, this is a demonstration")
    users = demo_home.sign_ins(today=demo_home.made_on(here))
    password = demo_home.new_password(users)
    say()
    say(f"Statement in force: {promised().version}")
    say(f"Everyone here is invented. All sign in with the password {password}")
    for user in users:
        say(f"  {user.username:<12}{user.name:<28}{user.story}")
    say()


def _serve(port: int) -> int:
    """The server and the worker, until one of them ends or somebody stops us."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server += ["--workers", "1", "--blocking-threads", str(_THREADS), "--log-level", "warning"]
    server += ["wellkept.site.wsgi:application"]
    worker = [sys.executable, "-m", "wellkept.site.command", "work"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")
    signal.signal(signal.SIGTERM, _as_interrupt)
    children = [subprocess.Popen(words, preexec_fn=_end_with_parent()) for words in (server, worker)]  # noqa: PLW1509
    say(f"http://localhost:{port}")
    sys.stdout.flush()
    try:
        ended, _ = os.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)
    name = "server" if ended == children[0].pid else "worker"
    complain(f"The {name} ended by itself; look above for why. Is port {port} free? PORT=9000 chooses another.")
    return 1


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _end_with_parent() -> Callable[[], None]:
    """On Linux a child is told when its parent dies, however it dies; elsewhere it is ended by `_end` alone."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
