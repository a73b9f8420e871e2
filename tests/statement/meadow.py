"""A small sound statement in `sound/`, and copies of it with one thing altered."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from wellkept.statement.check import Finding, Surroundings, check
from wellkept.statement.load import in_force
from wellkept.statement.model import InForce

SOUND = Path(__file__).parent / "sound"
STATEMENT = "plans/meadow/1/statement.toml"
ENGLISH = "plans/meadow/1/en.md"
SPANISH = "plans/meadow/1/es.md"
PLAN = "plans/meadow/plan.toml"
NOTICE = "notices/generic/1/notice.toml"
LAW = "law/us.toml"


@dataclass
class Meadow:
    """A copy of the documents, to alter and to check."""

    root: Path

    def alter(self, file: str, old: str, new: str) -> "Meadow":
        """Replace the one place in `file` where `old` stands."""
        text = (self.root / file).read_text("utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file}"
        (self.root / file).write_text(text.replace(old, new), "utf-8")
        return self

    def add(self, file: str, more: str) -> "Meadow":
        """Add to the end of `file`."""
        path = self.root / file
        path.write_text(path.read_text("utf-8") + more, "utf-8")
        return self

    def line(self, file: str, words: str, back: int = 0) -> str:
        """The place of the last line that holds `words`, or of one so many lines above."""
        lines = (self.root / file).read_text("utf-8").splitlines()
        found = max(number for number, line in enumerate(lines, 1) if words in line)
        return f"{file}:{found - back}"

    def in_force(self) -> InForce:
        return in_force("meadow/1", self.root)

    def findings(self, **told: object) -> list[Finding]:
        return check(self.in_force(), Surroundings(**told))

    def found(self, **told: object) -> list[tuple[str, str]]:
        """Each finding as (place, rule)."""
        return [(str(finding.place), finding.rule) for finding in self.findings(**told)]


def meadow(folder: Path) -> Meadow:
    shutil.copytree(SOUND, folder / "documents")
    return Meadow(folder / "documents")
