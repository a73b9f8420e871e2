"""The plan's own virus scanner: a clamd on this machine, asked by its INSTREAM command (clamd(8)).

WELLKEPT_SCANNER is its `host:port`. What it is given is in the clear, so it must be on this machine; without the
setting nothing is scanned.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from wellkept.policy.asks import Permit

_PIECE = 64 * 1024
_PATIENCE = 20  # seconds for each step
_LONGEST_ANSWER = 4096


class ScannerUnusable(ValueError):
    """The setting cannot be used; the message holds nothing secret."""


class Found(StrEnum):
    """What the scanner says."""

    NOTHING = "nothing"
    SOMETHING = "something"
    UNREACHABLE = "unreachable"  # it did not answer, or not as it should


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd at an address of this machine."""

    host: str
    port: int

    def scan(self, _permit: Permit, content: bytes) -> Found:
        """Show it some bytes. Never raises for a scanner that is away: that is an answer too."""
        try:
            with socket.create_connection((self.host, self.port), timeout=_PATIENCE) as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _PIECE):
                    piece = content[start : start + _PIECE]
                    line.sendall(struct.pack(">I", len(piece)) + piece)
                line.sendall(struct.pack(">I", 0))
                return _read(_answer(line))
        except OSError:
            return Found.UNREACHABLE


def scanner() -> Scanner | None:
    """The scanner of this installation; None where there is none. Raises `ScannerUnusable`."""
    said = os.environ.get("WELLKEPT_SCANNER", "")
    if not said:
        return None
    host, _, port = said.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal():
        raise ScannerUnusable("WELLKEPT_SCANNER must look like 127.0.0.1:3310.")
    try:
        is_here = host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise ScannerUnusable("WELLKEPT_SCANNER names another machine; papers must not go there in the clear.")
    return Scanner(host.strip("[]"), int(port))


def _answer(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n")


def _read(said: bytes) -> Found:
    if said == b"stream: OK":
        return Found.NOTHING
    return Found.SOMETHING if said.startswith(b"stream: ") and said.endswith(b" FOUND") else Found.UNREACHABLE
