"""Backups of the data, never of keys; a restored one is opened with today's keys, so who was erased stays erased."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import connections

from wellkept.vault import keys
from wellkept.vault.erasure import drop_unreadable_waiting, finish_erasures

_FORMAT = 1
_MANIFEST = "manifest.json"
_SIGNATURE = "manifest.sig"
_SQLITE, _POSTGRESQL = "data.sqlite3", "data.pgdump"
_FOLDERS = ("heads", "files")


class BackupUnusable(Exception):
    """A backup that cannot be made or restored; says why and what to do."""


def backup(folder: Path) -> Path:
    """Write a backup of the data into a new or empty folder. Raises `BackupUnusable`, `KeyMissing`."""
    ring = keys.confirmed_ring()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupUnusable(f"{folder} is not empty. Name a new folder for each backup.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _dump(folder)
    for name in _FOLDERS:
        if (_home() / name).is_dir():
            shutil.copytree(_home() / name, folder / name)
    keys.keep_generation()
    content = orjson.dumps(
        {
            "format": _FORMAT,
            "made_at": datetime.now(UTC),
            "ring": ring.mark.hex(),
            "files": {str(file.relative_to(folder)): _digest(file) for file in _files(folder)},
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS,
    )
    (folder / _SIGNATURE).write_bytes(ring.sign(content))
    (folder / _MANIFEST).write_bytes(content)
    return folder


def restore(folder: Path) -> int:
    """Put a backup in place of the data, and remove whoever was erased since; gives how many those were.

    Stop the site first, and migrate afterwards, if the backup is of an older release. Raises `BackupUnusable` and
    `KeyMissing`.
    """
    manifest = _checked(folder)
    named = next((name for name in (_SQLITE, _POSTGRESQL) if name in manifest["files"]), "")
    wanted = _POSTGRESQL if connections["default"].vendor == "postgresql" else _SQLITE
    if named != wanted:
        raise BackupUnusable(
            f"{folder} holds {named or 'no data'}, and this home keeps its data in "
            f"{'PostgreSQL' if wanted == _POSTGRESQL else 'SQLite'}. Restore it into a home of its own kind."
        )
    _load(folder)
    for name in _FOLDERS:
        # Heads written since the backup stay: they show what the restored ledger lacks.
        for file in (folder / name).rglob("*"):
            target = _home() / name / file.relative_to(folder / name)
            if file.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, target)
    keys.forget_confirmed()
    keys.confirmed_ring()
    drop_unreadable_waiting()
    return finish_erasures()


def _checked(folder: Path) -> dict[str, Any]:
    """The manifest, when its signature and every file are what they were."""
    ring = keys.confirmed_ring()
    try:
        content, signature = (folder / _MANIFEST).read_bytes(), (folder / _SIGNATURE).read_bytes()
    except OSError:
        raise BackupUnusable(f"{folder} is no backup: {_MANIFEST} or {_SIGNATURE} is missing.") from None
    try:
        Ed25519PublicKey.from_public_bytes(ring.public_key()).verify(signature, content)
    except InvalidSignature:
        raise BackupUnusable(f"{folder} was changed, or was made with another home's key ring.") from None
    manifest: dict[str, Any] = orjson.loads(content)
    for name, digest in manifest["files"].items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise BackupUnusable(f"{folder / name} is missing or was changed since the backup was made.")
    return manifest


def _dump(folder: Path) -> None:
    connection = connections["default"]
    if connection.vendor == "postgresql":
        _run(["pg_dump", "--format=custom", "--no-owner", "--exclude-schema=keys", f"--file={folder / _POSTGRESQL}"])
        return
    opened = os.open(folder / _SQLITE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(opened)
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(folder / _SQLITE)) as target:
        source.backup(target, pages=1000)
        target.execute("PRAGMA journal_mode=DELETE")


def _load(folder: Path) -> None:
    connection = connections["default"]
    if connection.vendor == "postgresql":
        connection.close()
        _run(["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"], folder)
        return
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    beside = database.with_name(f".{database.name}.restoring")
    shutil.copyfile(folder / _SQLITE, beside)
    beside.chmod(0o600)
    for ending in ("-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    beside.replace(database)


def _run(command: list[str], folder: Path | None = None) -> None:
    """Run a PostgreSQL program on the data's database. Raises `BackupUnusable` with what it said."""
    at = connections["default"].settings_dict
    given = {"PGHOST": at["HOST"], "PGPORT": at["PORT"], "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"]}
    environment = {**os.environ, **{name: str(value) for name, value in given.items() if value}}
    target = [f"--dbname={at['NAME']}"] + ([str(folder / _POSTGRESQL)] if folder else [])
    try:
        done = subprocess.run([*command, *target], env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BackupUnusable(f"{command[0]} is not installed. Install PostgreSQL's client programs.") from None
    if done.returncode:
        raise BackupUnusable(f"{command[0]} failed: {done.stderr.strip()[:500]}")


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.parent != folder) + [
        folder / name for name in (_SQLITE, _POSTGRESQL) if (folder / name).exists()
    ]


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _home() -> Path:
    return Path(settings.WELLKEPT_HOME)
