"""A mail server on this machine that refuses, puts off, hangs or drops on command."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class MailServer:
    """`fault` is "", "refuses", "later", "refuses_data", "hangs", "drops_before" or "drops_after" (having taken it).

    After `hangs_after` messages it takes no other and answers nothing, and sets `hanging`.
    """

    def __init__(self) -> None:
        self.fault = ""
        self.hangs_after = None
        self.hanging = threading.Event()
        self.taken = []
        self.tries = 0

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        self.tries += 1
        if self.fault == "refuses":
            return f"550 5.1.1 no such mailbox {address}"
        if self.fault == "later":
            return "451 4.7.1 come again"
        if self.fault == "drops_before":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.fault == "refuses_data":
            return "554 5.6.0 not this"
        if self.fault == "hangs" or self.hangs_after == len(self.taken):
            self.hanging.set()
            await asyncio.sleep(3600)
        self.taken.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        if self.fault == "drops_after":
            server.transport.abort()
        return "250 OK"


class _OnAnyPort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server():
    """A server that runs meanwhile; gives it and its port."""
    handler = MailServer()
    controller = _OnAnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield handler, controller.port
    finally:
        controller.stop(no_assert=True)
