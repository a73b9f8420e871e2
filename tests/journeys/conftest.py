"""A browser, and the site with the household in it on a port of its own."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import sync_playwright


class Quiet(WSGIRequestHandler):
    def log_message(self, *said):
        """Say nothing."""


def serve(server: WSGIServer) -> None:
    server.serve_forever(poll_interval=0.05)
    connections.close_all()


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser; its driver keeps an event loop in this thread, beside which the tests still use the database."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield started
        started.close()


@pytest.fixture
def site(settled, tmp_path, django_db_blocker):
    """The household's site; a module of journeys that needs another one has a `site` of its own."""
    with django_db_blocker.unblock(), settled(tmp_path / "home") as site:
        yield site


@pytest.fixture
def address(site, django_db_blocker):
    """The site on a port of its own, one request after another."""
    with django_db_blocker.unblock():
        server = WSGIServer(("127.0.0.1", 0), Quiet)
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=serve, args=[server])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()
