"""How far a load of a file had come when it was stopped, so that the next one goes on there."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one file's content; it holds a digest and a number, nothing of the file."""

    place: Path

    @classmethod
    def of(cls, path: Path, folder: Path, sender: str) -> Mark:
        """The mark of a file from a sender, kept in `folder`."""
        digest = hashlib.sha256(sender.encode() + b"|")
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return cls(folder / f"{digest.hexdigest()}.json")

    def read(self) -> int:
        """How many records were done; 0 without a mark."""
        try:
            return int(json.loads(self.place.read_text())["done"])
        except (FileNotFoundError, ValueError, KeyError):
            return 0

    def write(self, done: int) -> None:
        """All records up to this many are done."""
        self.place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self.place.with_suffix(".new")
        beside.write_text(json.dumps({"done": done}))
        os.replace(beside, self.place)  # noqa: PTH105

    def remove(self) -> None:
        """The file was read to its end."""
        self.place.unlink(missing_ok=True)
