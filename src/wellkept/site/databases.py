"""Where the data and the member keys live: SQLite files of the home, or PostgreSQL from WELLKEPT_DATABASE."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from wellkept.site.home import Home

# WAL lets pages be read while a load writes; FULL because a ledger entry is written before anything is released.
_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000;PRAGMA trusted_schema=OFF;"


class UnusableDatabase(ValueError):
    """WELLKEPT_DATABASE is no address that this program can use, or there is no usable database."""


def databases(address: str, home: Home) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` holds the data, `keys` the wrapped member keys. Raises `UnusableDatabase`."""
    if not address:
        return {"default": _sqlite(str(home.database)), "keys": _sqlite(str(home.member_keys))}
    return {"default": _postgresql(address, "public"), "keys": _postgresql(address, "keys")}


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
        "TEST": {"NAME": None},
    }


def _postgresql(address: str, schema: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/") or not _is_port(parts):
        msg = "WELLKEPT_DATABASE must look like postgresql://user:password@host:5432/name"
        raise UnusableDatabase(msg)
    asked = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Statements that the server keeps prepared, with parameters sent apart, halve the work of a short query.
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 3,
            **asked,
            "options": f"-c search_path={schema}",
        },
    }


def _is_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
