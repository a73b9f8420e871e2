"""Bring the browser files that ship with the source from the npm registry, or bring them again.

    python tools/vendor.py            every package, at the version and integrity of its lock
    python tools/vendor.py --latest   the newest versions instead, writing the locks anew

Needs npm, and only whoever changes a version needs it: the files and their locks are committed, and the tests compare
them. Each lock has the package's name, version and integrity as npm states it, and a SHA-256 for each file.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """One npm package: what is taken from it (glob patterns inside `inside`) and where it goes."""

    package: str
    into: Path
    lock: Path
    inside: str
    take: tuple[str, ...]
    stylesheets: tuple[str, ...] = ()  # whatever these name is taken too


VENDORED = (
    Vendored(
        package="@uswds/uswds",
        into=ROOT / "src/wellkept/doors/shared/static/uswds",
        lock=ROOT / "src/wellkept/doors/shared/static/uswds.lock.json",
        inside="dist",
        take=(
            "css/uswds.min.css",
            "js/uswds.min.js",
            "js/uswds-init.min.js",
            "img/sprite.svg",
            # The compiled style sheet does without Public Sans; ours names it.
            "fonts/public-sans/PublicSans-Regular.woff2",
            "fonts/public-sans/PublicSans-Italic.woff2",
            "fonts/public-sans/PublicSans-Bold.woff2",
            "fonts/public-sans/PublicSans-BoldItalic.woff2",
            "../LICENSE.md",
        ),
        stylesheets=("css/uswds.min.css",),
    ),
    Vendored(
        package="axe-core",
        into=ROOT / "tests/journeys/vendor/axe-core",
        lock=ROOT / "tests/journeys/vendor/axe-core.lock.json",
        inside=".",
        take=("axe.min.js", "LICENSE"),
    ),
)

# The maps are not vendored, and storage that gives files hashed names refuses a style sheet that names a missing file.
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*\Z")
STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def npm(*arguments: str, folder: Path) -> str:
    return subprocess.run(["npm", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S607


def fetch(name: str, *, folder: Path) -> tuple[Path, str, str]:
    """Download `name` (which may end in @version); the unpacked folder, its version and its integrity."""
    packed = json.loads(npm("pack", name, "--json", folder=folder))[0]
    archive = folder / packed["filename"]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package", packed["version"], f"sha512-{digest}"


def named_by(stylesheet: Path) -> list[str]:
    """Paths, relative to the style sheet, of the files that it names."""
    text = stylesheet.read_text(encoding="utf-8")
    return sorted({url.partition("#")[0].partition("?")[0] for url in STYLE_URL.findall(text) if url[:5] != "data:"})


def wanted(vendored: Vendored, source: Path) -> dict[str, Path]:
    """Which file of the package goes to which path below `vendored.into`."""
    files = {path.removeprefix("../"): source / path for path in vendored.take}
    for sheet in vendored.stylesheets:
        for url in named_by(source / sheet):
            path = ((source / sheet).parent / url).resolve()
            files[path.relative_to(source.resolve()).as_posix()] = path
    return files


def bring(vendored: Vendored, *, latest: bool) -> None:
    lock = {} if latest or not vendored.lock.exists() else json.loads(vendored.lock.read_text())
    name = f"{vendored.package}@{lock['version']}" if lock else vendored.package
    with tempfile.TemporaryDirectory() as scratch:
        package, version, integrity = fetch(name, folder=Path(scratch))
        if lock and lock["integrity"] != integrity:
            raise SystemExit(f"{name}: not the file that {vendored.lock.name} locks. Nothing was changed.")
        digests = {}
        for path, origin in sorted(wanted(vendored, package / vendored.inside).items()):
            content = SOURCE_MAP.sub(b"\n", origin.read_bytes())
            target = vendored.into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            digests[path] = hashlib.sha256(content).hexdigest()
    for stale in vendored.into.rglob("*"):
        if stale.is_file() and stale.relative_to(vendored.into).as_posix() not in digests:
            stale.unlink()
    written = {"name": vendored.package, "version": version, "integrity": integrity, "files": digests}
    vendored.lock.write_text(json.dumps(written, indent=2) + "\n")
    print(f"{vendored.package} {version}: {len(digests)} files in {vendored.into.relative_to(ROOT)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--latest", action="store_true", help="take the newest versions and write the locks anew")
    chosen = parser.parse_args()
    for each in VENDORED:
        bring(each, latest=chosen.latest)
