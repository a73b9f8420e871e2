"""WELLKEPT_HOME: the folder that holds everything the program keeps."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = ("data", "keys", "heads", "files")


class HomeUnusable(OSError):
    """The folder of WELLKEPT_HOME cannot be made or written to."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and the places in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.folder / "data" / "wellkept.sqlite3"

    @property
    def member_keys(self) -> Path:
        """The store of wrapped member keys, apart from the data."""
        return self.folder / "keys" / "members.sqlite3"

    @property
    def secret_key_file(self) -> Path:
        """What Django signs sessions and forms with."""
        return self.folder / "secret_key"

    def make(self) -> None:
        """Make the folders and the signing secret of a new home; what is there stays as it is.

        Raises `HomeUnusable`.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for name in _FOLDERS:
                (self.folder / name).mkdir(mode=0o700, exist_ok=True)
            if not self.secret_key_file.exists():
                self._write_secret()
        except OSError as problem:
            raise HomeUnusable(
                f"WELLKEPT_HOME={self.folder} cannot be used: {problem.strerror} ({problem.filename}). "
                "Name a folder that this user may write in."
            ) from None

    def _write_secret(self) -> None:
        opened = os.open(self.secret_key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as file:
            file.write(secrets.token_urlsafe(50))

    def secret_key(self) -> str:
        """The signing secret; before the home is made, one for this process alone."""
        if self.secret_key_file.exists():
            return self.secret_key_file.read_text().strip()
        return secrets.token_urlsafe(50)


def home() -> Home:
    """The home that the environment names, or `var` in the working folder."""
    return Home(Path(os.environ.get("WELLKEPT_HOME") or "var").resolve())
