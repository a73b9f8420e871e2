"""Files taken from npm are the ones in their lock, and the style sheet finds all that it names with us."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "src/wellkept/doors/shared/static"
LOCKED = {
    STATIC / "uswds": STATIC / "uswds.lock.json",
    ROOT / "tests/journeys/vendor/axe-core": ROOT / "tests/journeys/vendor/axe-core.lock.json",
}
STYLESHEETS = sorted(STATIC.rglob("*.css"))
BROWSER_FILES = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"})


@pytest.mark.parametrize("folder", LOCKED, ids=lambda folder: folder.name)
def test_vendored_files_are_exactly_those_of_the_lock(folder):
    lock = json.loads(LOCKED[folder].read_text())
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == lock["files"]
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", lock["integrity"])


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_only_files_that_are_here(stylesheet):
    text = stylesheet.read_text(encoding="utf-8")
    named = {url for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", text) if not url.startswith("data:")}
    assert [url for url in named if not (stylesheet.parent / url.partition("#")[0]).is_file()] == []
    assert "@import" not in text
    assert "sourceMappingURL" not in text


@pytest.mark.parametrize("path", BROWSER_FILES, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_no_browser_file_names_another_host(path):
    address = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
    hosts = set(address.findall(path.read_text(encoding="utf-8")))
    assert hosts <= {"www.w3.org"}, "only the SVG name space looks like an address"


def test_hashed_names_can_be_given_to_every_file(tmp_path):
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    paths = {
        path.relative_to(tmp_path).as_posix(): (storage, path.relative_to(tmp_path).as_posix())
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file()
    }
    outcomes = list(storage.post_process(paths))
    assert [outcome for _, _, outcome in outcomes if isinstance(outcome, Exception)] == []
    assert re.fullmatch(r"uswds/css/uswds\.min\.[0-9a-f]{12}\.css", storage.stored_name("uswds/css/uswds.min.css"))
