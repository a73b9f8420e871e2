"""A gateway for text messages on this machine that refuses, puts off, hangs or drops on command."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class TextGateway(ThreadingHTTPServer):
    """Faults as the mail server's, and "redirects". A message that it knows by its key it takes once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = ""
        self.taken = {}
        self.tries = 0
        self.ended = threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/messages"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        gateway = self.server
        gateway.tries += 1
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = gateway.fault
        if fault in {"drops_before", "drops_after"}:
            if fault == "drops_after":
                gateway.taken[self.headers["Idempotency-Key"]] = (said, self.headers["Authorization"])
            self.connection.close()
            self.close_connection = True
            return
        if fault == "hangs":
            gateway.ended.wait()
            return
        codes = {"refuses": 422, "refuses_data": 400, "later": 503, "redirects": 307}
        if not fault:
            gateway.taken[self.headers["Idempotency-Key"]] = (said, self.headers["Authorization"])
        self.send_response(codes.get(fault, 202))
        self.send_header("Location", gateway.address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nothing: the tests look at what was taken."""


@contextmanager
def text_gateway():
    """A gateway that runs meanwhile."""
    gateway = TextGateway()
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.ended.set()
        gateway.shutdown()
        gateway.server_close()
        thread.join()
