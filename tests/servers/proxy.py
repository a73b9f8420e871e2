"""A real nginx on this machine that ends TLS, asks for a certificate, and passes on the one that was shown."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 20  # seconds

# The lines about certificates and bodies are those of docs/how-to/connect-a-system.md.
_CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        ssl_verify_client optional_no_ca;
        client_max_body_size 64m;
        location /systems/ {{
            proxy_pass {behind};
            proxy_request_buffering off;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Client-Certificate $ssl_client_escaped_cert;
        }}
    }}
}}
"""


@contextmanager
def proxied(nginx: Path, folder: Path, behind: str, *, certificate: bytes, key: bytes) -> Iterator[int]:
    """The port of an nginx before `behind`; its files lie in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "server.pem").write_bytes(certificate)
    (folder / "server.key").write_bytes(key)
    (folder / "nginx.conf").write_text(_CONFIG.format(folder=folder, port=port, behind=behind))
    with subprocess.Popen([nginx, "-c", folder / "nginx.conf", "-e", folder / "error.log"]) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _LONGEST
    while True:
        assert process.poll() is None, "nginx ended by itself"
        assert time.monotonic() < deadline, "nginx does not listen"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
