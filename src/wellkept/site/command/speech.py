"""A command's words: what was asked for on standard output, what went wrong on standard error."""

from __future__ import annotations

import sys


def say(line: str = "") -> None:
    """One line of what was asked for."""
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """One line of what went wrong."""
    sys.stderr.write(line + "\n")
