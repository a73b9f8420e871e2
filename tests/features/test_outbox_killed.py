"""A worker that is killed while it sends loses nothing, and what it left is sent under the same id."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections, transaction

from tests.features.test_outbox import ada  # noqa: F401
from tests.servers.mail_server import mail_server
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.features import outbox
from wellkept.features.outbox import send_waiting
from wellkept.identity.systems import CLOCK
from wellkept.vault import outbox as rows
from wellkept.vault.models import Outgoing

COUNT = 12
WORKER = """
import django, sys
django.setup()
from django.db import connections
for alias, name in zip(("default", "keys"), sys.argv[1:3]):
    connections.settings[alias]["NAME"] = name
from wellkept.doors.clock.writing import write
from wellkept.features.outbox import send_waiting
from wellkept.identity.systems import CLOCK
print("ready", flush=True)
print(send_waiting(CLOCK, write), flush=True)
"""


def test_a_killed_worker_loses_nothing_and_doubles_nothing_under_another_id(ada, house, monkeypatch):  # noqa: F811
    now = datetime.now(UTC)
    with transaction.atomic():
        left = {
            rows.leave(permit_for(ada), notice="contact_code", words={"code": str(n), "minutes": "9"}, at=now)
            for n in range(COUNT)
        }
    connections.close_all()
    with mail_server() as (server, port):
        for name, value in {"SMTP": f"smtp://127.0.0.1:{port}", "SMTP_BY": "own", "SENDER": "p@example.com"}.items():
            monkeypatch.setenv(f"WELLKEPT_{name}", value)
        environment = os.environ | {"PYTHONPATH": str(Path.cwd()) + ":" + os.environ.get("PYTHONPATH", "")}
        server.hangs_after = 5
        _kill_when_it_hangs([sys.executable, "-c", WORKER, house.data, house.keys], environment, server)
        taken = [ident(mail) for _, mail in server.taken]
        assert len(taken) == 5
        assert send_waiting(CLOCK, write, at=now + 2 * outbox.LEASE) == COUNT - 5
        taken = [ident(mail) for _, mail in server.taken]
    assert set(taken) == {str(row) for row in left}
    assert len(taken) == COUNT
    assert set(Outgoing.objects.values_list("outcome", flat=True)) == {"sent"}


def ident(mail):
    return mail["Message-ID"][1:].partition("@")[0]


def _kill_when_it_hangs(command, environment, server):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as worker:
        assert worker.stdout.readline() == "ready\n"
        assert server.hanging.wait(60)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    server.hangs_after = None
