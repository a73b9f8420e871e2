"""Writes the home of this release as an archive, for the next releases to be tested against: FILE.tar.gz.

A very small fictional plan is loaded and its ledger sealed; the keys are in the archive, since everybody is invented.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path

from wellkept.site.demonstration import write_many

_TODAY = date(2026, 11, 20)


def main() -> int:
    """Make it; 0 when the archive is there."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one name
        print("usage: python tools/release_home.py FILE.tar.gz", file=sys.stderr)
        return 2
    archive = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        home, folder = Path(scratch) / "home", Path(scratch) / "files"
        files = write_many(folder, members=3, claims_each=2, today=_TODAY)
        for words in (
            ["load", "enrolment", str(files.enrolment)],
            ["load", "fhir", *map(str, files.fhir)],
            ["ledger", "seal"],
            ["check"],
        ):
            command = [sys.executable, "-m", "wellkept.site.command", *words]
            surroundings = {**os.environ, "WELLKEPT_HOME": str(home), "WELLKEPT_DATABASE": ""}
            subprocess.run(command, env=surroundings, check=True)
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(home, arcname="home")
    print(f"{archive}: {archive.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
