"""How far a load of a file had come when it was stopped, so that the next one goes on there."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CHUNK = 1 << 20
_EVERY = 1.0  # seconds


@dataclass(slots=True)
class Mark:
    """The mark of one file's content; it holds a digest, counts and reasons, nothing of the file."""

    place: Path
    _written: float

    @classmethod
    def of(cls, path: Path, folder: Path, sender: str) -> Mark:
        """The mark of a file from a sender, kept in `folder`."""
        digest = hashlib.sha256(sender.encode() + b"|")
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return cls(folder / f"{digest.hexdigest()}.json", time.monotonic())

    def read(self) -> dict[str, Any] | None:
        """What was written last; None without a mark, or with one that cannot be read."""
        try:
            said = json.loads(self.place.read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return said if isinstance(said, dict) and isinstance(said.get("read"), int) else None

    @property
    def is_due(self) -> bool:
        """Whether the last writing is a while ago."""
        return time.monotonic() - self._written >= _EVERY

    def write(self, said: dict[str, Any]) -> None:
        """All records that `said` counts are done; a crash leaves this mark or the one before."""
        self.place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self.place.with_suffix(".new")
        with beside.open("w") as file:
            json.dump(said, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.place)
        self._written = time.monotonic()

    def remove(self) -> None:
        """The file was read to its end."""
        self.place.unlink(missing_ok=True)
