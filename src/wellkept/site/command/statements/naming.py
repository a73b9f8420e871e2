"""A statement as it is named on the command line: a shipped PLAN/VERSION, or a folder."""

from __future__ import annotations

from pathlib import Path

from wellkept.statement.load import in_force, in_force_at, shipped
from wellkept.statement.model import InForce


def named(name: str) -> InForce:
    """The statement in the folder `name`, else the shipped one of that name. Raises `Unreadable`."""
    folder = Path(name)
    if name in shipped() or not folder.is_dir():
        return in_force(name)
    return in_force_at(folder)
